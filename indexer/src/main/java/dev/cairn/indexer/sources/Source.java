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
/// @param last what came of the last sweep; empty before the first
public record Source(
    String id,
    String title,
    Origin origin,
    Optional<Access> access,
    Duration every,
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

    /// All files below a folder, hidden ones left out.
    record Folder(Path path) implements Origin {}

    /// The messages of one mailbox file.
    record Mbox(Path path) implements Origin {}

    /// The messages of a folder in Maildir form, with its sub-folders.
    record Maildir(Path path) implements Origin {}

    /// A page, and pages of the same host that it leads to.
    ///
    /// @param depth how many links away from the first page, 0..5; 0: only this page
    record Web(URI start, int depth) implements Origin {}
  }

  /// How a sweep ended.
  ///
  /// @param job its outcomes, if there was anything to do
  /// @param trouble one sentence where the source could not be looked through; then nothing was
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
