package dev.cairn.corpus;

import dev.cairn.ontology.Mention;
import java.util.List;

/// What was made from an item's newest version: its text, cut into passages, and the concepts in
/// it.
///
/// @param mentions with offsets into `reading.text()`, ordered by start
/// @param spun 0..1, see {@link dev.cairn.ontology.Linker.Linked}
public record Derived(
    Reading reading,
    List<Passage> passages,
    List<Mention> mentions,
    double spun,
    boolean hiddenLabelsApplied) {
  public Derived {
    passages = List.copyOf(passages);
    mentions = List.copyOf(mentions);
  }
}
