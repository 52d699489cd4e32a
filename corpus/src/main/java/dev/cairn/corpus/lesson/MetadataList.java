package dev.cairn.corpus.lesson;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Metadata;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The list that stands beside a folder of files and says what they are: CSV or TSV with a column
/// `file` (path relative to the folder) and any of `title`, `summary`, `authors`, `organisation`,
/// `date` (`yyyy-MM-dd`), `keywords` (or `tags`, `topics`), `concepts`, `language`, `access`. Lists
/// are parted by `;` or `|`.
///
/// @param files what is said of each file, by its path as the list has it, `/` between parts
/// @param problems one sentence for each fault, naming row and column. A list with problems must
///   not be used at all: a file whose access could not be read would be open to everyone
/// @param notes what was passed over without harm
public record MetadataList(Map<String, Metadata> files, List<String> problems, List<String> notes) {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("file", "file"),
          Map.entry("path", "file"),
          Map.entry("filename", "file"),
          Map.entry("file name", "file"),
          Map.entry("title", "title"),
          Map.entry("summary", "summary"),
          Map.entry("abstract", "summary"),
          Map.entry("description", "summary"),
          Map.entry("authors", "authors"),
          Map.entry("author", "authors"),
          Map.entry("organisation", "organisation"),
          Map.entry("organization", "organisation"),
          Map.entry("date", "date"),
          Map.entry("keywords", "keywords"),
          Map.entry("tags", "keywords"),
          Map.entry("topics", "keywords"),
          Map.entry("concepts", "concepts"),
          Map.entry("language", "language"),
          Map.entry("access", "access"));

  public MetadataList {
    files = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(files));
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /// Reads the list to its end. What it holds is never an exception: faults are {@link #problems}.
  ///
  /// @param list in UTF-8, UTF-16 with a byte order mark, or Windows-1252; not closed
  /// @throws IOException if the stream cannot be read
  public static MetadataList read(InputStream list) throws IOException {
    return new Reader(RawTable.csv(RawTable.decode(list.readAllBytes()))).read();
  }

  /// What is said of the file: by its path, else by its name if the list and only one of its rows
  /// has that name. Empty if the list does not know it.
  ///
  /// @param path relative to the folder that the list describes, with `/` or `\`
  /// @throws IllegalStateException if the list has problems
  public Optional<Metadata> find(String path) {
    if (!problems.isEmpty())
      throw new IllegalStateException(
          "a list with problems cannot be used: " + problems.getFirst());
    var exact = files.get(normal(path));
    if (exact != null) return Optional.of(exact);
    var named = files.keySet().stream().filter(p -> name(p).equals(name(normal(path)))).toList();
    return named.size() == 1 ? Optional.ofNullable(files.get(named.getFirst())) : Optional.empty();
  }

  /// Files of the list that are not among these, for a warning: perhaps a name is misspelt.
  public List<String> unused(Iterable<String> paths) {
    var met = new TreeSet<String>();
    var names = new TreeSet<String>();
    for (var path : paths) {
      met.add(normal(path));
      names.add(name(normal(path)));
    }
    return files.keySet().stream()
        .filter(p -> !met.contains(p) && !names.contains(name(p)))
        .toList();
  }

  /// `a/b.md` for `.\a\b.md`; letters with accents as one character, as most file systems have
  /// them.
  private static String normal(String path) {
    var parts = new ArrayList<String>();
    for (var part : Normalizer.normalize(path.strip(), Normalizer.Form.NFC).split("[/\\\\]+")) {
      if (part.isEmpty() || part.equals(".")) continue;
      if (part.equals("..") && !parts.isEmpty()) parts.removeLast();
      else if (!part.equals("..")) parts.add(part);
    }
    return String.join("/", parts);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Reads one list.
  private static final class Reader {
    private final RawTable table;
    private final Map<String, List<String>> columns = new HashMap<>();
    private final Map<String, Metadata> files = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String where = "";

    Reader(RawTable table) {
      this.table = table;
    }

    MetadataList read() {
      for (var column : table.columns()) {
        var meaning = NAMES.get(Target.plain(column));
        if (meaning == null) notes.add("The column '" + column + "' is not used.");
        else columns.computeIfAbsent(meaning, _ -> new ArrayList<>()).add(column);
      }
      if (columns.containsKey("file")) table.rows().forEach(this::row);
      else problems.add("The list has no column 'file'.");
      return new MetadataList(files, problems, notes);
    }

    private void row(RawRow row) {
      where = "Row " + row.number();
      if (row.problem().isPresent()) {
        if (row.cells().isEmpty() && row.problem().get().equals("It is empty."))
          notes.add(where + " is empty.");
        else problems.add(where + ": " + row.problem().get());
        return;
      }
      var path = normal(one(row, "file").orElse(""));
      if (path.isEmpty()) {
        problem("file", "the name of the file is missing");
        return;
      }
      if (files.put(path, metadata(row)) != null)
        problem("file", "'" + path + "' stands in an earlier row already");
    }

    private Metadata metadata(RawRow row) {
      return new Metadata(
          one(row, "title"),
          one(row, "summary"),
          many(row, "authors"),
          one(row, "organisation"),
          date(row),
          many(row, "keywords"),
          many(row, "concepts"),
          one(row, "language"),
          access(row));
    }

    private void problem(String meaning, String what) {
      var column = columns.getOrDefault(meaning, List.of(meaning)).getFirst();
      problems.add(where + ", column '" + column + "': " + what + ".");
    }

    private Optional<String> one(RawRow row, String meaning) {
      return columns.getOrDefault(meaning, List.of()).stream()
          .map(column -> clean(row.text(column)))
          .filter(text -> !text.isEmpty())
          .findFirst();
    }

    private List<String> many(RawRow row, String meaning) {
      Set<String> values = new LinkedHashSet<>();
      for (var column : columns.getOrDefault(meaning, List.of()))
        Arrays.stream(row.text(column).split("[;|]"))
            .map(Reader::clean)
            .filter(value -> !value.isEmpty())
            .forEach(values::add);
      return List.copyOf(values);
    }

    /// Without the invisible characters that pages put at the ends of titles.
    private static String clean(String text) {
      return text.replaceAll("^[\\s\\p{Cf}]+|[\\s\\p{Cf}]+$", "").replaceAll("\\s+", " ");
    }

    private Optional<LocalDate> date(RawRow row) {
      var text = one(row, "date");
      if (text.isEmpty()) return Optional.empty();
      var day = Dates.parse(text.get(), List.of("yyyy-MM-dd[ HH:mm[:ss]]", "d.M.yyyy", "yyyy/M/d"));
      if (day.isEmpty()) problem("date", "'" + text.get() + "' is no date; write it as yyyy-MM-dd");
      return day;
    }

    private Optional<Access> access(RawRow row) {
      var readers = many(row, "access");
      if (readers.isEmpty()) return Optional.empty();
      try {
        return Optional.of(Access.of(readers));
      } catch (IllegalArgumentException e) {
        problem("access", String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    }
  }
}
