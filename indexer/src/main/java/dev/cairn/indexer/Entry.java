package dev.cairn.indexer;

import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.likeness.Sketch;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the index holds of one item (or concept). It is replaced whole.
///
/// @param id of the item; for a concept `concept:` and its short id
/// @param labels names of the concepts it is about, as words to be found by
/// @param values field → exact values: `author`, `organisation`, `language`, `mediaType`, `status`,
///   `tag`; `offers` says whether a lesson has advice, or is a best practice; `readsAs` has the ids
///   of the concepts as which spun text reads
/// @param readers principals that may see it
/// @param trust 0..1, below 1 for text that reads as spun
/// @param sketch of the text, by which entries that say the same are found; empty where there is
///   too little text
/// @param directions of meaning of the passages, one for each, or one for the title where there are
///   no passages; empty where they are not known yet. All of one model
/// @param change number of the change that this entry shows
public record Entry(
    String id,
    SearchRequest.Kind kind,
    String title,
    List<Passage> passages,
    List<String> labels,
    List<Tag> tags,
    Map<String, List<String>> values,
    Optional<LocalDate> date,
    Set<String> readers,
    double trust,
    Optional<Sketch> sketch,
    List<Direction> directions,
    long change) {
  public Entry {
    passages = List.copyOf(passages);
    labels = List.copyOf(labels);
    tags = List.copyOf(tags);
    values = Map.copyOf(values);
    readers = Set.copyOf(readers);
    directions = List.copyOf(directions);
    if (!directions.isEmpty() && directions.size() != Math.max(1, passages.size()))
      throw new IllegalArgumentException(
          directions.size() + " directions for " + passages.size() + " passages");
    if (readers.isEmpty()) throw new IllegalArgumentException("entry " + id + " has no readers");
  }
}
