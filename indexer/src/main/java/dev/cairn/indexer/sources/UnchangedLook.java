package dev.cairn.indexer.sources;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All is as it is known; nothing was opened.
record UnchangedLook(Collection<Seen> seen, Stamp whole) implements Look {
  @Override
  public boolean gone(String path, Optional<Row> row) {
    return false;
  }

  /// What is remembered of others, of destroyed items for one, stays.
  @Override
  public boolean complete() {
    return false;
  }

  @Override
  public Optional<Set<Long>> devices() {
    return Optional.empty();
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public Optional<Stamp> mark() {
    return Optional.of(whole);
  }

  @Override
  public void read(List<Seen> wanted, Taker taker) {}

  @Override
  public void close() {}
}
