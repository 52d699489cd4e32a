package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.Catalogue.Description;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.tagging.Tagger;
import dev.cairn.corpus.tagging.Verdicts;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.GraphFailure;
import dev.cairn.ontology.Linker;
import dev.cairn.ontology.Mention;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads an item's newest version and says what is to be written down of it.
final class Descriptions {
  private static final System.Logger LOG = System.getLogger(Descriptions.class.getName());

  private final IngestParts parts;
  private final Reader reader;
  private volatile Tags tags;

  Descriptions(IngestParts parts, Reader reader) {
    this.parts = parts;
    this.reader = reader;
    this.tags = new Tags(parts.concepts().get());
  }

  private record Tags(ConceptView concepts, Tagger tagger) {
    Tags(ConceptView concepts) {
      this(concepts, new Tagger(concepts));
    }
  }

  /// @throws BlobFailure if the originals cannot be reached
  /// @throws UncheckedIOException if there is no room to read
  Description of(Item item, Reader.How how) {
    try {
      // Asked before: should the vocabulary change meanwhile, this is known to be older.
      var by = reader.version();
      return switch (reader.read(item, item.version(), how)) {
        case Reader.Result.Text(var derived, var found, var type, var outcome) ->
            found(item, derived, found, type, by, outcome);
        case Reader.Result.NoText(var outcome, var found, var type) ->
            found(item, Reader.NO_TEXT, found, type, by, outcome);
        case Reader.Result.Nothing(var outcome, var type) -> nothing(item, type, by, outcome);
      };
    } catch (BlobFailure | GraphFailure | IndexFailure | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
      LOG.log(System.Logger.Level.ERROR, "reading item " + item.id() + " failed", e);
      return unread(
          item, new Outcome.Unreadable("Could not be read because of a fault in this program."));
    }
  }

  /// Of an item that nobody reads; brought again, it is read.
  Description unread(Item item, Outcome why) {
    return nothing(item, item.version().mediaType(), Reader.NOBODY, why);
  }

  private Description found(
      Item item, Derived derived, Metadata found, String mediaType, String by, Outcome outcome) {
    var now = tags();
    var linker = parts.linker().get();
    var named = Named.of(title(item, item.given().orElse(found)), derived, now.tagger(), linker);
    return new Description(
        item.id(),
        item.version().content(),
        mediaType,
        by,
        found,
        outcome,
        then -> named.chosen(then, then.given().orElse(found), now.concepts()),
        derived.spun());
  }

  /// What an item that was read is about, asked of it as it is then.
  ///
  /// @throws BlobFailure if it must be read anew and the originals cannot be reached
  Function<Item, List<Tag>> about(Item item) {
    var now = tags();
    var found =
        item.state() == Item.State.DESCRIBED
            ? reader.found(item).filter(it -> it.content().equals(item.version().content()))
            : Optional.<Reader.Found>empty();
    if (found.isEmpty()) return this::asBefore;
    var linker = parts.linker().get();
    // Here, since whoever asks of it then lets all wait who change something.
    var named = Named.of(title(item, item.metadata()), found.get().derived(), now.tagger(), linker);
    // A version that was linked again meanwhile knows better.
    return then ->
        then.version().equals(item.version())
            ? named.chosen(then, then.metadata(), now.concepts())
            : asBefore(then);
  }

  /// What a text names under a title.
  private record Named(
      String title, Derived derived, Tagger tagger, Linker linker, List<Tag> tags) {
    static Named of(String title, Derived derived, Tagger tagger, Linker linker) {
      var tags = named(title, derived.reading(), derived.mentions(), tagger, linker);
      return new Named(title, derived, tagger, linker, tags);
    }

    /// With what people say of the item, who may have given it another title since.
    List<Tag> chosen(Item item, Metadata known, ConceptView concepts) {
      var now = Descriptions.title(item, known);
      var under = now.equals(title) ? this : of(now, derived, tagger, linker);
      return Descriptions.chosen(item, known, under.tags(), concepts);
    }
  }

  /// The tags that it has, under what people say of it now: until it is read.
  private List<Tag> asBefore(Item item) {
    var named = item.tags().stream().filter(it -> it.method() != Tag.Method.PERSON).toList();
    return chosen(item, item.metadata(), named, parts.concepts().get());
  }

  /// What the item is about by what it names and by what people say.
  ///
  /// @param known of the item
  /// @param mentions in its text, by the linker
  static List<Tag> about(
      Item item,
      Metadata known,
      Reading reading,
      List<Mention> mentions,
      Tagger tagger,
      Linker linker,
      ConceptView concepts) {
    var named = named(title(item, known), reading, mentions, tagger, linker);
    return chosen(item, known, named, concepts);
  }

  private static String title(Item item, Metadata known) {
    return known.title().orElse(item.title());
  }

  private static List<Tag> named(
      String title, Reading reading, List<Mention> mentions, Tagger tagger, Linker linker) {
    return tagger.found(title, reading, mentions, linker.link(title).mentions());
  }

  private static List<Tag> chosen(
      Item item, Metadata known, List<Tag> named, ConceptView concepts) {
    var verdicts = Verdicts.of(item.judgements(), concepts);
    var said = new LinkedHashSet<>(confirmed(item, known, concepts));
    said.addAll(verdicts.confirmed());
    return Tagger.chosen(named, said, verdicts.rejected());
  }

  /// What was found in the version before stays, since that one is still found.
  private Description nothing(Item item, String mediaType, String by, Outcome outcome) {
    boolean first = item.versions().size() == 1;
    return new Description(
        item.id(),
        item.version().content(),
        mediaType,
        by,
        first ? Metadata.none() : item.found(),
        outcome,
        then ->
            first ? chosen(then, then.given(), List.of(), parts.concepts().get()) : asBefore(then),
        first ? 0 : item.spun());
  }

  /// Ids of the concepts that people name; what the vocabulary does not know is left out.
  private static List<String> confirmed(Item item, Metadata known, ConceptView concepts) {
    var named = new ArrayList<>(known.concepts());
    item.lesson().ifPresent(lesson -> named.addAll(lesson.slices()));
    var all = new LinkedHashSet<String>();
    for (var name : named) concepts.find(name).ifPresent(concept -> all.add(concept.id()));
    return List.copyOf(all);
  }

  private Tags tags() {
    var concepts = parts.concepts().get();
    var known = tags;
    if (known.concepts() == concepts) return known;
    var fresh = new Tags(concepts);
    tags = fresh;
    return fresh;
  }
}
