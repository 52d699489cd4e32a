package dev.cairn.indexer.ingest;

import java.util.List;

/// What another vocabulary would do to the tags of the items, found out by tagging them as it will
/// be done.
///
/// @param items how many there are
/// @param looked how many of them were tagged in the time that was given
/// @param changed how many of these would gain or lose a tag
/// @param gains how many tags would come, of how many items, in all
/// @param losses how many would go
/// @param concepts by concept, those with the most items first
/// @param samples items that would gain or lose a tag, some of each concept
/// @param behind items that are not yet tagged with the vocabulary of now
/// @param unread items whose meaning is not known yet, of which tags by meaning are not foretold
/// @param byMeaning whether tags that come from the meaning of passages alone are foretold; else
///   they are taken to stay as they are
public record Forecast(
    long items,
    long looked,
    long changed,
    long gains,
    long losses,
    List<OfConcept> concepts,
    List<Sample> samples,
    long behind,
    long unread,
    boolean byMeaning) {
  /// Before anything was looked at.
  public static final Forecast NOTHING =
      new Forecast(0, 0, 0, 0, 0, List.of(), List.of(), 0, 0, false);

  public Forecast {
    concepts = List.copyOf(concepts);
    samples = List.copyOf(samples);
  }

  /// Whether every item was looked at, so that the numbers are exact.
  public boolean whole() {
    return looked == items;
  }

  /// @param concept id
  /// @param gains items that would be tagged with it and are not now
  /// @param losses items that are tagged with it now and would not be
  public record OfConcept(String concept, long gains, long losses) {}

  /// @param concept id of the concept whose tag would come or go
  /// @param passage what stands around the place that names it; empty where a person named it
  public record Sample(String item, String title, String concept, boolean gained, String passage) {}
}
