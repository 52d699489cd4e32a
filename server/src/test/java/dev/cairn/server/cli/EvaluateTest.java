package dev.cairn.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A judged collection, taken through everything.
class EvaluateTest {
  @TempDir Path folder;

  @BeforeEach
  void collection() throws IOException {
    Files.createDirectory(folder.resolve("qrels"));
    Files.writeString(
        folder.resolve("corpus.jsonl"),
        """
        {"_id": "d1", "title": "Bread", "text": "Knead the dough and let it rise over night."}
        {"_id": "d2", "title": "Storms", "text": "The gale took the roof and the fence with it."}
        {"_id": "d3", "title": "A title and nothing below", "text": ""}
        {"_id": "d4", "title": "", "text": "Budgets are made in autumn."}
        """);
    Files.writeString(
        folder.resolve("queries.jsonl"),
        """
        {"_id": "q1", "text": "dough"}
        {"_id": "q2", "text": "which \\"gale\\" or fence -roof"}
        {"_id": "q3", "text": "nothing below a title"}
        {"_id": "q4", "text": "nobody judged this"}
        """);
    Files.writeString(
        folder.resolve("qrels/test.tsv"),
        "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t2\nq3\td3\t1\n");
  }

  @Test
  void what_is_easily_found_is_measured_as_perfect() {
    var terminal = Captured.plain();
    assertEquals(0, terminal.run("evaluate", folder, "--mode", "lexical", "--json"));
    var report = Api.JSON.readTree(terminal.out());
    assertEquals(4, report.path("documents").asInt());
    assertEquals(3, report.path("queries").asInt());
    var words = report.path("modes").path("lexical");
    assertEquals(1, words.path("ndcg@10").asDouble());
    assertEquals(1, words.path("recall@100").asDouble());
    assertEquals(1, words.path("map").asDouble());
    assertTrue(words.path("p50Millis").asDouble() <= words.path("p99Millis").asDouble());
  }

  @Test
  void the_table_says_what_was_measured() {
    var terminal = Captured.plain();
    assertEquals(0, terminal.run("evaluate", folder, "--mode", "lexical"));
    assertTrue(terminal.out().contains("4 documents, 3 judged questions"), terminal.out());
    assertTrue(terminal.out().contains("nDCG@10"), terminal.out());
  }

  @Test
  void a_fault_is_said_before_anything_is_brought_in() throws IOException {
    var terminal = Captured.plain();
    assertEquals(2, terminal.run("evaluate", folder, "--mode", "clever"));
    assertTrue(terminal.err().contains("'clever'"), terminal.err());
    Files.delete(folder.resolve("queries.jsonl"));
    var again = Captured.plain();
    assertEquals(2, again.run("evaluate", folder));
    assertTrue(again.err().contains("queries.jsonl"), again.err());
  }
}
