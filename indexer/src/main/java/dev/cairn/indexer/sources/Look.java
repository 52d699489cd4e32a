package dev.cairn.indexer.sources;

import dev.cairn.corpus.ContentId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What one look at a source met. For one thread; closed at the end of the sweep.
interface Look extends AutoCloseable {
  /// A file, message or page that is there.
  ///
  /// @param path by which it is known: the path of its place
  /// @param content where looking at it told
  /// @param validator by which a web server knows this state of a page; else empty
  record Seen(String path, Stamp stamp, Optional<ContentId> content, String validator) {}

  /// All that is there and can be read, except what may still be written.
  Collection<Seen> seen();

  /// Whether what was at this path is gone, as far as this look can tell.
  ///
  /// @param row what is remembered of it
  boolean gone(String path, Optional<Row> row);

  /// Whether everything was looked at: what was not seen is not there.
  boolean complete();

  /// The file systems that were met; empty where that does not tell anything.
  Optional<Set<Long>> devices();

  /// One sentence where something could not be looked at.
  Optional<String> trouble();

  /// What the whole source looked like, where it is one file.
  Optional<Stamp> mark();

  /// Reads what is wanted, in an order of its own.
  ///
  /// @throws IOException if the source cannot be read any more; of single files the taker hears
  void read(List<Seen> wanted, Taker taker) throws IOException;

  @Override
  void close();

  /// Takes what is read.
  interface Taker {
    /// @return whether to go on
    boolean more();

    /// @throws IOException if the bytes cannot be read to their end; then {@link #unreadable}
    ///   follows
    void take(Seen seen, InputStream bytes) throws IOException;

    /// It changed while it was read, or vanished; what was taken does not count.
    void torn(Seen seen);

    void unreadable(Seen seen);
  }
}
