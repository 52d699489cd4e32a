package dev.cairn.indexer.sources;

import dev.cairn.corpus.Access;
import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The places outside that are followed, each swept in its own interval. What is known of them
/// survives a restart. Thread-safe. Every method throws {@link IllegalArgumentException} if the
/// caller is no admin.
public interface Sources extends AutoCloseable {
  /// Reads what is followed. Looks at none of it before {@link #start}.
  ///
  /// @throws IOException one sentence, if the folder of the settings cannot be used
  static Sources open(SourceParts parts, SourceSettings settings) throws IOException {
    return new Following(
        parts, settings, SourceBook.in(settings.folder()), AddressRule.ONLY_PUBLIC);
  }

  /// Begins the schedule.
  ///
  /// @throws IllegalStateException if it was started before
  void start();

  /// In the order in which they were added.
  List<Source> all(Caller caller);

  Optional<Source> find(String id, Caller caller);

  /// Follows a place from now on; the first sweep begins at once.
  ///
  /// @param title what people call it; blank: made from the origin
  /// @throws IllegalArgumentException one sentence that names what is wrong: no such folder, inside
  ///   the data folder, followed already, a host that is not allowed
  Source add(
      String title, Source.Origin origin, Optional<Access> access, Duration every, Caller caller);

  /// Follows it no more.
  ///
  /// @param keep whether what came from it stays; else it goes to the bin
  /// @return whether there was such a source
  boolean remove(String id, boolean keep, Caller caller);

  /// Looks through it now and returns when everything found is registered, with the movements made;
  /// what is new may still wait to be read, see the job.
  ///
  /// Where all files of a device are missing at once, because a share is not there perhaps, nothing
  /// is taken to be gone and the sweep says so; asked for once more in this way, it is.
  ///
  /// @throws IllegalArgumentException if it is unknown
  /// @throws IllegalStateException before `start` and after `close`
  Source.Sweep sweep(String id, Caller caller) throws InterruptedException;

  /// The same without waiting: the sweep begins as soon as may be.
  ///
  /// @throws IllegalArgumentException if it is unknown
  void sweepSoon(String id, Caller caller);

  /// Empty when all goes well, otherwise one sentence for the operator.
  Optional<String> trouble();

  /// Ends the schedule; a sweep that goes on ends with the file it is at.
  @Override
  void close();
}
