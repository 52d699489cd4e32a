package dev.cairn.indexer.sources;

import dev.cairn.corpus.Access;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A place outside that is followed: what is new, changed, renamed, moved or gone there is so here
/// after the next sweep.
///
/// @param id given once, URL-safe
/// @param title what people call it
/// @param access who may see what comes from it; empty: everyone
/// @param every time between the ends of two sweeps, a second or more
/// @param sweeping whether it is being looked through now
/// @param last what came of the last sweep; empty before the first
public record Source(
    String id,
    String title,
    Origin origin,
    Optional<Access> access,
    Duration every,
    boolean sweeping,
    Optional<Sweep> last) {
  /// Where its files come from.
  public sealed interface Origin {
    /// `folder`, `mbox`, `maildir`, `web`
    default String code() {
      return switch (this) {
        case Folder(_) -> "folder";
        case Mbox(_) -> "mbox";
        case Maildir(_) -> "maildir";
        case Web(_, _) -> "web";
      };
    }

    /// All files below a folder; hidden and temporary ones are left out, links are not followed.
    record Folder(Path path) implements Origin {}

    /// The messages of one mailbox file.
    record Mbox(Path path) implements Origin {}

    /// The messages of a folder in Maildir form, with its sub-folders.
    record Maildir(Path path) implements Origin {}

    /// A page, and pages of the same host below its path that it leads to.
    ///
    /// @param depth how many links away from the first page, 0..5; 0: only this page
    record Web(URI start, int depth) implements Origin {
      public Web {
        if (depth < 0 || depth > 5)
          throw new IllegalArgumentException("depth must be 0..5, got " + depth);
      }
    }
  }

  /// The source that the places of its items bear: `watch:id`, of pages `web:id`.
  public String placeSource() {
    return (origin instanceof Origin.Web ? "web:" : "watch:") + id;
  }

  /// How a sweep ended.
  ///
  /// @param seen files, messages or pages that are there
  /// @param fresh of these, taken in for the first time, or again after they were gone
  /// @param job its outcomes, if there was anything to do
  /// @param trouble one sentence where not everything could be looked at; what could not was not
  ///   taken to be gone
  public record Sweep(
      Instant began,
      Instant ended,
      int seen,
      int fresh,
      int changed,
      int moved,
      int gone,
      Optional<String> job,
      Optional<String> trouble) {}
}
