package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Files that a number makes: each says a word of its own, some say what another one says, some say
/// nothing, some are archives of two texts and an archive.
record SeededFiles(List<File> all) {
  private static final List<String> WORDS =
      List.of(
          "customer churn", "planning", "staffing", "call", "bill", "shop", "why", "and", "not");

  /// @param text empty for an archive
  /// @param inside path → text of what lies in it, at any depth
  record File(String name, String text, Map<String, String> inside) {
    File(String name, String text) {
      this(name, text, Map.of());
    }

    byte[] bytes() throws IOException {
      if (inside.isEmpty()) return text.getBytes(StandardCharsets.UTF_8);
      var files = new LinkedHashMap<String, byte[]>();
      for (var path : new TreeSet<>(inside.keySet()))
        if (!path.contains("!/"))
          files.put(path, inside.get(path).getBytes(StandardCharsets.UTF_8));
      files.put(
          "in.zip",
          zip(
              Map.of(
                  "deep.md",
                  inside.getOrDefault("in.zip!/deep.md", "").getBytes(StandardCharsets.UTF_8))));
      return zip(files);
    }

    /// Places of this file and of all that lies in it, with their texts.
    Map<String, String> places() {
      var all = new TreeMap<String, String>();
      all.put(name, text);
      inside.forEach((path, words) -> all.put(name + "!/" + path, words));
      if (!inside.isEmpty()) all.put(name + "!/in.zip", "");
      return all;
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
      var bytes = new ByteArrayOutputStream();
      try (var zip = new ZipOutputStream(bytes)) {
        for (var file : files.entrySet()) {
          var entry = new ZipEntry(file.getKey());
          entry.setTimeLocal(LocalDateTime.of(2020, 1, 1, 0, 0));
          zip.putNextEntry(entry);
          zip.write(file.getValue());
          zip.closeEntry();
        }
      }
      return bytes.toByteArray();
    }

    /// The word that is in no other text.
    static String word(int number) {
      return "only" + Integer.toString(number, 36).toLowerCase(Locale.ROOT) + "here";
    }
  }

  static SeededFiles of(long seed, int count) {
    var random = new Random(seed);
    var files = new ArrayList<File>();
    for (int i = 0; i < count; i++) {
      var name = "folder/file-" + i + ".md";
      if (i % 7 == 3) files.add(new File(name, files.get(random.nextInt(i)).text()));
      else if (i % 7 == 5) files.add(new File(name, ""));
      else if (i % 7 == 6)
        files.add(
            new File(
                "folder/file-" + i + ".zip",
                "",
                Map.of(
                    "one.md", text(i, random),
                    "sub/two.md", text(i, random),
                    "in.zip!/deep.md", text(i, random))));
      else files.add(new File(name, text(i, random)));
    }
    return new SeededFiles(List.copyOf(files));
  }

  private static String text(int number, Random random) {
    var text = new StringBuilder("# About " + File.word(number) + "\n");
    for (int paragraph = 0; paragraph <= random.nextInt(4); paragraph++) {
      text.append('\n');
      for (int i = 0; i < 40; i++) text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
      text.append(".\n");
    }
    return text.toString();
  }

  List<List<File>> inGroupsOf(int size) {
    var groups = new ArrayList<List<File>>();
    for (int from = 0; from < all.size(); from += size)
      groups.add(all.subList(from, Math.min(all.size(), from + size)));
    return groups;
  }

  /// Keeps the bytes and says what to submit.
  static List<Submission> stored(Ingest ingest, List<File> files)
      throws IOException, BlobStore.TooLargeException {
    var submissions = new ArrayList<Submission>();
    for (var file : files) {
      var bytes = file.bytes();
      var stored = ingest.store(new ByteArrayInputStream(bytes));
      submissions.add(
          new Submission.Document(
              Optional.of(new Place("folder:seeded", file.name())),
              file.name(),
              stored.id(),
              stored.bytes(),
              Metadata.none()));
    }
    return submissions;
  }
}
