package dev.cairn.server.bench;

import dev.cairn.server.testkit.House;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/// How long the addresses of concepts take on a server with the starter corpus and the vocabularies
/// in the files that are named: the tree, a concept, its page, its drawing, a search for it. Each
/// concept is asked for once, so that nothing is remembered.
///
/// Arguments: an empty folder, questions for each figure, and files. `-Dseed=` repeats a run.
public final class ConceptsOverHttp {
  private final House house;
  private final int questions;
  private final List<String> ids = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();

  private ConceptsOverHttp(House house, int questions) {
    this.house = house;
    this.questions = questions;
  }

  public static void main(String[] arguments) throws Exception {
    long seed = Long.getLong("seed", 42);
    System.out.printf(Locale.ROOT, "seed %d%n", seed);
    try (var house = House.over(Path.of(arguments[0]), Map.of(), true)) {
      var bench = new ConceptsOverHttp(house, Integer.parseInt(arguments[1]));
      for (var file : List.of(arguments).subList(2, arguments.length)) bench.load(Path.of(file));
      house.assembly().awaitMeaning();
      bench.measure(new Random(seed));
    }
  }

  private void load(Path file) throws Exception {
    long begin = System.nanoTime();
    var begun =
        house.send(
            house
                .asAdmin("/api/vocabularies?follow=true&name=" + file.getFileName())
                .POST(BodyPublishers.ofByteArray(Files.readAllBytes(file))));
    var work = begun.headers().firstValue("Location").orElseThrow();
    house.lines(house.asAdmin(work + "/events")).body().toList();
    var answer = house.getAsAdmin(work).at("/read/vocabulary");
    System.out.printf(
        Locale.ROOT,
        "%s: %,d concepts imported in %,d ms%n",
        answer.path("title").asString(),
        answer.path("concepts").asLong(),
        (System.nanoTime() - begin) / 1_000_000);
  }

  private void measure(Random random) throws Exception {
    collect(house.get("/api/concepts").path("concepts"));
    System.out.printf(Locale.ROOT, "%,d places in the tree%n", ids.size());
    System.out.println("| address | p50 ms | p95 ms |");
    System.out.println("|---|---:|---:|");
    row("/api/concepts?depth=0", random, (_, _) -> "/api/concepts?depth=0");
    row("/api/concepts", random, (_, _) -> "/api/concepts");
    row("/api/concepts/{id}", random, (id, _) -> "/api/concepts/" + id);
    row("/api/concepts/{id}/graph", random, (id, _) -> "/api/concepts/" + id + "/graph?depth=2");
    row("/api/search", random, (_, label) -> "/api/search?q=" + encoded(label));
    row("/api/suggest", random, (_, label) -> "/api/suggest?q=" + encoded(beginning(label)));
    row("/id/concept/{id}", random, (id, _) -> "/id/concept/" + id + "?format=turtle");
    row("/concepts", random, (_, _) -> "/concepts");
    row("/concepts/{id}", random, (id, _) -> "/concepts/" + id);
    row("/concepts/{id}/graph", random, (id, _) -> "/concepts/" + id + "/graph");
    row("/search", random, (_, label) -> "/search?q=" + encoded(label));
  }

  private void collect(JsonNode branches) {
    for (var branch : branches) {
      ids.add(branch.path("id").asString());
      labels.add(branch.path("label").asString());
      collect(branch.path("narrower"));
    }
  }

  private interface Question {
    String about(String id, String label);
  }

  private void row(String name, Random random, Question question) throws Exception {
    for (int i = 0; i < questions / 4; i++) ask(random, question);
    var took = new long[questions];
    for (int i = 0; i < questions; i++) took[i] = ask(random, question);
    Arrays.sort(took);
    System.out.printf(
        Locale.ROOT,
        "| `%s` | %.1f | %.1f |%n",
        name,
        took[questions / 2] / 1e6,
        took[questions * 95 / 100] / 1e6);
  }

  private long ask(Random random, Question question) throws Exception {
    int one = random.nextInt(ids.size());
    var path = question.about(ids.get(one), labels.get(one));
    long begin = System.nanoTime();
    var answer = house.bytes(house.request(path));
    long took = System.nanoTime() - begin;
    if (answer.statusCode() != 200) throw new AssertionError(path + ": " + answer.statusCode());
    return took;
  }

  private static String beginning(String label) {
    return label.substring(0, Math.min(4, label.length()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
