package dev.cairn.indexer.ingest;

import dev.cairn.indexer.Entry;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// An index that only remembers, with the three states that matter here: what it was told, what it
/// shows, what survives the process. Fails when asked to.
final class RecordingIndex implements SearchIndex {
  private final Map<String, Entry> told = new TreeMap<>();
  private Map<String, Entry> shown = Map.of();
  private Map<String, Entry> durable = Map.of();
  private long committed;

  /// Numbers of changes in the order they came; concepts left out.
  private final List<Long> numbers = new ArrayList<>();

  /// Entries with this title are taken for a fault of the program.
  volatile String poison = "";

  final AtomicInteger failures = new AtomicInteger();

  @Override
  public synchronized void replace(Entry entry) {
    failIfAsked();
    if (entry.title().equals(poison)) throw new NullPointerException("poison");
    told.put(entry.id(), entry);
    if (entry.change() > 0) numbers.add(entry.change());
  }

  @Override
  public synchronized void remove(String id) {
    failIfAsked();
    told.remove(id);
  }

  private void failIfAsked() {
    if (failures.get() > 0 && failures.decrementAndGet() >= 0)
      throw new IndexFailure(IndexFailure.Kind.UNAVAILABLE, "the disk is full", null);
  }

  @Override
  public synchronized void commit(long upTo) {
    durable = Map.copyOf(told);
    committed = upTo;
  }

  @Override
  public void goesWith(String vocabulary) {}

  @Override
  public synchronized boolean purge() {
    durable = Map.copyOf(told);
    return true;
  }

  @Override
  public boolean outdated() {
    return false;
  }

  @Override
  public SearchIndex beside() {
    return new RecordingIndex();
  }

  @Override
  public SearchIndex supposing() {
    return new RecordingIndex();
  }

  @Override
  public synchronized void adopt(SearchIndex other) {
    if (!(other instanceof RecordingIndex next))
      throw new IllegalArgumentException("made elsewhere");
    told.clear();
    told.putAll(next.told);
    shown = Map.copyOf(told);
    durable = next.durable;
    committed = next.committed;
  }

  @Override
  public synchronized long committed() {
    return committed;
  }

  @Override
  public synchronized void refresh() {
    shown = Map.copyOf(told);
  }

  /// As if it were opened in an empty folder.
  synchronized void forgetEverything() {
    told.clear();
    shown = Map.of();
    durable = Map.of();
    committed = 0;
  }

  synchronized Map<String, Entry> shown() {
    return shown;
  }

  synchronized Map<String, Entry> durable() {
    return durable;
  }

  synchronized List<Long> numbers() {
    return List.copyOf(numbers);
  }

  @Override
  public View view() {
    throw new UnsupportedOperationException("nobody searches here");
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
