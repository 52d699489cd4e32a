package dev.cairn.indexer.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedTest {
  @TempDir Path folder;

  @BeforeEach
  void collection() throws IOException {
    Files.createDirectory(folder.resolve("qrels"));
    write(
        "corpus.jsonl",
        "{\"_id\": \"d1\", \"title\": \"T\", \"text\": \"x\"}\n\n{\"_id\": \"d2\"}\n");
    write(
        "queries.jsonl",
        "{\"_id\": \"q1\", \"text\": \"why\"}\n{\"_id\": \"q2\", \"text\": \"how\"}\n");
    write("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nq2\td2\t0\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void questions_that_nothing_answers_are_left_out() throws Exception {
    var judged = Judged.read(folder);
    assertEquals(
        List.of(new Judged.Document("d1", "T", "x"), new Judged.Document("d2", "", "")),
        judged.documents());
    assertEquals(List.of(new Judged.Question("q1", "why")), judged.questions());
    assertEquals(Map.of("q1", Map.of("d1", 2)), judged.judgements());
  }

  @Test
  void a_fault_is_named_with_file_and_line() throws IOException {
    write("corpus.jsonl", "{\"_id\": \"d1\"}\nno json\n");
    assertFault("corpus.jsonl, line 2");
    write("corpus.jsonl", "{\"id\": \"d1\"}\n");
    assertFault("line 1 has no _id");
    collectionAgain();
    write("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1 d1 2\n");
    assertFault("qrels/test.tsv, line 2");
    write("qrels/test.tsv", "query-id\tcorpus-id\tscore\n");
    assertFault("No question");
    Files.delete(folder.resolve("queries.jsonl"));
    assertFault("no queries.jsonl");
  }

  private void collectionAgain() throws IOException {
    write("corpus.jsonl", "{\"_id\": \"d1\"}\n");
  }

  private void assertFault(String words) {
    var fault = assertThrows(Judged.Malformed.class, () -> Judged.read(folder));
    assertTrue(String.valueOf(fault.getMessage()).contains(words), fault.getMessage());
  }
}
