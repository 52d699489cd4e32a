package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Query;
import java.util.List;
import java.util.Locale;

/// The names under which Lucene keeps what. An entry's own document has all of these, its passages
/// only those whose names begin with `passage` or say so.
final class Fields {
  /// On every document of an entry: by this the block is replaced.
  static final String BLOCK = "block";

  static final String ID = "id";
  static final String READER = "reader";
  static final String PASSAGE_READER = "passage.reader";

  /// All words of an entry, wherever they stand: stems, and as they are written.
  static final String ALL = "all";

  static final String ALL_EXACT = "all.exact";

  /// Stems that stand side by side in some stretch of text.
  static final String PAIRS = "pairs";

  /// The language as whose text it was taken apart.
  static final String LANGUAGE = "language";

  /// Number of the change that the entry shows.
  static final String CHANGE = "change";

  static final String DATE = "date";
  static final String TITLE_KEY = "title.key";

  /// How many passages lie before the entry's own document.
  static final String PASSAGES = "passages";

  /// Weights of the tags, eight bytes each, in the order of the concepts' names.
  static final String TAG_WEIGHTS = "tag.weights";

  /// The bits of a double; only on entries that are not fully trusted.
  static final String TRUST = "trust";

  /// What {@link dev.cairn.corpus.likeness.Sketch#bytes} says.
  static final String SKETCH = "sketch";

  /// The sketch's bands, eight bytes each.
  static final String BAND = "sketch.band";

  static final String PASSAGE_WORDS = "passage.words";

  /// In which direction of meaning a passage points; on the entry itself where it has no passage.
  static final String DIRECTION = "passage.direction";

  /// By this a sample of all directions is taken, see {@link Sampled}.
  static final String SAMPLE = "passage.sample";

  static final String STORED_KIND = "stored.kind";
  static final String STORED_TITLE = "stored.title";
  static final String STORED_DATE = "stored.date";
  static final String STORED_TAG = "stored.tag";
  static final String STORED_VALUE = "stored.value.";
  static final String STORED_LANGUAGE = STORED_VALUE + "language";
  static final String STORED_TEXT = "stored.text";
  static final String STORED_HEADING = "stored.heading";
  static final String STORED_PAGE = "stored.page";
  static final String STORED_ORDINAL = "stored.ordinal";
  static final String STORED_START = "stored.start";

  /// Where plain words are looked for.
  static final List<Query.Field> OF_WORDS =
      List.of(Query.Field.TITLE, Query.Field.HEADINGS, Query.Field.BODY, Query.Field.LABELS);

  private static final int LONGEST_VALUE = 1_000;

  private Fields() {}

  /// `title`, `headings`, …: stems with their frequencies.
  static String stems(Query.Field field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  /// Words as they are written, with their positions.
  static String exact(Query.Field field) {
    return stems(field) + ".exact";
  }

  /// Exact values: `kind`, `author`, `concept`, …
  static String value(String name) {
    return "value." + name;
  }

  /// What is kept of an exact value; asked and indexed values are cut alike.
  static String cut(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE);
  }
}
