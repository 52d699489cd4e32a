package dev.cairn.indexer.bench;

import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.measure.Event;
import dev.cairn.corpus.measure.EventLog;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.lucene.LuceneIndexes;
import dev.cairn.indexer.search.EvidenceSource;
import dev.cairn.indexer.search.Searcher;
import dev.cairn.indexer.search.Suggestions;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// How long suggestions take while somebody types a title, letter by letter, one in five with a
/// slip. Prints rows for `indexer/BENCHMARKS.md`.
///
/// Arguments: items to make up out of the built-in concepts' words; how many titles are typed (300
/// if absent). `-Dseed=` for other ones.
public final class SuggestBenchmark {
  private SuggestBenchmark() {}

  public static void main(String[] args) throws IOException {
    var random = new Random(Long.getLong("seed", 1));
    int items = Integer.parseInt(args[0]);
    int typed = args.length > 1 ? Integer.parseInt(args[1]) : 300;
    var graph = GraphStores.tdb2(Files.createTempDirectory("suggest-graph"));
    BuiltIn.load().installInto(graph);
    var view = ConceptViews.from(graph);
    var linker = Linkers.over(view, LinkerSettings.defaults());
    var concepts = List.copyOf(view.all());
    var words =
        concepts.stream()
            .flatMap(c -> Arrays.stream(c.definition().orElse(c.label()).split("[^\\p{L}]+")))
            .filter(w -> w.length() > 2)
            .toList();
    var log = EventLog.open(Files.createTempDirectory("suggest-benchmark"));
    var index = LuceneIndexes.inMemory();
    var titles = new ArrayList<String>();
    for (int i = 0; i < items; i++) {
      var title = new StringBuilder();
      for (int w = 3 + random.nextInt(6); w > 0; w--)
        title.append(words.get(random.nextInt(words.size()))).append(' ');
      titles.add(title.toString().strip());
      index.replace(entry(i, titles.getLast(), concepts.get(random.nextInt(concepts.size())).id()));
    }
    index.refresh();
    for (int i = 0; i < 2_000; i++)
      for (var who : List.of("ann", "bob"))
        log.note(
            new Event.Searched(
                Instant.EPOCH, who, titles.get(random.nextInt(titles.size())), "lexical", 1));
    var searcher =
        new Searcher(
            index,
            () -> view,
            () -> linker,
            EvidenceSource.none(),
            Optional.empty(),
            Clock.systemUTC());
    var suggestions = new Suggestions(index, () -> view, searcher, log.questions());
    run(suggestions, titles, 50, random);
    var nanos = run(suggestions, titles, typed, random);
    Arrays.sort(nanos);
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %,d titles | %,d keys | p50 %.2f ms | p90 %.2f ms | p99 %.2f ms |",
            items,
            nanos.length,
            nanos[nanos.length / 2] / 1e6,
            nanos[nanos.length * 9 / 10] / 1e6,
            nanos[nanos.length * 99 / 100] / 1e6));
    searcher.close();
    index.close();
    log.close();
    graph.close();
  }

  private static long[] run(
      Suggestions suggestions, List<String> titles, int times, Random random) {
    var nanos = new ArrayList<Long>();
    for (int i = 0; i < times; i++) {
      var title = titles.get(random.nextInt(titles.size()));
      if (random.nextInt(5) == 0 && title.length() > 8)
        title = title.substring(0, 3) + title.substring(4);
      for (int end = 1; end <= Math.min(20, title.length()); end++) {
        long begun = System.nanoTime();
        suggestions.suggest(title.substring(0, end), Caller.anonymous(), 8);
        nanos.add(System.nanoTime() - begun);
      }
    }
    return nanos.stream().mapToLong(Long::longValue).toArray();
  }

  private static Entry entry(int number, String title, String concept) {
    return new Entry(
        "item" + number,
        SearchRequest.Kind.DOCUMENT,
        title,
        List.of(new Passage(0, 0, title.length(), "", 0, title)),
        List.of(),
        List.of(new Tag(concept, 1, Tag.Method.FREQUENCY)),
        Map.of(),
        Optional.empty(),
        Set.of(Caller.EVERYONE),
        1,
        Optional.empty(),
        List.of(),
        1);
  }
}
