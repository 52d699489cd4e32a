package dev.cairn.server.http;

import dev.cairn.corpus.measure.AskedQuestions;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.ingest.Forecast;
import dev.cairn.indexer.search.Searcher;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.vocabulary.Delta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a change of the concepts would do, found out before it is made.
final class Preview {
  private static final int TOP = 5;
  private static final int MOST_QUESTIONS = 60;
  private static final Duration FOR_QUESTIONS = Duration.ofSeconds(5);

  private final Rooms rooms;

  Preview(Rooms rooms) {
    this.rooms = rooms;
  }

  record Seen(Forecast tags, Questions questions) {}

  /// @param asked how many different questions are kept
  /// @param tried how many of them were answered both ways, most used first
  /// @param changed those of them whose first hits would be others
  record Questions(int asked, int tried, List<Changed> changed) {}

  record Changed(String question, List<Hit> before, List<Hit> after) {}

  record Hit(String id, String title) {}

  /// @param caller an admin: the questions of readers are nobody else's business
  Seen of(Delta delta, Caller caller, Duration within) {
    if (!caller.isAdmin()) throw Refusal.forbidden("Only curators see what a change would do.");
    var future = rooms.curating().future().apply(delta);
    var tags = rooms.ingest().forecast(future.concepts(), future.linker(), within);
    try (var searcher = future.searcher()) {
      return new Seen(tags, questions(searcher, caller));
    }
  }

  private Questions questions(Searcher then, Caller caller) {
    var all = rooms.helping().events().questions().askedBy(1);
    long end = System.nanoTime() + FOR_QUESTIONS.toNanos();
    var changed = new ArrayList<Changed>();
    int tried = 0;
    for (var question : all) {
      if (tried == MOST_QUESTIONS || System.nanoTime() > end) break;
      tried++;
      changed(question, then, caller).ifPresent(changed::add);
    }
    return new Questions(all.size(), tried, changed);
  }

  private Optional<Changed> changed(
      AskedQuestions.Question question, Searcher then, Caller caller) {
    var request = SearchRequest.of(question.text()).withLimit(TOP);
    var before = hits(rooms.searcher(), request, caller);
    var after = hits(then, request, caller);
    return before.equals(after)
        ? Optional.empty()
        : Optional.of(new Changed(question.text(), before, after));
  }

  private static List<Hit> hits(Searcher searcher, SearchRequest request, Caller caller) {
    return searcher.search(request, caller).hits().stream()
        .map(hit -> new Hit(hit.id(), hit.title()))
        .toList();
  }
}
