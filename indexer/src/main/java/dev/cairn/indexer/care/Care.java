package dev.cairn.indexer.care;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps the data whole while serving: destroys for good, checks, mends, builds anew, copies.
/// Thread-safe; one of the long works at a time. Every method throws {@link
/// IllegalArgumentException} if the caller is no admin, and {@link IllegalStateException} with one
/// sentence while another long work goes on.
public interface Care extends AutoCloseable {
  /// Does nothing before {@link #start}.
  static Care over(CareParts parts) {
    return new Keeper(parts);
  }

  /// Takes up what a former process left to be wiped. Returns at once.
  void start();

  /// Destroys items and what lay in them: nothing is left in graph, index, originals (where no
  /// other item has the bytes), derived texts, jobs, and in no file on the disk. A record that it
  /// happened, by whom and when, remains, and names nothing of the content. When this returns the
  /// items are gone for every reader; the rest follows in the background and survives a crash.
  ///
  /// @return the items that were destroyed
  List<Item> destroy(Collection<ItemId> ids, Caller caller);

  /// Whether something destroyed still waits to be wiped from the disk.
  boolean wiping();

  /// Waits until it is wiped.
  void awaitWiped() throws InterruptedException;

  /// Compares every original with its name, every item with graph and index, and mends what can be
  /// mended.
  Report verify(Consumer<Progress> watcher, Caller caller) throws InterruptedException;

  /// Builds the index anew beside the one that answers, and puts it in its place.
  void reindex(Consumer<Progress> watcher, Caller caller) throws InterruptedException;

  /// Rewrites the graph without what was deleted in it.
  Compaction compact(Caller caller);

  /// Writes everything that cannot be made again, as it stood at one moment, while all goes on: one
  /// zip file, whose last entry says that it is whole. Items that are destroyed meanwhile are wiped
  /// when it is done.
  ///
  /// @param derived whether texts that were read are written too, so that a restored server need
  ///   not read every original again
  /// @param to is flushed and not closed
  /// @throws IOException if it cannot be written there
  void backup(OutputStream to, boolean derived, Consumer<Progress> watcher, Caller caller)
      throws IOException;

  /// The long work that goes on now, as far as it has come: `verify`, `reindex`, `compact`,
  /// `backup`, `wiping`.
  Optional<Work> working();

  Optional<String> trouble();

  @Override
  void close();

  /// @param step what is being done, in words
  /// @param total 0 where it is not known
  record Progress(String step, long done, long total) {}

  /// A long work that goes on.
  ///
  /// @param name `verify`, `reindex`, `compact`, `backup`, `wiping`
  record Work(String name, Progress progress) {}

  /// What a check found.
  ///
  /// @param checked how many things of which kind, in words
  /// @param mended one sentence each
  /// @param faults what cannot be mended: one sentence each, with the remedy
  record Report(List<String> checked, List<String> mended, List<String> faults) {
    public Report {
      checked = List.copyOf(checked);
      mended = List.copyOf(mended);
      faults = List.copyOf(faults);
    }

    public boolean sound() {
      return faults.isEmpty();
    }
  }

  /// @param bytesBefore size of the graph on the disk
  record Compaction(long bytesBefore, long bytesAfter) {}
}
