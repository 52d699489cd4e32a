package dev.cairn.indexer.lucene;

/// What an index was built with. An index whose manifest differs in any part is not a bit worse, it
/// is wrong, and is built anew.
///
/// @param schema version of the layout of entries, from 1
/// @param analyzer name and version of what takes texts apart
/// @param model name of the embedding model; `none` where there are no vectors
/// @param vocabulary version of the vocabulary whose concepts the entries name
public record Manifest(int schema, String analyzer, String model, String vocabulary) {
  private static final int SCHEMA = 2;
  private static final String NO_MODEL = "none";

  public Manifest {
    if (schema < 1) throw new IllegalArgumentException("schema must be from 1, got " + schema);
    for (var part : new String[] {analyzer, model, vocabulary})
      if (part.isBlank() || part.lines().count() != 1)
        throw new IllegalArgumentException("not a name in one line: '" + part + "'");
  }

  /// What this program writes, for that version of the vocabulary.
  public static Manifest of(String vocabulary) {
    return new Manifest(SCHEMA, Analysis.VERSION, NO_MODEL, vocabulary);
  }
}
