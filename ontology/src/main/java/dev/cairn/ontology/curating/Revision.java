package dev.cairn.ontology.curating;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A change that was made. The version of the vocabulary after it has its number.
///
/// @param number from 1, without gaps
/// @param by id of who made it
/// @param summary what it does, in a sentence
/// @param comment why; may be empty
/// @param undoes the change that it takes back
/// @param undoneBy the latest change that took it back
/// @param proposal id of the proposal that it accepts
/// @param name of the version after it
/// @param concepts IRIs of the concepts that it is about
public record Revision(
    int number,
    Instant at,
    String by,
    String summary,
    String comment,
    Optional<Integer> undoes,
    Optional<Integer> undoneBy,
    Optional<String> proposal,
    Optional<String> name,
    List<String> concepts) {
  public Revision {
    concepts = List.copyOf(concepts);
  }
}
