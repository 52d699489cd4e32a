package dev.cairn.server.pages;

import dev.cairn.ontology.Caller;
import java.time.Instant;

/// For whom a page is rendered.
///
/// @param csrf token that forms must bear; empty without a session
/// @param address path and query of this page, to come back to
/// @param now the moment that "left" and "ago" refer to
public record Viewer(Caller caller, String csrf, String address, Instant now) {
  public boolean signedIn() {
    return caller.isAdmin();
  }
}
