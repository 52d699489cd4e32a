package dev.cairn.server.assembly;

import dev.cairn.corpus.Access;
import dev.cairn.indexer.sources.Source;
import dev.cairn.indexer.sources.Sources;
import dev.cairn.ontology.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Stands in for parts that are about to come; each leaves with its part.
final class InWork {
  private InWork() {}

  static Sources sources() {
    return new Sources() {
      @Override
      public void start() {}

      @Override
      public List<Source> all(Caller caller) {
        return List.of();
      }

      @Override
      public Optional<Source> find(String id, Caller caller) {
        return Optional.empty();
      }

      @Override
      public Source add(
          String title,
          Source.Origin origin,
          Optional<Access> access,
          Duration every,
          Caller caller) {
        throw new UnsupportedOperationException("in work");
      }

      @Override
      public boolean remove(String id, boolean keep, Caller caller) {
        return false;
      }

      @Override
      public Source.Sweep sweep(String id, Caller caller) {
        throw new UnsupportedOperationException("in work");
      }

      @Override
      public void sweepSoon(String id, Caller caller) {
        throw new UnsupportedOperationException("in work");
      }

      @Override
      public Optional<String> trouble() {
        return Optional.empty();
      }

      @Override
      public void close() {}
    };
  }
}
