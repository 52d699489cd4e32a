package dev.cairn.indexer.course;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.course.Course;
import dev.cairn.corpus.course.Course.Reference;
import dev.cairn.corpus.course.Course.Step;
import dev.cairn.corpus.course.Discussion;
import dev.cairn.indexer.search.Materials;
import dev.cairn.indexer.search.Materials.Place;
import dev.cairn.indexer.search.Materials.Text;
import dev.cairn.indexer.search.Searcher;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.learning.LearningPath;
import dev.cairn.ontology.learning.Level;
import dev.cairn.ontology.learning.Quiz;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/// Makes courses, and fetches what stands in them. Thread-safe.
public final class Teaching {
  /// Words that somebody reads in a minute who wants to remember them: a little less than the 238
  /// of plain reading (Brysbaert 2019, a mean over 190 studies of adults reading English).
  public static final int WORDS_A_MINUTE = 200;

  /// Minutes for the definition of a concept and its place in the course.
  public static final int MINUTES_A_STEP = 2;

  /// Minutes for the discussion of one lesson, beside reading it.
  public static final int MINUTES_A_DISCUSSION = 10;

  /// Below this share of the time a path is planned once more with what was learned of its length.
  private static final double SHORT = 0.8;

  private static final int FEWEST_QUESTIONS = 5;
  private static final int MOST_QUESTIONS = 20;
  private static final int MOST_OFFERED = 8;
  private static final int LONGEST_QUOTE = 500;
  private static final int SHORTEST_QUOTE = 60;

  private final Searcher searcher;
  private final Materials materials;
  private final Supplier<ConceptView> concepts;
  private final Catalogue catalogue;

  public Teaching(
      Searcher searcher, Materials materials, Supplier<ConceptView> concepts, Catalogue catalogue) {
    this.searcher = searcher;
    this.materials = materials;
    this.concepts = concepts;
    this.catalogue = catalogue;
  }

  /// What a course would be.
  ///
  /// @param leftOut what had no room in the time
  public record Plan(List<Step> steps, List<LearningPath.Step> leftOut) {
    public Plan {
      steps = List.copyOf(steps);
      leftOut = List.copyOf(leftOut);
    }
  }

  /// A place that is read, as it reads now.
  ///
  /// @param mediaType of a document; empty for lessons
  /// @param heading above it; empty if there are none
  /// @param page from 1; 0 where there are none
  /// @param minutes of reading, 1 or more; of a lesson with those of its discussion
  /// @param changed whether the item has changed since the place was chosen
  /// @param question that a lesson is discussed by; empty for documents
  public record Read(
      Reference place,
      Item.Kind kind,
      String title,
      String mediaType,
      String heading,
      int page,
      String text,
      int words,
      int minutes,
      boolean changed,
      String question) {}

  /// A step as it is shown.
  ///
  /// @param concept empty where the vocabulary has it no more
  /// @param minutes of all that is read, and of the step itself
  /// @param written whether something is written about the concept that who asks may see
  public record Shown(
      Step step,
      Optional<Concept> concept,
      List<Read> passages,
      List<Read> lessons,
      int minutes,
      boolean written) {
    public Shown {
      passages = List.copyOf(passages);
      lessons = List.copyOf(lessons);
    }
  }

  /// Plans a course from what the caller may see. Deterministic for one state of all that is known.
  ///
  /// @param chosen ids of concepts that are there
  /// @param hours 1 to {@link Course#MOST_HOURS}
  /// @throws IllegalArgumentException as {@link LearningPath#plan}
  public Plan plan(List<String> chosen, Level level, int hours, Caller caller) {
    var view = concepts.get();
    var counts = searcher.conceptCounts(caller);
    ToIntFunction<String> guess = id -> guess(counts.getOrDefault(id, 0L), level);
    var path = LearningPath.plan(view, chosen, level, hours * 60, guess);
    var steps = filled(path, view, level, caller);
    var takes = minutes(steps, caller);
    int all = takes.values().stream().mapToInt(Integer::intValue).sum();
    if (all < SHORT * hours * 60 && !path.leftOut().isEmpty()) {
      double scale = all / Math.max(1.0, path.minutes());
      path =
          LearningPath.plan(
              view,
              chosen,
              level,
              hours * 60,
              id -> takes.getOrDefault(id, (int) Math.ceil(scale * guess.applyAsInt(id))));
      steps = filled(path, view, level, caller);
    }
    return new Plan(steps, path.leftOut());
  }

