package dev.cairn.corpus.curation;

import java.time.Instant;

/// A search that somebody wants to do again.
///
/// @param owner who may change it; never shown
/// @param query its parameters as they stand in an address, without the question mark
/// @param forEverybody whether all who come see it
public record SavedSearch(
    String id, String owner, String name, String query, boolean forEverybody, Instant since) {
  public static final int LONGEST_NAME = 100;
  public static final int LONGEST_QUERY = 2_000;
}
