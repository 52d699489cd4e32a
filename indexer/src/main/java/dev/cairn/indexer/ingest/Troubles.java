package dev.cairn.indexer.ingest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// What does not go well at the moment, one sentence for each part of the work.
final class Troubles {
  private final Map<String, String> sentences = new ConcurrentSkipListMap<>();

  void are(String part, String sentence) {
    sentences.put(part, sentence);
  }

  void over(String part) {
    sentences.remove(part);
  }

  Optional<String> first() {
    return sentences.values().stream().findFirst();
  }
}
