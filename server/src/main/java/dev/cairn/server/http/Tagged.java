package dev.cairn.server.http;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Lesson;
import java.util.HashMap;
import java.util.Map;

/// What people say that items are about.
final class Tagged {
  private static final int AT_ONCE = 1_000;

  private Tagged() {}

  /// How many items a person tagged with which concept, by the id or IRI that was given.
  static Map<String, Integer> byPeople(Catalogue catalogue) {
    var counts = new HashMap<String, Integer>();
    long from = 0;
    while (true) {
      var changes = catalogue.changesSince(from, AT_ONCE);
      if (changes.isEmpty()) return counts;
      for (var change : changes)
        change
            .item()
            .ifPresent(item -> {
              item.given()
                  .orElse(item.found())
                  .concepts()
                  .forEach(name -> counts.merge(name, 1, Integer::sum));
              item.lesson().stream()
                  .map(Lesson::slices)
                  .forEach(all -> all.forEach(name -> counts.merge(name, 1, Integer::sum)));
            });
      from = changes.getLast().number();
    }
  }
}
