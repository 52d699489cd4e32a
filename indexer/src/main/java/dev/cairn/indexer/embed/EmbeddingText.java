package dev.cairn.indexer.embed;

import dev.cairn.corpus.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a model is given of the things that are to be found. Pure functions; whoever changes them
/// changes what every direction says, so that all are made anew.
public final class EmbeddingText {
  private EmbeddingText() {}

  /// One text for each direction of an item: for each passage, or for the title where there are no
  /// passages.
  public static List<String> of(String title, List<Passage> passages) {
    if (passages.isEmpty()) return List.of(title.strip());
    return passages.stream().map(passage -> of(title, passage)).toList();
  }

  /// What a passage stands under, then the passage: the title, the headings and the text, each on
  /// its own line. What the next line begins with anyway is not said before it.
  public static String of(String title, Passage passage) {
    var lines = new ArrayList<String>();
    for (var line : List.of(title.strip(), passage.heading().strip(), passage.text().strip())) {
      if (!lines.isEmpty() && line.startsWith(lines.getLast())) lines.removeLast();
      if (!line.isEmpty()) lines.add(line);
    }
    return String.join("\n", lines);
  }

  /// Of a concept: its names, the preferred one first, what it is, and what is broader, each on its
  /// own line as far as it is known.
  public static String ofConcept(List<String> names, String definition, List<String> broader) {
    return Stream.of(String.join(", ", names), definition, String.join(", ", broader))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