  /// Minutes for a concept about which there are so many items.
  private static int guess(long items, Level level) {
    int passages = (int) Math.min(items, level.passages());
    boolean lessons = items > level.passages();
    return MINUTES_A_STEP + passages + (lessons ? level.lessons() * (MINUTES_A_DISCUSSION + 1) : 0);
  }

  private List<Step> filled(LearningPath path, ConceptView view, Level level, Caller caller) {
    var found =
        materials.gather(
            path.steps().stream()
                .map(s -> new Materials.Wanted(s.concept(), level.passages(), level.lessons()))
                .toList(),
            List.of(),
            caller);
    var steps = new ArrayList<Step>();
    for (int i = 0; i < found.size(); i++) {
      var step = path.steps().get(i);
      steps.add(
          new Step(
              step.concept(),
              label(view, step.concept()),
              step.why(),
              "",
              references(found.get(i).passages(), caller),
              references(found.get(i).lessons(), caller)));
    }
    return steps;
  }

  private static String label(ConceptView view, String id) {
    var label = view.byId(id).map(Concept::label).orElse(id);
    return label.substring(0, Math.min(label.length(), Course.LONGEST_LABEL));
  }

  private Map<String, Integer> minutes(List<Step> steps, Caller caller) {
    var minutes = new HashMap<String, Integer>();
    for (var shown : show(steps, caller)) minutes.put(shown.step().concept(), shown.minutes());
    return minutes;
  }

  /// One more step, filled from what is not read in the others.
  ///
  /// @param why one sentence
  /// @throws IllegalArgumentException if there is no such concept
  public Step step(String concept, String why, Level level, List<Step> others, Caller caller) {
    var view = concepts.get();
    if (view.byId(concept).isEmpty())
      throw new IllegalArgumentException("no concept '" + concept + "'");
    var found =
        materials
            .gather(
                List.of(new Materials.Wanted(concept, level.passages(), level.lessons())),
                used(others),
                caller)
            .getFirst();
    return new Step(
        concept,
        label(view, concept),
        why,
        "",
        references(found.passages(), caller),
        references(found.lessons(), caller));
  }

  /// What else could be read in a step, best first; passages and lessons that no step has yet.
  public List<Read> offers(Step step, List<Step> all, Caller caller) {
    var found =
        materials
            .gather(
                List.of(new Materials.Wanted(step.concept(), MOST_OFFERED, MOST_OFFERED)),
                used(all),
                caller)
            .getFirst();
    var places =
        Stream.concat(
                references(found.passages(), caller).stream(),
                references(found.lessons(), caller).stream())
            .toList();
    return read(places, caller);
  }

  private static List<Place> used(List<Step> steps) {
    return places(steps).map(Teaching::place).toList();
  }

  private static Stream<Reference> places(List<Step> steps) {
    return steps.stream()
        .flatMap(step -> Stream.concat(step.passages().stream(), step.lessons().stream()));
  }

  private static Place place(Reference reference) {
    return new Place(reference.item().value(), reference.passage());
  }

  /// The place of a passage as it is now; empty where it is not there, or not for the caller.
  public Optional<Reference> reference(ItemId item, int passage, Caller caller) {
    return materials.at(List.of(new Place(item.value(), passage)), caller).values().stream()
        .flatMap(text -> references(List.of(text), caller).stream())
        .findFirst();
  }

  private List<Reference> references(List<Text> texts, Caller caller) {
    var references = new ArrayList<Reference>();
    for (var text : texts) {
      var id = new ItemId(text.place().item());
      item(id, caller)
          .ifPresent(item ->
              references.add(
                  new Reference(
                      id,
                      item.version().number(),
                      text.place().passage(),
                      text.start(),
                      text.end(),
                      text.heading()
                          .substring(0, Math.min(text.heading().length(), Course.LONGEST_LABEL)))));
    }
    return references;
  }

