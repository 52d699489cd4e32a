package dev.cairn.indexer.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A judged collection in BEIR form (Thakur et al. 2021): `corpus.jsonl`, `queries.jsonl`,
/// `qrels/test.tsv`.
///
/// @param questions only those with a judgement that something answers them
/// @param judgements id of the question → id of the document → grade, 1 or more
public record Judged(
    String name,
    List<Document> documents,
    List<Question> questions,
    Map<String, Map<String, Integer>> judgements) {
  private static final JsonMapper JSON = new JsonMapper();

  /// @param title may be empty
  /// @param text may be empty
  public record Document(String id, String title, String text) {}

  public record Question(String id, String text) {}

  /// A file of the collection is not as it should be; the message says which, where and why.
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  public Judged {
    documents = List.copyOf(documents);
    questions = List.copyOf(questions);
    judgements = Map.copyOf(judgements);
  }

  /// @throws Malformed if a file is missing or a line cannot be understood
  /// @throws IOException if a file cannot be read
  public static Judged read(Path folder) throws Malformed, IOException {
    var judgements = judgements(folder);
    var documents = new ArrayList<Document>();
    for (var line : lines(folder, "corpus.jsonl"))
      documents.add(
          new Document(
              id(line), line.json.path("title").asString(""), line.json.path("text").asString("")));
    var questions = new ArrayList<Question>();
    for (var line : lines(folder, "queries.jsonl"))
      if (judgements.containsKey(id(line)))
        questions.add(new Question(id(line), line.json.path("text").asString("")));
    if (documents.isEmpty()) throw new Malformed("corpus.jsonl has no documents.");
    if (questions.isEmpty())
      throw new Malformed("No question of queries.jsonl is judged in qrels/test.tsv.");
    return new Judged(
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
        documents,
        questions,
        judgements);
  }

  private record Line(String file, int number, JsonNode json) {}

  private static List<Line> lines(Path folder, String name) throws Malformed, IOException {
    var lines = new ArrayList<Line>();
    try (var reader = open(folder, name)) {
      int number = 0;
      for (var text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        if (text.isBlank()) continue;
        try {
          lines.add(new Line(name, number, JSON.readTree(text)));
        } catch (JacksonException e) {
          throw new Malformed(name + ", line " + number + " is no JSON object.");
        }
      }
    }
    return lines;
  }

  private static String id(Line line) throws Malformed {
    var id = line.json.path("_id").asString("");
    if (id.isEmpty()) throw new Malformed(line.file + ", line " + line.number + " has no _id.");
    return id;
  }

  private static Map<String, Map<String, Integer>> judgements(Path folder)
      throws Malformed, IOException {
    Map<String, Map<String, Integer>> judgements = new LinkedHashMap<>();
    var name = "qrels/test.tsv";
    try (var reader = open(folder, name)) {
      int number = 0;
      for (var text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        // The first line names the columns.
        if (number == 1 || text.isBlank()) continue;
        var columns = text.split("\t");
        try {
          if (columns.length < 3) throw new NumberFormatException("too few columns");
          int grade = Integer.parseInt(columns[2].strip());
          if (grade > 0)
            judgements
                .computeIfAbsent(columns[0], _ -> new LinkedHashMap<>())
                .put(columns[1], grade);
        } catch (NumberFormatException e) {
          throw new Malformed(
              name + ", line " + number + " is not: question, tab, document, tab, whole number.");
        }
      }
    }
    return judgements;
  }

  private static BufferedReader open(Path folder, String name) throws Malformed, IOException {
    var file = folder.resolve(name);
    if (!Files.isRegularFile(file))
      throw new Malformed("There is no " + name + " in the folder; see BEIR form.");
    return Files.newBufferedReader(file, StandardCharsets.UTF_8);
  }
}
