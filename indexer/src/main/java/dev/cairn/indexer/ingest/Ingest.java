package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Meant;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.indexer.Job;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Brings files and lessons in, from their bytes to being found, and knows what became of each.
/// Thread-safe. Nothing that was acknowledged is lost, whenever the process dies.
public interface Ingest extends AutoCloseable {
  /// Does nothing before {@link #start}.
  static Ingest over(IngestParts parts, IngestSettings settings) {
    return new Pipeline(parts, settings, new Timings(), Step.Checkpoint.NONE);
  }

  /// Takes up what a former process left: items that wait to be read become a job of kind
  /// `recovery`, those that were read by older parts one of kind `renewal`, and the index catches
  /// up with the changes it has not seen (with all of them when it is new). Returns at once; the
  /// work goes on in the background.
  ///
  /// @throws IllegalStateException if it was started before
  void start();

  /// Keeps the bytes. When this returns they survive power loss; nothing is known of them yet.
  ///
  /// @throws BlobStore.TooLargeException if there are more than the settings allow; make it a
  ///   {@link Submission.Refused}, so that the file has its outcome
  /// @throws IOException if `bytes` cannot be read to its end
  /// @throws dev.cairn.corpus.BlobFailure if the store is unavailable
  BlobStore.Stored store(InputStream bytes) throws IOException, BlobStore.TooLargeException;

  /// Registers everything in one transaction and lets it be read in the background. When this
  /// returns, the items are durable and the job's files name them.
  ///
  /// @param kind `documents`, `lessons` or `starter`
  /// @param title what it is, in words
  /// @param caller an admin
  /// @throws IllegalArgumentException if the caller may not, or there is nothing to submit
  /// @throws IllegalStateException before `start` and after `close`
  /// @throws dev.cairn.ontology.GraphFailure if nothing could be registered; then nothing was
  Job submit(String kind, String title, List<Submission> all, Caller caller);

  /// Begins a job to which files are added as they are met, for what is too much to be handed over
  /// at once.
  ///
  /// @param kind `documents`, `lessons`, `starter` or `sweep`
  /// @param passwords to be tried where a file is locked; those that open one are kept with it
  /// @throws IllegalArgumentException if the caller is no admin
  Intake begin(String kind, String title, List<String> passwords, Caller caller);

  /// Lets items be read again, whatever became of them before: because the reader can do more now,
  /// or because a password is known.
  ///
  /// @param passwords to be tried where a file is locked; those that open one are kept with it
  /// @throws IllegalArgumentException if the caller is no admin, or none of the ids is known
  Job reread(String title, List<ItemId> items, List<String> passwords, Caller caller);

  /// The vocabulary has changed: what was linked with the former one is linked anew in the
  /// background, found meanwhile as it was, and the index takes in the concepts of now. Does
  /// nothing before {@link #start}, which sees to it by itself, and after {@link #close}.
  ///
  /// @return the job; empty if there is nothing to link again
  Optional<Job> retag();

  /// Changes what is said of an item as {@link Catalogue#amend} does, with the tags that follow
  /// from its title and its concepts; the text is not read again for it.
  ///
  /// @return the changed item; empty if there is none
  Optional<Item> amend(ItemId id, Function<Item, Metadata> change, Caller caller);

  /// Keeps what a person says of an item and a concept, or takes it back, at once with the tags
  /// that follow; the text is not read again for it. The index shows it soon after.
  ///
  /// @param said without labels: those are kept by which the item mentions the concept now
  /// @param check is asked with the item as it is where nothing else changes; what it throws
  ///   reaches the caller, and nothing was changed
  /// @return the item as it is then; empty if there is none
  /// @throws IllegalArgumentException if the caller is no admin
  Optional<Item> judge(ItemId id, Catalogue.Said said, Consumer<Item> check, Caller caller);

  /// What would become of the tags with another vocabulary. Nothing is kept.
  ///
  /// @param supposed takes in what items and concepts would be then, and shows it when this
  ///   returns; made by {@link SearchIndex#supposing}
  /// @param foreseeing is told how far this is, and may end it
  Forecast forecast(Foreseen then, SearchIndex supposed, Foreseeing foreseeing);

  /// A vocabulary that may come to be in force.
  ///
  /// @param concepts all of it
  /// @param tagging those of them that texts are linked with
  /// @param linker for these
  record Foreseen(ConceptView concepts, ConceptView tagging, Linker linker) {}

  /// Is told how far a forecast is.
  @FunctionalInterface
  interface Foreseeing {
    /// @param soFar what was seen until now; seldom worth making
    /// @return false to end it here
    boolean at(long looked, long items, Supplier<Forecast> soFar);
  }

  /// As {@link #reread} for those files of a job that need attention.
  ///
  /// @throws IllegalArgumentException if the caller is no admin, the job is unknown, or nothing in
  ///   it can be read again
  Job retry(String job, Caller caller);

  /// Forgets, durably, what jobs, the derived store and the passwords know of destroyed items and
  /// of contents that no item has any more: names, texts, keys. What is being made of them at this
  /// moment is not kept either. Deletes no original. May be asked again, also by another process
  /// after a crash.
  void forget(Set<ItemId> destroyed, Set<ContentId> contents);

