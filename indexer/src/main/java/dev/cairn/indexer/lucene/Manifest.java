package dev.cairn.indexer.lucene;

/// What an index was built with. An index whose manifest differs in any part is not a bit worse, it
/// is wrong, and is built anew; where only the vocabulary differs, it answers until then.
///
/// @param schema version of the layout of entries, from 1
/// @param analyzer name and version of what takes texts apart
/// @param model name of the embedding model; `none` where there are no vectors
/// @param vocabulary version of the vocabulary whose concepts the entries name
public record Manifest(int schema, String analyzer, String model, String vocabulary) {
  private static final int SCHEMA = 4;
  private static final String NO_MODEL = "none";

  public Manifest {
    if (schema < 1) throw new IllegalArgumentException("schema must be from 1, got " + schema);
    for (var part : new String[] {analyzer, model, vocabulary})
      if (part.isBlank() || part.lines().count() != 1)
        throw new IllegalArgumentException("not a name in one line: '" + part + "'");
  }

  /// Whether what was built with this one can answer while one with the other is built: the
  /// concepts that it names may be those of an older vocabulary, its directions of another model,
  /// which are not looked at then; all else is the same.
  boolean answersFor(Manifest other) {
    return schema == other.schema && analyzer.equals(other.analyzer);
  }

  /// Whether what was built with this one has to be built anew for the other. Where one of them has
  /// no model nothing is wrong: directions are not asked for, or are still to come.
  boolean outdatedFor(Manifest other) {
    return !vocabulary.equals(other.vocabulary) || !directionsFit(other);
  }

  /// Whether the directions of what was built with this one can be compared with the other's.
  boolean directionsFit(Manifest other) {
    return model.equals(other.model) || model.equals(NO_MODEL) || other.model.equals(NO_MODEL);
  }

  /// What an index built with this one is, once it takes in what the other brings.
  Manifest goingOnWith(Manifest other) {
    return model.equals(NO_MODEL) ? new Manifest(schema, analyzer, other.model, vocabulary) : this;
  }

  /// The same, for another version of the vocabulary.
  Manifest with(String vocabulary) {
    return new Manifest(schema, analyzer, model, vocabulary);
  }

  /// What this program writes, for that version of the vocabulary, without meaning.
  public static Manifest of(String vocabulary) {
    return of(vocabulary, NO_MODEL);
  }

  /// What this program writes, for that version of the vocabulary.
  ///
  /// @param model name of the embedding model, see {@link dev.cairn.indexer.Embedder.Model}
  public static Manifest of(String vocabulary, String model) {
    return new Manifest(SCHEMA, Analysis.VERSION, model, vocabulary);
  }
}
