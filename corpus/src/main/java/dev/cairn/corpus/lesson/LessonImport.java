package dev.cairn.corpus.lesson;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A file of lessons that has been read: CSV (parted by comma, semicolon, tabulator or bar), a JSON
/// array, or JSON Lines. Reading stores nothing.
public final class LessonImport {
  private final RawTable table;

  private LessonImport(RawTable table) {
    this.table = table;
  }

  /// Reads the file to its end. What it holds is never an exception: rows that cannot be read are
  /// {@link LessonRow.Unusable}.
  ///
  /// @param file in UTF-8, UTF-16 with a byte order mark, or Windows-1252; not closed
  /// @throws IOException if the stream cannot be read
  public static LessonImport read(InputStream file) throws IOException {
    return new LessonImport(RawTable.parse(RawTable.decode(file.readAllBytes())));
  }

  /// Names of the columns, in their order; parts of nested objects as `loop.process`.
  public List<String> columns() {
    return table.columns();
  }

  /// How many rows there are, usable or not.
  public int size() {
    return table.rows().size();
  }

  /// What the columns seem to mean, by their names and values: a column is not taken for a date or
  /// an outcome if its values are none, and the key is a column whose values differ in all rows.
  ///
  /// @param fileName what the file was called, from which the source gets its name where the
  ///   columns do not tell it
  public Mapping guess(String fileName) {
    var byNames = Mapping.guess(columns());
    if (!byNames.source().equals("lessons")) return byNames;
    var formats = dateFormats(byNames);
    var dropped = EnumSet.noneOf(Target.class);
    byNames
        .columns()
        .forEach((target, names) -> {
          Predicate<String> understood =
              switch (target.form()) {
                case DATE -> text -> Dates.parse(text, formats).isPresent();
                case CODE -> text -> Codes.parse(target, text).isPresent();
                case TEXT, LIST -> _ -> true;
              };
          // Our own names mean what they say: then a wrong value is a mistake to be told.
          if (!names.equals(List.of(target.code())) && !mostly(names, byNames, understood))
            dropped.add(target);
        });
    return byNames
        .withSource(sourceName(fileName))
        .refined(key(), dropped, formats, separator(byNames));
  }

  private static String sourceName(String fileName) {
    var name = fileName.substring(fileName.replace('\\', '/').lastIndexOf('/') + 1);
    var stem = name.replaceAll("\\.[A-Za-z0-9]{1,6}$", "").toLowerCase(Locale.ROOT);
    var plain = stem.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^-+|-+$", "");
    return plain.isEmpty() ? "lessons" : plain;
  }

  private boolean mostly(List<String> columns, Mapping mapping, Predicate<String> understood) {
    var said = values(columns, mapping);
    return !said.isEmpty() && said.stream().filter(understood).count() * 20 >= said.size() * 19L;
  }

  private List<String> values(List<String> columns, Mapping mapping) {
    return table.rows().stream()
        .flatMap(row -> columns.stream().map(row::text))
        .filter(text -> !text.isEmpty() && !Codes.isSilent(text, mapping.silence()))
        .toList();
  }

  /// The patterns that fit every date in the table, or else the one that fits most.
  private List<String> dateFormats(Mapping mapping) {
    var dates =
        mapping.columns().entrySet().stream()
            .filter(e -> e.getKey().form() == Target.Form.DATE)
            .flatMap(e -> values(e.getValue(), mapping).stream())
            .distinct()
            .toList();
    var best = "yyyy-MM-dd";
    long most = 0;
    for (var pattern : Dates.USUAL) {
      long fitting = dates.stream().filter(d -> Dates.parse(d, pattern).isPresent()).count();
      if (fitting > most) {
        most = fitting;
        best = pattern;
      }
    }
    return List.of(best);
  }

  private Optional<String> key() {
    // Our own name for it: then a key that is missing or there twice is a mistake to be told.
    if (columns().contains("key")) return Optional.of("key");
    var rows = table.rows().stream().filter(row -> row.problem().isEmpty()).toList();
    for (var candidate : Mapping.keyCandidates(columns())) {
      var values = rows.stream().map(row -> row.text(candidate)).filter(v -> !v.isEmpty()).toList();
      if (!values.isEmpty()
          && values.size() * 10 >= rows.size() * 9
          && new HashSet<>(values).size() * 10 >= values.size() * 9) return Optional.of(candidate);
    }
    return Optional.empty();
  }

  private String separator(Mapping mapping) {
    var lists =
        mapping.columns().entrySet().stream()
            .filter(e -> e.getKey().form() == Target.Form.LIST)
            .flatMap(e -> values(e.getValue(), mapping).stream())
            .toList();
    for (var separator : List.of(";", "|", ","))
      if (lists.stream().anyMatch(list -> list.contains(separator))) return separator;
    return ";";
  }

  /// Columns that the mapping names and the file does not have. Rows of JSON leave out what they do
  /// not say, so there this is a hint rather than a fault.
  public List<String> missing(Mapping mapping) {
    var missing = new HashSet<>(mapping.used());
    missing.removeAll(columns());
    return missing.stream().sorted().toList();
  }

  /// What every row says, in their order; a dry run is the same call.
  public List<LessonRow> rows(Mapping mapping) {
    var reader = new RowReader(mapping);
    Map<String, Integer> keys = new HashMap<>();
    var rows = new ArrayList<LessonRow>(size());
    for (var raw : table.rows()) rows.add(once(reader.read(raw), mapping, keys));
    return List.copyOf(rows);
  }

  /// Two rows with one key would replace each other at every import.
  private static LessonRow once(LessonRow row, Mapping mapping, Map<String, Integer> keys) {
    if (!(row instanceof LessonRow.Usable usable)) return row;
    var before = keys.putIfAbsent(usable.key(), usable.number());
    if (before == null) return row;
    return new LessonRow.Unusable(
        usable.number(),
        usable.key(),
        mapping.key().orElse(""),
        mapping.key().isPresent()
            ? "The key '" + usable.key() + "' stands in row " + before + " already."
            : "It says the same as row " + before + ".");
  }

  /// Columns whose text stays with the lesson as a field of its source.
  public Set<String> unmapped(Mapping mapping) {
    var rest = new java.util.LinkedHashSet<>(columns());
    rest.removeAll(mapping.used());
    return rest;
  }
}
