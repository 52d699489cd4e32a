package dev.cairn.indexer.sources;

import dev.cairn.corpus.Access;
import dev.cairn.ontology.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The places outside that are followed, each swept in its own interval. What is known of them
/// survives a restart. Thread-safe. Every method throws {@link IllegalArgumentException} if the
/// caller is no admin.
public interface Sources extends AutoCloseable {
  /// Begins the schedule.
  void start();

  List<Source> all(Caller caller);

  Optional<Source> find(String id, Caller caller);

  /// Follows a place from now on; the first sweep begins at once.
  ///
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
  /// @throws IllegalArgumentException if it is unknown
  Source.Sweep sweep(String id, Caller caller) throws InterruptedException;

  Optional<String> trouble();

  /// Ends the schedule; a sweep that goes on ends with the file it is at.
  @Override
  void close();
}
