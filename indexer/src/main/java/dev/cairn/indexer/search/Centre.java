package dev.cairn.indexer.search;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.SearchRequest.Kind;
import dev.cairn.indexer.Why;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Gathers what is known about a concept, and what is missing. Everything of what the caller may
/// see, counted exactly; a concept counts with what is narrower. Thread-safe; remembers what it
/// gathered in the newest state of the index.
public final class Centre {
  /// Filter of lessons that bring advice, and of those that are a best practice.
  private static final String OFFERS = "offers";

  private static final String ADVICE = "advice";
  private static final String BEST_PRACTICE = "bestPractice";

  private static final int SHOWN = 5;
  private static final int NEWEST = 3;

  /// From so many items the summary is taken, and from so many lessons the tips.
  private static final int READ = 24;

  /// Of each kind.
  private static final int LOOKED_UP = 2;

  private static final int MOST_TIPS = 4;
  private static final int TIPS_OF_ONE = 2;
  private static final int BESIDE = 6;
  private static final int TOGETHER = 8;
  private static final int NEIGHBOURS = 8;

  /// A recommendation may need another look after so many years.
  public static final int OLD_YEARS = 3;

  /// Of each way to say where documents come from.
  private static final int ORIGINS = 8;

  /// Keywords that end so say what kind of text it is, not what it is about.
  private static final Pattern GENRE =
      Pattern.compile(
          "(?iu)(?:^|[\\s-])(?:agenda|analysis|article|assessment|audit|book|brief|briefing|brochure|case"
              + " study|charter|checklist|contract|directive|form|guide|guideline"
              + "|guidance|handbook|instruction|interview|letter|manual|map|memo|memorandum|minutes"
              + "|newsletter|paper|plan|playbook|policy|post|presentation|procedure|protocol|register"
              + "|regulation|report|review|script|slides|specification|standard|statement|strategy|study|summary|survey|template|thesis|training|transcript|tutorial|white"
              + " paper)s?$");

  private static final int REMEMBERED = 2_000;

  private final Searcher searcher;
  private final Clock clock;
  private final Map<Known, Gathered> memory = new ConcurrentHashMap<>();

  private record Known(
      long state, String vocabulary, Set<String> principals, String concept, LocalDate today) {}

  /// @param clock tells what is old
  public Centre(Searcher searcher, Clock clock) {
    this.searcher = searcher;
    this.clock = clock;
  }

  /// What is known.
  ///
  /// @param summary sentences that say most about it, those that say what it is first, each of
  ///   another item; none where no text says it
  /// @param best lessons that are most about it
  /// @param newest lessons that are not among these, newest first
  /// @param practices lessons of good practice, or that went well: those that are most about it,
  ///   newer ones before older ones that are as much
  /// @param tips by what is advised, those of lessons that are most about it first
  /// @param documents those that are most about it
  /// @param named items with the places that name it
  /// @param media media type → how many documents, most first
  /// @param genres kind of text, as its keywords say → how many documents, most first
  /// @param organisations where they come from → how many documents, most first
  /// @param years year → how many items, in the order of the years
  /// @param beside concepts to compare it with
  /// @param missing what should be there and is not
  public record Gathered(
      Section best,
      List<Answer.Hit> newest,
      Section practices,
      long advising,
      Map<Tip.Kind, List<Tip>> tips,
      List<Excerpt.Sentence> summary,
      Section documents,
      List<Named> named,
      Map<String, Long> media,
      Map<String, Long> genres,
      Map<String, Long> organisations,
      Map<Integer, Long> years,
      List<Beside> beside,
      List<Missing> missing) {
    public Gathered {
      newest = List.copyOf(newest);
      summary = List.copyOf(summary);
      named = List.copyOf(named);
      beside = List.copyOf(beside);
      missing = List.copyOf(missing);
    }

    public long items() {
      return best.total() + documents.total();
    }
  }

  /// @param total how many there are
  /// @param first those that are shown
  /// @param all the search that finds them all
  public record Section(long total, List<Answer.Hit> first, SearchRequest all) {
    public Section {
      first = List.copyOf(first);
    }
  }

  /// @param evidence places in the item, the surest first
  public record Named(Answer.Hit hit, List<Why.Evidence> evidence) {
    public Named {
      evidence = List.copyOf(evidence);
    }
  }

