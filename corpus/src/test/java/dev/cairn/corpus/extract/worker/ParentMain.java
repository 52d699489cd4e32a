package dev.cairn.corpus.extract.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A program that is killed while a child of it hangs. Argument: a folder. Says the child's id.
final class ParentMain {
  private ParentMain() {}

  public static void main(String[] arguments) throws IOException {
    var root = Files.createDirectories(Path.of(arguments[0]));
    try (var hostile = Hands.hostile(root, Hands.settings(root), Duration.ofHours(1))) {
      System.out.println(hostile.pid());
      hostile.told("hang");
    }
  }
}
