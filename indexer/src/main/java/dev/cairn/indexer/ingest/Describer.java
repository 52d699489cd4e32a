package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Catalogue.Description;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Outcome;
import dev.cairn.indexer.ingest.Backlog.Finding;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphFailure;
import java.util.List;
import java.util.function.Supplier;

/// Writes down, on one thread, what was found: all that is ready together in one transaction.
/// Whoever waits for it is told when the index shows it.
final class Describer {
  private static final System.Logger LOG = System.getLogger(Describer.class.getName());
  private static final String PART = "describing";
  private static final int TOGETHER = 256;

  private final IngestParts parts;
  private final IngestSettings settings;
  private final Backlog backlog;
  private final Feeder feeder;
  private final Supplier<String> readerOfNow;
  private final Timings timings;
  private final Step.Checkpoint checkpoint;
  private final Troubles troubles;
  private final Patience patience;
  private final Thread thread;

  /// @param readerOfNow version of what reads now: what an older one read, while the vocabulary
  ///   changed, is read once more
  Describer(
      IngestParts parts,
      IngestSettings settings,
      Backlog backlog,
      Feeder feeder,
      Supplier<String> readerOfNow,
      Timings timings,
      Step.Checkpoint checkpoint,
      Troubles troubles,
      Patience patience) {
    this.parts = parts;
    this.settings = settings;
    this.backlog = backlog;
    this.feeder = feeder;
    this.readerOfNow = readerOfNow;
    this.timings = timings;
    this.checkpoint = checkpoint;
    this.troubles = troubles;
    this.patience = patience;
    this.thread = Thread.ofPlatform().name("ingest-describe").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Describes what was found and ends, once nobody reads any more.
  void close() {
    Threads.join(thread);
  }

  private void run() {
    while (true) {
      var together = backlog.ready(settings.describeAfter(), TOGETHER);
      if (together.isEmpty()) return;
      describe(together);
    }
  }

  private void describe(List<Finding> together) {
    for (int failures = 1; ; failures++) {
      try (var _ = timings.start(Timings.Stage.DESCRIBE)) {
        parts.catalogue().describe(together.stream().map(Finding::description).toList());
        troubles.over(PART);
        break;
      } catch (GraphFailure e) {
        LOG.log(System.Logger.Level.WARNING, "describing failed, attempt " + failures, e);
        troubles.are(PART, "What was read cannot be written down; it is tried again.");
        if (!patience.after(failures)) return;
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "describing failed", e);
        if (together.size() > 1) together.forEach(finding -> describe(List.of(finding)));
        else giveUp(together.getFirst());
        return;
      }
    }
    checkpoint.reached(Step.DESCRIBED);
    together.forEach(this::tellWhenShown);
    var now = readerOfNow.get();
    backlog.addMissing(
        together.stream()
            .map(Finding::description)
            .filter(it -> !it.extractor().equals(now) && !it.extractor().equals(Reader.NOBODY))
            .map(Description::item)
            .toList());
    ended(together.size());
  }

  private void tellWhenShown(Finding finding) {
    Description description = finding.description();
    long change =
        parts.catalogue().find(description.item(), Caller.admin()).map(Item::change).orElse(0L);
    for (var pledge : backlog.finish(finding.work()))
      feeder.whenShown(change, () -> pledge.ends(description.outcome()));
  }

  /// A fault of this program with one item: it keeps waiting in the catalogue for the next start.
  private void giveUp(Finding finding) {
    var fault = new Outcome.Unreadable("Could not be read because of a fault in this program.");
    backlog.finish(finding.work()).forEach(pledge -> pledge.ends(fault));
    ended(1);
  }

  private void ended(int works) {
    backlog.ended(works);
    feeder.signal();
  }
}