  private Optional<Item> item(ItemId id, Caller caller) {
    return catalogue.find(id, caller).filter(item -> item.binned().isEmpty());
  }

  /// The steps with what is read in them, as far as the caller may see it.
  public List<Shown> show(List<Step> steps, Caller caller) {
    var view = concepts.get();
    var counts = searcher.conceptCounts(caller);
    var texts = materials.at(used(steps), caller);
    return steps.stream()
        .map(step -> {
          var passages = read(step.passages(), texts, caller);
          var lessons = read(step.lessons(), texts, caller);
          return new Shown(
              step,
              view.byId(step.concept()),
              passages,
              lessons,
              MINUTES_A_STEP
                  + Stream.concat(passages.stream(), lessons.stream())
                      .mapToInt(Read::minutes)
                      .sum(),
              counts.getOrDefault(step.concept(), 0L) > 0);
        })
        .toList();
  }

  private List<Read> read(List<Reference> places, Caller caller) {
    return read(
        places, materials.at(places.stream().map(Teaching::place).toList(), caller), caller);
  }

  private List<Read> read(List<Reference> places, Map<Place, Text> texts, Caller caller) {
    var read = new ArrayList<Read>();
    for (var reference : places) {
      var text = texts.get(place(reference));
      var item = item(reference.item(), caller);
      if (text == null || item.isEmpty()) continue;
      boolean changed =
          item.get().version().number() != reference.version()
              || text.start() != reference.start()
              || text.end() != reference.end();
      var question = item.get().lesson().map(Discussion::question).orElse("");
      int reading = Math.max(1, (int) Math.ceil(text.words() / (double) WORDS_A_MINUTE));
      read.add(
          new Read(
              reference,
              item.get().kind(),
              item.get().title(),
              text.mediaType(),
              text.heading(),
              text.page(),
              text.text(),
              text.words(),
              reading + (question.isEmpty() ? 0 : MINUTES_A_DISCUSSION),
              changed,
              question));
    }
    return read;
  }

  /// Questions about the steps; the same course has the same quiz for everybody who sees the same
  /// of it. The source of a passage that is asked about is the id of its item.
  ///
  /// @param course id of the course
  public Quiz quiz(String course, List<Shown> steps, Caller caller) {
    var cited = new ArrayList<Quiz.Cited>();
    for (var shown : steps)
      for (var read : Stream.concat(shown.lessons().stream(), shown.passages().stream()).toList())
        shown
            .concept()
            .flatMap(concept -> quote(read.text(), concept))
            .ifPresent(quote -> cited.add(cited(read, shown.step().concept(), quote, caller)));
    return Quiz.of(
        concepts.get(),
        steps.stream().map(shown -> shown.step().concept()).toList(),
        cited,
        Math.clamp(2L * steps.size(), FEWEST_QUESTIONS, MOST_QUESTIONS),
        course.hashCode());
  }

  private Quiz.Cited cited(Read read, String concept, String quote, Caller caller) {
    var named = new HashSet<String>();
    named.add(concept);
    item(read.place().item(), caller).stream()
        .flatMap(item -> item.tags().stream())
        .map(Tag::concept)
        .forEach(named::add);
    return new Quiz.Cited(read.place().item().value(), concept, quote, named);
  }

  /// The first sentence of a readable length that names the concept.
  private static Optional<String> quote(String text, Concept concept) {
    var names =
        concept.labels().stream()
            .filter(label -> label.kind() != Concept.Label.Kind.HIDDEN)
            .map(label -> label.text().toLowerCase(Locale.ROOT))
            .toList();
    return Materials.sentences(text).stream()
        .filter(s -> s.length() >= SHORTEST_QUOTE && s.length() <= LONGEST_QUOTE)
        .filter(s -> names.stream().anyMatch(s.toLowerCase(Locale.ROOT)::contains))
        .findFirst();
  }
}
