package dev.cairn.indexer.testkit;

import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Tag;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.SearchRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Any number of items for benchmarks: passages of real sentences put together anew, and directions
/// in clusters around given ones, with noise, as similarities of a real model lie: 0.3 to 0.5
/// between what has nothing in common. The n-th item is always the same for one seed.
///
/// @param centres directions of real passages, or made-up ones; 384 numbers each
/// @param concepts of which each item is about three
/// @param everybody principals that may see every item
public record Recombined(
    long seed,
    List<String> sentences,
    List<Direction> centres,
    List<String> concepts,
    Set<String> everybody) {
  /// A tenth and a hundredth of the items may be seen by these too.
  public static final String TENTH = "tenth";

  public static final String HUNDREDTH = "hundredth";

  /// Of each item.
  public static final int PASSAGES = 10;

  private static final int DIMENSIONS = 384;

  public Recombined {
    sentences = List.copyOf(sentences);
    centres = List.copyOf(centres);
    concepts = List.copyOf(concepts);
    everybody = Set.copyOf(everybody);
  }

  /// The sentences of 40 to 400 characters in all texts of a folder.
  public static List<String> sentences(Path folder) throws IOException {
    var sentences = new ArrayList<String>();
    try (var files = Files.walk(folder)) {
      for (var file :
          files.filter(f -> f.toString().matches(".*\\.(txt|md|jsonl)")).sorted().toList())
        for (var sentence :
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("(?<=[.!?])\\s+"))
          if (sentence.length() > 40 && sentence.length() < 400) sentences.add(sentence);
    }
    return sentences;
  }

  /// Directions from a file: 384 floats each, little endian.
  public static List<Direction> read(Path file) throws IOException {
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    var directions = new ArrayList<Direction>();
    while (bytes.remaining() >= DIMENSIONS * Float.BYTES) {
      var values = new float[DIMENSIONS];
      for (int i = 0; i < values.length; i++) values[i] = bytes.getFloat();
      directions.add(Direction.along(values));
    }
    return directions;
  }

  /// Writes what {@link #read} reads.
  public static void write(Path file, List<Direction> directions) throws IOException {
    var bytes =
        ByteBuffer.allocate(directions.size() * DIMENSIONS * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (var direction : directions) for (float value : direction.values()) bytes.putFloat(value);
    Files.write(file, bytes.array());
  }

  /// Made-up directions: all share a part, as those of real models do; a twentieth of them are
  /// topics, the rest lie around these.
  public static List<Direction> madeUp(int count, long seed) {
    var random = new Random(seed);
    var common = gauss(random);
    var topics = new float[Math.max(20, count / 20)][];
    for (int i = 0; i < topics.length; i++) topics[i] = mixed(common, 0.8, gauss(random), 1);
    var centres = new ArrayList<Direction>();
    for (int i = 0; i < Math.max(20, count); i++)
      centres.add(
          Direction.of(mixed(topics[random.nextInt(topics.length)], 1, gauss(random), 0.6)));
    return centres;
  }

  private static float[] gauss(Random random) {
    var values = new float[DIMENSIONS];
    for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
    return Direction.along(values).values();
  }

  private static float[] mixed(float[] a, double partA, float[] b, double partB) {
    var values = new float[a.length];
    for (int i = 0; i < values.length; i++) values[i] = (float) (partA * a[i] + partB * b[i]);
    return Direction.along(values).values();
  }

  /// Of the n-th passage.
  public Direction direction(long n) {
    var random = new Random(seed * 31 + n);
    return near(centres.get(random.nextInt(centres.size())), 0.6, random);
  }

  /// A direction beside another one.
  ///
  /// @param noise 0: the same
  public static Direction near(Direction direction, double noise, Random random) {
    return Direction.of(mixed(direction.values(), 1, gauss(random), noise));
  }

  /// @param directed whether it has directions
  public Entry entry(int n, boolean directed) {
    var random = new Random(seed * 37 + n);
    var texts = new ArrayList<Passage>();
    var directions = new ArrayList<Direction>();
    int start = 0;
    for (int i = 0; i < PASSAGES; i++) {
      var text = new StringBuilder();
      for (int s = 3 + random.nextInt(5); s > 0; s--) text.append(sentence(random)).append(' ');
      texts.add(new Passage(i, start, start + text.length(), "", 0, text.toString()));
      start += text.length();
      if (directed) directions.add(direction((long) n * PASSAGES + i));
    }
    var readers = new HashSet<>(everybody);
    if (n % 10 == 0) readers.add(TENTH);
    if (n % 100 == 0) readers.add(HUNDREDTH);
    var about = new HashSet<String>();
    for (int i = 0; i < 3 && !concepts.isEmpty(); i++)
      about.add(concepts.get(random.nextInt(concepts.size())));
    return new Entry(
        "item" + n,
        SearchRequest.Kind.DOCUMENT,
        sentence(random),
        texts,
        List.of(),
        about.stream()
            .sorted()
            .map(concept -> new Tag(concept, 0.5, Tag.Method.FREQUENCY))
            .toList(),
        Map.of("language", List.of("en"), "author", List.of("author " + n % 97)),
        Optional.empty(),
        readers,
        1,
        Optional.empty(),
        directions,
        1);
  }

  private String sentence(Random random) {
    return sentences.get(random.nextInt(sentences.size()));
  }

  /// What somebody asks: half of the time a sentence, else two to six words in a row of one.
  public String question(int n) {
    var random = new Random(seed * 41 + n);
    var words = sentence(random).split("\\W+");
    int length = random.nextBoolean() ? 2 + random.nextInt(5) : 20;
    int from = random.nextInt(Math.max(1, words.length - length + 1));
    return String.join(" ", Arrays.copyOfRange(words, from, Math.min(words.length, from + length)));
  }
}
