package dev.cairn.server.assembly;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.starter.Starter;
import dev.cairn.indexer.ingest.Ingest;
import dev.cairn.indexer.ingest.Submission;
import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills a new data folder with the starter corpus. Everything has its place in the source
/// `starter`, so that loading that was broken off is simply done again.
final class StarterLoading {
  private static final Logger LOG = LoggerFactory.getLogger(StarterLoading.class);

  private StarterLoading() {}

  /// Hands the corpus over; it is read in the background.
  ///
  /// @throws IOException if the bytes cannot be kept
  static void begin(Ingest ingest, DataFolder folder) throws IOException {
    var starter = Starter.open();
    ingest.submit("starter", "Starter corpus", submissions(starter, ingest), Caller.admin());
    folder.noteStarterLoaded();
  }

  private static List<Submission> submissions(Starter starter, Ingest ingest) throws IOException {
    var all = new ArrayList<Submission>();
    for (var document : starter.documents()) {
      try (var bytes = document.open()) {
        var stored = ingest.store(bytes);
        all.add(
            new Submission.Document(
                java.util.Optional.of(new Place(Starter.SOURCE, document.name())),
                document.name(),
                stored.id(),
                stored.bytes(),
                document.given()));
      } catch (BlobStore.TooLargeException e) {
        LOG.warn("starter document {} is over the limit", document.name());
        all.add(new Submission.Refused(document.name(), new Outcome.TooLarge(e.limitBytes())));
      }
    }
    for (var lesson : starter.lessons())
      all.add(
          new Submission.Row(
              lesson.place(Starter.SOURCE),
              lesson.name(),
              lesson.content(),
              lesson.metadata(),
              lesson.lesson()));
    return all;
  }
}