  /// @param together how many items are about both
  public record Beside(String concept, Because because, long together) {
    /// Why two concepts are worth comparing.
    public enum Because {
      CONTRAST,
      SIBLING,
      TOGETHER
    }
  }

  /// @param concepts those that it is about; empty where it is about the concept itself
  public record Missing(Gap gap, List<String> concepts) {
    public Missing {
      concepts = List.copyOf(concepts);
    }
  }

  /// What may be missing.
  public enum Gap {
    DEFINITION,
    SOURCE,
    ITEM,
    LESSON,
    /// There are lessons, and none recommends anything.
    ADVICE,
    /// No lesson that recommends something is newer than some years.
    NEW_ADVICE,
    /// There are items, and no sentence of them that could be cited names it.
    SENTENCE,
    /// Nothing is about neighbours, although something is about the concept.
    NEIGHBOURS
  }

  /// @throws IndexFailure of kind UNAVAILABLE if the index cannot be read
  public Gathered of(Concept concept, Caller caller) {
    var concepts = searcher.concepts();
    try (var view = searcher.index().view()) {
      var key =
          new Known(
              view.state(),
              concepts.version(),
              caller.principals(),
              concept.id(),
              LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
      var known = memory.get(key);
      if (known != null) return known;
      var made = new Gathering(view, concepts, concept, caller, key.today()).gathered();
      if (memory.size() >= REMEMBERED) memory.clear();
      memory.keySet().removeIf(k -> k.state() != key.state());
      memory.put(key, made);
      return made;
    }
  }

  private final class Gathering {
    private final SearchIndex.View view;
    private final ConceptView concepts;
    private final Concept concept;
    private final Caller caller;
    private final LocalDate today;
    private final Map<String, Map<String, Long>> counts;
    private final Map<String, Long> everywhere;

    Gathering(
        SearchIndex.View view,
        ConceptView concepts,
        Concept concept,
        Caller caller,
        LocalDate today) {
      this.view = view;
      this.concepts = concepts;
      this.concept = concept;
      this.caller = caller;
      this.today = today;
      this.counts = counts();
      this.everywhere = searcher.conceptCounts(caller);
    }

    Gathered gathered() {
      long lessons = count("kind", Facets.code(Kind.LESSON));
      long documents = count("kind", Facets.code(Kind.DOCUMENT));
      long practices = count(OFFERS, BEST_PRACTICE);
      long advising = count(OFFERS, ADVICE);
      var best = section(lessons, about(Kind.LESSON));
      var newest = newest(best);
      var summary = lessons + documents == 0 ? List.<Excerpt.Sentence>of() : summary();
      var tips = lessons == 0 ? Map.<Tip.Kind, List<Tip>>of() : tips();
      var found = section(documents, about(Kind.DOCUMENT));
      var origins = documents == 0 ? Map.<String, Map<String, Long>>of() : origins();
      return new Gathered(
          best,
          newest,
          section(practices, offering(BEST_PRACTICE)),
          advising,
          tips,
          summary,
          found,
          named(found, best),
          counts.getOrDefault("mediaType", Map.of()),
          genres(origins.getOrDefault("tag", Map.of())),
          first(origins.getOrDefault("organisation", Map.of())),
          years(),
          beside(),
          missing(lessons, documents, advising, summary));
    }

    private long count(String facet, String value) {
      return counts.getOrDefault(facet, Map.of()).getOrDefault(value, 0L);
    }

    /// Everything that is counted, in one walk.
    private Map<String, Map<String, Long>> counts() {
      var facets = new ArrayList<SearchIndex.Facet>();
      for (var name : List.of("kind", "mediaType", "year", OFFERS, "concept"))
        facets.add(new SearchIndex.Facet(name, name, Map.of(), Integer.MAX_VALUE));
      return view.find(question(tagged(), facets, SearchRequest.Sort.NEWEST, 0)).counts();
    }

    /// Where documents come from; lessons have keywords and organisations, too.
    private Map<String, Map<String, Long>> origins() {
      var facets =
          Stream.of("tag", "organisation")
              .map(name -> new SearchIndex.Facet(name, name, Map.of(), Integer.MAX_VALUE))
              .toList();
      var documents = new Query.Value("kind", Set.of(Facets.code(Kind.DOCUMENT)));
      return view.find(
              question(
                  new Query.All(List.of(tagged(), documents)),
                  facets,
                  SearchRequest.Sort.NEWEST,
                  0))
          .counts();
    }

    private static Map<String, Long> genres(Map<String, Long> tags) {
      var genres = new LinkedHashMap<>(tags);
      genres.keySet().removeIf(tag -> !GENRE.matcher(tag).find());
      return first(genres);
    }

    private static Map<String, Long> first(Map<String, Long> counts) {
      var first = new LinkedHashMap<String, Long>();
      counts.entrySet().stream()
          .sorted(
              Map.Entry.<String, Long>comparingByValue()
                  .reversed()
                  .thenComparing(Map.Entry.comparingByKey()))
          .limit(ORIGINS)
          .forEach(e -> first.put(e.getKey(), e.getValue()));
      return Collections.unmodifiableMap(first);
    }

    private Query tagged() {
      var all = new HashSet<>(concepts.descendants(concept.id()));
      all.add(concept.id());
      return new Query.Value("concept", all);
    }

    private SearchIndex.Question question(
        Query query, List<SearchIndex.Facet> facets, SearchRequest.Sort sort, int limit) {
      return new SearchIndex.Question(
          query,
          caller.principals(),
          Map.of("kind", new Query.Value("kind", Set.of("document", "lesson"))),
          Plan.FIELD_WEIGHTS,
          0,
          sort,
          0,
          limit,
          facets,
          false);
    }

    /// Without words: what is most about it comes first.
    private SearchRequest about(Kind kind) {
      return SearchRequest.of("")
          .withMode(SearchRequest.Mode.LEXICAL)
          .withKinds(Set.of(kind))
          .withConcepts(List.of(concept.id()), false)
          .withLimit(SHOWN);
    }

    private SearchRequest offering(String what) {
      return about(Kind.LESSON).withFilters(Map.of(OFFERS, List.of(what)));
    }

    private Section section(long total, SearchRequest all) {
      return new Section(total, total == 0 ? List.of() : searcher.search(all, caller).hits(), all);
    }

    private List<Answer.Hit> newest(Section best) {
      if (best.total() <= best.first().size()) return List.of();
      var shown = best.first().stream().map(Answer.Hit::id).toList();
      return searcher.search(best.all().sortedBy(SearchRequest.Sort.NEWEST), caller).hits().stream()
          .filter(hit -> hit.date().isPresent() && !shown.contains(hit.id()))
          .limit(NEWEST)
          .toList();
    }

    /// Looked up in the texts, so of few items only.
    private List<Named> named(Section... sections) {
      var named = new ArrayList<Named>();
      for (var section : sections)
        section.first().stream()
            .filter(hit -> hit.concepts().stream().anyMatch(c -> c.id().equals(concept.id())))
            .limit(LOOKED_UP)
            .forEach(hit -> named.add(new Named(hit, searcher.evidence(hit.id(), concept.id()))));
      return named;
    }

    /// Items that are most about it, with the words of its name first.
    private List<String> ranked(Query query) {
      Map<String, Double> weights = new HashMap<>();
      Reach.downFrom(concept.id(), concepts)
          .forEach((id, reach) -> weights.put(id, reach.weight()));
      var ranked =
          new Query.Favouring(
              query,
              new Query.Any(
                  List.of(new Query.About(weights), new Query.Words(concept.label(), 1))));
      return view
          .find(question(ranked, List.of(), SearchRequest.Sort.RELEVANCE, READ))
          .ranked()
          .stream()
          .map(SearchIndex.Ranked::id)
          .toList();
    }

    private List<Excerpt.Sentence> summary() {
      return new Said(view, concept)
          .sentences(view.show(ranked(tagged()), caller.principals(), Comparison.named(concept)));
    }

    private Map<Tip.Kind, List<Tip>> tips() {
      var lessons =
          ranked(new Query.All(List.of(tagged(), new Query.Value("kind", Set.of("lesson")))));
      Map<Tip.Kind, List<Tip>> tips = new EnumMap<>(Tip.Kind.class);
      var said = new ArrayList<Set<String>>();
      for (var shown :
          view.show(lessons, caller.principals(), new Query.Words("recommendation", 1)))
        shown.best().ifPresent(best -> addTips(shown, best, tips, said));
      return tips;
    }

    private void addTips(
        SearchIndex.Shown shown,
        SearchIndex.Shown.Best best,
        Map<Tip.Kind, List<Tip>> tips,
        List<Set<String>> said) {
      int taken = 0;
      for (var range : Sentences.of(best.text())) {
        if (taken == TIPS_OF_ONE) return;
        var text = best.text().substring(range.start(), range.end());
        var kind = Tip.kind(text);
        if (kind.isEmpty()) continue;
        var stems = Set.copyOf(view.stems(text));
        var same = tips.computeIfAbsent(kind.get(), _ -> new ArrayList<>());
        if (same.size() >= MOST_TIPS || said.stream().anyMatch(s -> Citable.same(s, stems)))
          continue;
        said.add(stems);
        same.add(new Tip(kind.get(), Excerpt.Sentence.of(shown, best, range)));
        taken++;
      }
    }

    private Map<Integer, Long> years() {
      Map<Integer, Long> years = new TreeMap<>();
      counts
          .getOrDefault("year", Map.of())
          .forEach((year, count) -> years.put(Integer.parseInt(year), count));
      return years;
    }

    /// What the vocabulary contrasts it with, then what stands beside it there, then what texts
    /// bring together with it.
    private List<Beside> beside() {
      var together = counts.getOrDefault("concept", Map.of());
      Map<String, Beside> beside = new LinkedHashMap<>();
      for (var other : concept.targets(Relation.CONTRASTS_WITH))
        add(beside, other, Beside.Because.CONTRAST, together);
      concept.broader().stream()
          .flatMap(above -> concepts.byId(above).stream())
          .flatMap(above -> above.narrower().stream())
          .distinct()
          .filter(id -> everywhere.getOrDefault(id, 0L) > 0)
          .sorted(
              Comparator.comparingLong((String id) -> -together.getOrDefault(id, 0L))
                  .thenComparing(id -> -everywhere.getOrDefault(id, 0L))
                  .thenComparing(id -> id))
          .limit(BESIDE)
          .forEach(id -> add(beside, id, Beside.Because.SIBLING, together));
      var near = new HashSet<>(concepts.descendants(concept.id()));
      near.addAll(concepts.ancestors(concept.id()));
      together.entrySet().stream()
          .filter(e -> !near.contains(e.getKey()))
          .sorted(
              Map.Entry.<String, Long>comparingByValue()
                  .reversed()
                  .thenComparing(Map.Entry.comparingByKey()))
          .limit(TOGETHER)
          .forEach(e -> add(beside, e.getKey(), Beside.Because.TOGETHER, together));
      var limits = new EnumMap<Beside.Because, Integer>(Beside.Because.class);
      return beside.values().stream()
          .filter(b -> limits.merge(b.because(), 1, Integer::sum) <= BESIDE / 2)
          .toList();
    }

    private void add(
        Map<String, Beside> beside,
        String other,
        Beside.Because because,
        Map<String, Long> together) {
      if (other.equals(concept.id()) || concepts.byId(other).isEmpty()) return;
      beside.putIfAbsent(other, new Beside(other, because, together.getOrDefault(other, 0L)));
    }

    private List<Missing> missing(
        long lessons, long documents, long advising, List<Excerpt.Sentence> summary) {
      var missing = new ArrayList<Missing>();
      if (concept.definition().isEmpty()) missing.add(new Missing(Gap.DEFINITION, List.of()));
      else if (concept.sources().isEmpty()) missing.add(new Missing(Gap.SOURCE, List.of()));
      if (lessons + documents == 0) missing.add(new Missing(Gap.ITEM, List.of()));
      else {
        if (lessons == 0) missing.add(new Missing(Gap.LESSON, List.of()));
        else if (advising == 0) missing.add(new Missing(Gap.ADVICE, List.of()));
        else if (newestAdvice().filter(d -> d.isAfter(today.minusYears(OLD_YEARS))).isEmpty())
          missing.add(new Missing(Gap.NEW_ADVICE, List.of()));
        if (summary.isEmpty()) missing.add(new Missing(Gap.SENTENCE, List.of()));
        var silent =
            concept.links().stream()
                .map(Concept.Link::target)
                .distinct()
                .filter(id -> everywhere.getOrDefault(id, 0L) == 0)
                .limit(NEIGHBOURS)
                .toList();
        if (!silent.isEmpty()) missing.add(new Missing(Gap.NEIGHBOURS, silent));
      }
      return missing;
    }

    private Optional<LocalDate> newestAdvice() {
      return searcher
          .search(offering(ADVICE).sortedBy(SearchRequest.Sort.NEWEST).withLimit(1), caller)
          .hits()
          .stream()
          .findFirst()
          .flatMap(Answer.Hit::date);
    }
  }
}
