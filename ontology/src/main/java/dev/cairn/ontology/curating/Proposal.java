package dev.cairn.ontology.curating;

import java.time.Instant;
import java.util.Optional;

/// What somebody would like to be changed in the vocabulary, until a curator decides.
///
/// @param by id of who proposed it, `anonymous` without an account
/// @param comment why; may be empty
/// @param edits what is proposed, as the interface writes edits
/// @param decidedBy id of who decided; empty while it is open
/// @param reason why it was rejected; empty if it was not
/// @param change number of the change that accepts it
public record Proposal(
    String id,
    Instant at,
    String by,
    String comment,
    String edits,
    State state,
    Optional<Instant> decided,
    Optional<String> decidedBy,
    String reason,
    Optional<Integer> change) {
  /// What became of it.
  public enum State {
    OPEN,
    ACCEPTED,
    REJECTED
  }
}
