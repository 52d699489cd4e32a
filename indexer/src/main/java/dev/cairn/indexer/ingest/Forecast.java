package dev.cairn.indexer.ingest;

import java.util.List;

/// What another vocabulary would do to the tags of the items, found out by tagging them as it will
/// be done. Tags that come from the meaning of passages alone are left out.
///
/// @param items how many there are
/// @param looked how many of them were tagged in the time that was given
/// @param changed how many of these would gain or lose a tag
/// @param gains how many tags would come, of how many items, in all
/// @param losses how many would go
/// @param concepts by concept, those with the most items first
/// @param samples items that would gain or lose a tag, some of each concept
public record Forecast(
    long items,
    long looked,
    long changed,
    long gains,
    long losses,
    List<OfConcept> concepts,
    List<Sample> samples) {
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
