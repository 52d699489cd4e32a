package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// Files that a number makes: each says a word of its own, some say what another one says, some say
/// nothing.
record SeededFiles(List<File> all) {
  private static final List<String> WORDS =
      List.of(
          "customer churn", "planning", "staffing", "call", "bill", "shop", "why", "and", "not");

  record File(String name, String text) {
    boolean empty() {
      return text.isEmpty();
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
      var bytes = file.text().getBytes(StandardCharsets.UTF_8);
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
