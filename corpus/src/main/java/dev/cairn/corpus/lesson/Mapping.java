package dev.cairn.corpus.lesson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which columns of a source say what.
///
/// @param source name of the source: rows are known by it and their key, so the next import of the
///   same source must bear the same name
/// @param key column that tells rows apart; empty: a row is known by all that it says, so that a
///   changed row is another lesson
/// @param columns for each target the columns that say it, in their order; their texts are joined
/// @param dateFormats patterns of {@link java.time.format.DateTimeFormatter}, tried in this order;
///   ISO dates are always understood
/// @param listSeparator what parts the values of a list
/// @param constants what every row says where its columns are silent
/// @param values for each target what its values mean: `{"outcome": {"Success": "positive"}}`
/// @param silence texts that mean nothing, such as `N/A`; compared without regard to case
/// @param markup whether texts hold HTML, which is reduced to plain text
public record Mapping(
    String source,
    Optional<String> key,
    Map<Target, List<String>> columns,
    List<String> dateFormats,
    String listSeparator,
    Map<Target, String> constants,
    Map<Target, Map<String, String>> values,
    List<String> silence,
    boolean markup) {

  private static final List<String> BUILT_IN = List.of("nasa-llis.json");

  private static final List<String> USUAL_SILENCE =
      List.of(
          "N/A", "NA", "n.a.", "none", "null", "not specified", "not applicable", "unknown", "-");

  /// @throws IllegalArgumentException if the source is blank, a separator is empty or a date format
  ///   is no pattern
  public Mapping {
    if (source.isBlank() || source.matches(".*[\\p{Cntrl}/].*"))
      throw new IllegalArgumentException("a mapping needs a source, not '" + source + "'");
    if (listSeparator.isEmpty()) throw new IllegalArgumentException("the listSeparator is empty");
    dateFormats = List.copyOf(dateFormats);
    dateFormats.forEach(Dates::require);
    silence = List.copyOf(silence);
    columns = ordered(columns, List::copyOf);
    constants = ordered(constants, text -> text);
    values = ordered(values, meanings -> Collections.unmodifiableMap(new TreeMap<>(meanings)));
  }

  private static <V> Map<Target, V> ordered(
      Map<Target, V> map, java.util.function.UnaryOperator<V> copy) {
    var ordered = new EnumMap<Target, V>(Target.class);
    map.forEach((target, value) -> ordered.put(target, copy.apply(value)));
    return Collections.unmodifiableMap(ordered);
  }

  /// The same for another source.
  public Mapping withSource(String name) {
    return new Mapping(
        name, key, columns, dateFormats, listSeparator, constants, values, silence, markup);
  }

  /// All columns that mean something here, the key included.
  Set<String> used() {
    var used = new HashSet<String>();
    columns.values().forEach(used::addAll);
    key.ifPresent(used::add);
    return used;
  }

  // ---- guessing

  /// What the columns seem to mean, by their names alone: a mapping that comes with the program if
  /// it knows these columns, else by the names that such columns often have. Our own field names
  /// mean themselves. What is not understood stays with the lesson as a field of its source.
  ///
  /// {@link LessonImport#guess} looks at the values too and guesses better.
  public static Mapping guess(List<String> columns) {
    for (var name : BUILT_IN) {
      var known = builtIn(name);
      if (known.fits(columns)) return known;
    }
    var guess = new Guess(columns);
    return new Mapping(
        "lessons",
        guess.keys().stream().findFirst(),
        guess.columns(),
        List.of("yyyy-MM-dd"),
        ";",
        Map.of(),
        Map.of(),
        guess.isOurs() ? List.of() : USUAL_SILENCE,
        !guess.isOurs());
  }

  /// Whether the table is the one that the mapping was written for: it has the key and three of
  /// four columns.
  private boolean fits(List<String> table) {
    var used = used();
    long there = used.stream().filter(table::contains).count();
    return key.filter(table::contains).isPresent() && there * 4 >= used.size() * 3L;
  }

  private static Mapping builtIn(String name) {
    try (InputStream json = Objects.requireNonNull(Mapping.class.getResourceAsStream(name), name)) {
      return parse(new String(json.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the mapping " + name, e);
    }
  }

  /// Columns by target, from names alone.
  private static final class Guess {
    private final List<String> columns;
    private final Map<Target, List<String>> found = new EnumMap<>(Target.class);
    private final Set<String> taken = new HashSet<>();

    Guess(List<String> columns) {
      this.columns = columns;
      for (var target : Target.values()) take(target, ours(target));
      for (var target : Target.values()) byName(target);
      for (var target : Target.values()) byEnd(target);
    }

    Map<Target, List<String>> columns() {
      return found;
    }

    /// Candidates for the key, best first.
    List<String> keys() {
      var keys = new java.util.LinkedHashSet<String>();
      for (var name : Target.KEY_NAMES)
        columns.stream().filter(c -> Target.plain(c).equals(name)).forEach(keys::add);
      for (var name : List.of("key", "id", "number", "no"))
        columns.stream()
            .filter(c -> !taken.contains(c) && Target.plain(c).endsWith(" " + name))
            .forEach(keys::add);
      return List.copyOf(keys);
    }

    boolean isOurs() {
      return Arrays.stream(Target.values()).filter(t -> columns.contains(t.code())).count() >= 3;
    }

    private List<String> ours(Target target) {
      return columns.contains(target.code()) ? List.of(target.code()) : List.of();
    }

    /// Lists may be gathered from several columns; of other targets the best known name counts.
    private void byName(Target target) {
      if (found.containsKey(target)) return;
      var named =
          target.names().stream()
              .flatMap(n -> columns.stream().filter(c -> Target.plain(c).equals(n)))
              .filter(c -> !taken.contains(c))
              .toList();
      take(target, target.form() == Target.Form.LIST ? named : named.stream().limit(1).toList());
    }

    /// `SAFENET Create Date` for `create date`, where the name is long enough to mean something.
    private void byEnd(Target target) {
      if (found.containsKey(target)) return;
      take(
          target,
          target.names().stream()
              .filter(n -> n.length() >= 7 && target.form() != Target.Form.CODE)
              .flatMap(n -> columns.stream().filter(c -> Target.plain(c).endsWith(" " + n)))
              .filter(c -> !taken.contains(c))
              .limit(1)
              .toList());
    }

    private void take(Target target, List<String> names) {
      if (names.isEmpty()) return;
      found.put(target, names);
      taken.addAll(names);
    }
  }

  /// Candidates for the key among these columns, best first.
  static List<String> keyCandidates(List<String> columns) {
    return new Guess(columns).keys();
  }

  // ---- JSON

  /// Reads the JSON form:
  ///
  /// ```json
  /// {"source": "reviews", "key": "No",
  ///  "columns": {"title": ["Headline"], "lesson": ["What", "Why"]},
  ///  "dateFormats": ["dd.MM.yyyy"], "listSeparator": ";", "constants": {"status": "published"},
  ///  "values": {"outcome": {"Success": "positive"}}, "silence": ["N/A"], "markup": true}
  /// ```
  ///
  /// Only `source` and `columns` are needed.
  ///
  /// @throws IllegalArgumentException with one sentence that says what is wrong
  public static Mapping parse(String json) {
    return MappingJson.parse(json);
  }

  /// The JSON form, which {@link #parse} reads.
  public String toJson() {
    return MappingJson.write(this);
  }

  /// The mapping with other choices, for {@link LessonImport#guess}.
  Mapping refined(
      Optional<String> newKey, Set<Target> dropped, List<String> newFormats, String newSeparator) {
    var kept = new LinkedHashMap<>(columns);
    kept.keySet().removeAll(dropped);
    newKey.ifPresent(
        k -> kept.replaceAll((_, names) -> names.stream().filter(n -> !n.equals(k)).toList()));
    kept.values().removeIf(List::isEmpty);
    return new Mapping(
        source, newKey, kept, newFormats, newSeparator, constants, values, silence, markup);
  }
}