  /// Deletes the original unless an item refers to it or it was stored here and waits to be
  /// submitted; nobody can come to refer to it meanwhile.
  ///
  /// @return whether no original of this name is left
  boolean deleteIfUnreferenced(ContentId content);

  /// Waits until readers find every change up to this number. Returns before that only when this is
  /// closed.
  void awaitShown(long number) throws InterruptedException;

  /// Brings these items into the index once more as they are now, and takes out of it those that do
  /// not exist. Returns when readers see it, or this is closed.
  void bringAgain(Collection<ItemId> ids) throws InterruptedException;

  /// Builds the index anew beside the one that answers, from the first change on, and puts it in
  /// its place when it has come as far. Answers are the same meanwhile. When this throws, or the
  /// process ends, the index stays what it was.
  ///
  /// @throws IllegalStateException while another one goes on, before `start` and after `close`
  /// @throws InterruptedException if interrupted, or closed meanwhile
  void reindex(Watcher watcher) throws InterruptedException;

  /// Is told how far building the index has come.
  @FunctionalInterface
  interface Watcher {
    /// @param total changes so far
    void at(long done, long total);
  }

  /// One job as it stands, with all its files; empty if it is unknown or was forgotten. The last
  /// finished ones are kept, {@link IngestSettings#keptJobs()} of them.
  Optional<Job> job(String id);

  /// The same without its files: cheap, however many there are.
  Optional<Job> summary(String id);

  /// All jobs that are known, newest first, without their files.
  List<Job> jobs();

  /// Waits until the job is finished: each of its files has its outcome, and what was taken in is
  /// found by its words. Returns before that only when this is closed.
  ///
  /// @throws IllegalArgumentException if the job is unknown
  Job await(String id) throws InterruptedException;

  /// Stops what the job has not begun. Such files get an outcome that says so and are read when
  /// they are brought again; what has begun is finished. Nothing happens if the job is unknown or
  /// finished.
  void cancel(String id);

  /// Calls the watcher with the job (without its files) as it stands now and after changes of it,
  /// until it is finished or the subscription is closed. Calls come one after another on a thread
  /// of their own; changes that follow quickly are told together. The last call shows the finished
  /// job. A watcher hands over quickly, since others wait for it; the work never does.
  ///
  /// @throws IllegalArgumentException if the job is unknown
  Subscription watch(String id, Consumer<Job> watcher);

  /// The same for every job, those included that are yet to come; never ends by itself.
  Subscription watchAll(Consumer<Job> watcher);

  /// What was made from the item's newest version that has been read, made anew where it is missing
  /// or stale; without the places of concepts that people rejected. Empty if there is nothing to
  /// read in it.
  Optional<Derived> derived(Item item);

  /// The concepts that passages of it mean without naming them, as far as it has been read for its
  /// meaning, and nobody rejected them.
  Meant meant(Item item);

  /// Whether the item can be found by its words now, or by its title where there are no words in
  /// it. Of an item that waits to be read again, or whose newest version could not be read, the
  /// last version that could is found.
  boolean findable(Item item);

  /// By what the item can be found now.
  Findability findability(Item item);

  /// How far the reading for meaning has come.
  Meaning meaning();

  /// It is looked at just now, or was found by somebody: if it waits for its meaning, it comes
  /// before all others. Cheap; nothing happens where it does not wait.
  void wanted(ItemId id);

  /// At most so many items have changed without readers finding it yet; 0 when the index is up to
  /// date. Large while an index is filled anew.
  long behind();

  /// Waits until nothing is left to do: all that came in has its outcome, and the index shows and
  /// has committed every change.
  void awaitIdle() throws InterruptedException;

  /// The same, and all that can be found by its words is found by its meaning as well, but for what
  /// the model cannot read. Does not return while the model is out of order.
  void awaitMeaning() throws InterruptedException;

  /// Empty when all goes well, otherwise one sentence for the operator.
  Optional<String> trouble();

  /// Finishes what has begun, brings it into the index and commits; what has not begun waits for
  /// the next start. Closes none of the parts it was given. May be called twice.
  @Override
  void close();

  /// A job that is still being filled. For one thread at a time.
  interface Intake extends AutoCloseable {
    String job();

    /// As {@link #submit}: when this returns, the items are durable and the job's files name them.
    void add(List<Submission> more);

    /// A line that needs no work: a file that moved, or left.
    void note(String name, Optional<ItemId> item, Outcome outcome);

    /// Nothing more comes. A job without any file ends at once.
    @Override
    void close();
  }

  /// How far the reading for meaning has come.
  ///
  /// @param model by which items are found; empty: nothing is found by meaning
  /// @param waiting items that are found by their words, and not yet by their meaning
  /// @param aside items that the model could not read; tried again at the next start
  /// @param perSecond items a second of late; 0 before anything was read
  /// @param left at this rate; empty where it is not known
  /// @param trouble why nothing is read at the moment, one sentence; words find everything
  ///   meanwhile
  record Meaning(
      Optional<String> model,
      long waiting,
      long aside,
      double perSecond,
      Optional<Duration> left,
      Optional<String> trouble) {}

  /// Ends the calls of a watcher.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
