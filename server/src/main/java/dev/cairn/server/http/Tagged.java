package dev.cairn.server.http;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Judgement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What people say that items are about.
final class Tagged {
  private static final int AT_ONCE = 1_000;

  private Tagged() {}

  /// What each item was tagged with by people, by the id or IRI that was given: with the item, in a
  /// lesson of it, or by confirming what was found.
  static List<Set<String>> byPeople(Catalogue catalogue) {
    var all = new ArrayList<Set<String>>();
    long from = 0;
    while (true) {
      var changes = catalogue.changesSince(from, AT_ONCE);
      if (changes.isEmpty()) return all;
      for (var change : changes)
        change.item().map(Tagged::with).filter(names -> !names.isEmpty()).ifPresent(all::add);
      from = changes.getLast().number();
    }
  }

  private static Set<String> with(Item item) {
    var names = new HashSet<>(item.given().orElse(item.found()).concepts());
    item.lesson().ifPresent(lesson -> names.addAll(lesson.slices()));
    for (var judgement : item.judgements())
      if (judgement.verdict() == Judgement.Verdict.CONFIRMED) names.add(judgement.concept());
    return names;
  }
}
