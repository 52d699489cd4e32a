package dev.cairn.ontology.learning;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.learning.Quiz.Cited;
import dev.cairn.ontology.learning.Quiz.Kind;
import dev.cairn.ontology.learning.Quiz.Question;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the questions about one concept after another.
final class Asking {
  private static final String GAP = "…";

  /// Longer definitions and passages are no alternatives that somebody compares, and no quotes.
  private static final int LONGEST_DEFINITION = 400;

  private static final int LONGEST_PASSAGE = 600;
  private static final int LONGEST_ORDER = 5;

  private final ConceptView view;

  /// What the course is about: alternatives are taken from here before others.
  private final Set<String> course;

  private final long seed;

  Asking(ConceptView view, Collection<String> course, long seed) {
    this.view = view;
    this.course = Set.copyOf(course);
    this.seed = seed;
  }

  /// All that can be asked about it, each kind once, in an order that the seed decides.
  List<Question> about(String id, List<Cited> cited) {
    var concept = view.byId(id).orElseThrow();
    var questions =
        new ArrayList<>(
            Stream.of(
                    definition(concept),
                    oddOne(concept),
                    order(concept),
                    aside(concept, Kind.CONTRAST, Relation.CONTRASTS_WITH),
                    aside(concept, Kind.MEASURE, Relation.MEASURED_BY),
                    aside(concept, Kind.FOUNDATION, Relation.REQUIRES),
                    cited.stream().flatMap(c -> passage(concept, c).stream()).findFirst())
                .flatMap(Optional::stream)
                .toList());
    Collections.shuffle(questions, random(id));
    // What is true of this very concept first; a definition can be asked of nearly every one.
    questions.sort(Comparator.comparing(q -> q.kind() == Kind.DEFINITION));
    return questions;
  }

  private Optional<Question> definition(Concept concept) {
    var right = concept.definition().map(text -> masked(text, concept));
    if (right.isEmpty() || right.get().length() > LONGEST_DEFINITION) return Optional.empty();
    var wrong =
        pick(
            strangersNear(concept, other -> other.definition().isPresent()),
            other -> masked(other.definition().orElse(""), other),
            text -> !text.equals(right.get()) && text.length() <= LONGEST_DEFINITION);
    return question(
        Kind.DEFINITION,
        concept,
        "Which of these says what “" + concept.label() + "” is?",
        "",
        Optional.empty(),
        right.get(),
        wrong,
        concept.label() + ": " + concept.definition().orElse(""),
        List.of());
  }

  private Optional<Question> oddOne(Concept concept) {
    var random = random(concept.id() + "odd");
    for (var relation : List.of(Relation.HAS_PART, Relation.NARROWER, Relation.HAS_INSTANCE)) {
      var inside = new ArrayList<>(concept.targets(relation));
      if (inside.size() < Quiz.FEWEST_ALTERNATIVES - 1) continue;
      Collections.shuffle(inside, random);
      var members =
          inside.stream()
              .map(this::label)
              .distinct()
              .limit(Quiz.MOST_ALTERNATIVES - 1)
              .sorted()
              .toList();
      var within = inheriting(concept.id());
      var odd =
          strangersNear(concept, _ -> true).stream()
              .filter(other -> !within.contains(other.id()) && !isNamedAs(other, members))
              .findFirst();
      if (odd.isEmpty()) continue;
      var is = relation.inverse().words();
      return question(
          Kind.ODD_ONE,
          concept,
          "Which of these " + is.replaceFirst("^is ", "is not ") + " “" + concept.label() + "”?",
          "",
          Optional.empty(),
          odd.get().label(),
          members,
          "Each of the others "
              + is
              + " "
              + concept.label()
              + "; "
              + odd.get().label()
              + " does not belong to it.",
          List.of(odd.get().id()));
    }
    return Optional.empty();
  }

  /// Only of groups whose whole order is in the graph: what stands in a list is not always a
  /// sequence.
  private Optional<Question> order(Concept concept) {
    var group =
        view.groups().stream()
            .filter(g -> g.ordered() && g.members().contains(concept.id()))
            .filter(g -> g.members().size() >= 3 && isSequence(g.members()))
            .findFirst();
    if (group.isEmpty()) return Optional.empty();
    var all = group.get().members();
    int from = Math.max(0, Math.min(all.indexOf(concept.id()) - 2, all.size() - LONGEST_ORDER));
    var window =
        all.subList(from, Math.min(all.size(), from + LONGEST_ORDER)).stream()
            .map(this::label)
            .toList();
    var right = String.join(" → ", window);
    var random = random(concept.id() + "order");
    var wrong = new LinkedHashSet<String>();
    for (int tries = 0; tries < 50 && wrong.size() < Quiz.MOST_ALTERNATIVES - 1; tries++) {
      var mixed = new ArrayList<>(window);
      Collections.shuffle(mixed, random);
      var text = String.join(" → ", mixed);
      if (!text.equals(right)) wrong.add(text);
    }
    return question(
        Kind.ORDER,
        concept,
        "Which order is right? (" + group.get().label() + ")",
        "",
        Optional.empty(),
        right,
        List.copyOf(wrong),
        group.get().label() + ": " + right + ".",
        List.of());
  }

  private boolean isSequence(List<String> members) {
    for (int i = 1; i < members.size(); i++) {
      var later = members.get(i);
      if (view.byId(members.get(i - 1)).stream()
          .noneMatch(c -> c.targets(Relation.PRECEDES).contains(later))) return false;
    }
    return true;
  }

  private Optional<Question> aside(Concept concept, Kind kind, Relation relation) {
    var right = concept.targets(relation).stream().flatMap(id -> view.byId(id).stream()).toList();
    if (right.isEmpty()) return Optional.empty();
    var random = random(concept.id() + kind);
    var chosen = right.get(random.nextInt(right.size()));
    var alsoRight = alsoRight(concept.id(), relation);
    var wrong =
        pick(
            Stream.concat(
                    strangersNear(concept, _ -> true).stream(),
                    strangersNear(chosen, _ -> true).stream())
                .distinct()
                .filter(
                    other -> !alsoRight.contains(other.id()) && !other.id().equals(concept.id()))
                .toList(),
            Concept::label,
            text -> !isNamedAs(chosen, List.of(text)));
    var name = "“" + concept.label() + "”";
    return question(
        kind,
        concept,
        switch (relation) {
          case CONTRASTS_WITH -> "With which of these is " + name + " contrasted?";
          case MEASURED_BY -> "Which of these measures " + name + "?";
          case REQUIRES -> "On which of these does " + name + " build?";
          default -> throw new IllegalArgumentException("nobody asks for " + relation);
        },
        "",
        Optional.empty(),
        chosen.label(),
        wrong,
        concept.label() + " " + relation.words() + " " + chosen.label() + ".",
        List.of(chosen.id()));
  }

  /// All that could be defended as right: to what the concept, or what is above or below it, stands
  /// in this way over any number of steps, and what is above or below that.
  private Set<String> alsoRight(String id, Relation relation) {
    var family = line(id);
    var all = new HashSet<>(family);
    var direct = view.byId(id).map(c -> c.targets(relation)).orElse(List.of());
    var inherited = Reachable.from(view, family, relation);
    for (var reached : Stream.concat(direct.stream(), inherited.stream()).distinct().toList()) {
      all.addAll(line(reached));
      all.addAll(view.byId(reached).map(c -> c.targets(Relation.CLOSE_MATCH)).orElse(List.of()));
    }
    return all;
  }

  private Optional<Question> passage(Concept concept, Cited cited) {
    var text = masked(cited.text(), concept);
    if (text.equals(cited.text()) || text.length() > LONGEST_PASSAGE) return Optional.empty();
    var lower = text.toLowerCase(Locale.ROOT);
    var named = new HashSet<String>();
    cited.named().forEach(id -> named.addAll(line(id)));
    var wrong =
        pick(
            strangersNear(
                concept,
                other -> !named.contains(other.id()) && names(other).noneMatch(lower::contains)),
            Concept::label,
            _ -> true);
    return question(
        Kind.PASSAGE,
        concept,
        "Which concept does this passage speak of, where the dots are?",
        text,
        Optional.of(cited.source()),
        concept.label(),
        wrong,
        "The passage speaks of " + concept.label() + ".",
        List.of());
  }

  private static Stream<String> names(Concept concept) {
    return concept.labels().stream()
        .filter(label -> label.kind() != Label.Kind.HIDDEN)
        .map(label -> label.text().toLowerCase(Locale.ROOT));
  }

  /// Concepts that resemble this one and are in no way the same, above, or below it: siblings
  /// first, then those of the course, then those of the same subject.
  private List<Concept> strangersNear(Concept concept, Predicate<Concept> wanted) {
    var same = new HashSet<>(line(concept.id()));
    for (var match : concept.targets(Relation.CLOSE_MATCH)) same.addAll(line(match));
    concept.mappings().stream()
        .flatMap(mapping -> view.byIri(mapping.iri()).stream())
        .forEach(other -> same.addAll(line(other.id())));
    var siblings =
        concept.broader().stream()
            .flatMap(up -> view.byId(up).stream())
            .flatMap(up -> up.narrower().stream())
            .toList();
    var cousins =
        concept.broader().stream()
            .flatMap(up -> view.byId(up).stream())
            .flatMap(up -> up.broader().stream())
            .flatMap(up -> view.byId(up).stream())
            .flatMap(up -> up.narrower().stream())
            .toList();
    var rings =
        List.of(
            siblings,
            course.stream().sorted().toList(),
            cousins,
            concept.subject().isEmpty()
                ? List.<String>of()
                : view.all().stream()
                    .filter(c -> c.subject().equals(concept.subject()))
                    .map(Concept::id)
                    .toList());
    var found = new LinkedHashSet<String>();
    for (var ring : rings) {
      var mixed = new ArrayList<>(ring);
      Collections.shuffle(mixed, random(concept.id() + "near"));
      found.addAll(mixed);
    }
    found.removeAll(same);
    return found.stream()
        .flatMap(id -> view.byId(id).stream())
        .filter(other -> !isNamedAs(other, List.of(concept.label())) && wanted.test(other))
        .toList();
  }

  private static boolean isNamedAs(Concept concept, Collection<String> texts) {
    return texts.stream().anyMatch(text -> names(concept).anyMatch(text::equalsIgnoreCase));
  }

  /// Itself, and all above and below it.
  private Set<String> line(String id) {
    var line = new HashSet<>(Set.of(id));
    line.addAll(view.ancestors(id));
    line.addAll(view.descendants(id));
    return line;
  }

  /// All that is narrower in any way, with what is nearly the same, and all above it.
  private Set<String> inheriting(String id) {
    var all = line(id);
    for (var one : List.copyOf(all))
      view.byId(one).ifPresent(c -> all.addAll(c.targets(Relation.CLOSE_MATCH)));
    return all;
  }

  private static List<String> pick(
      List<Concept> from, Function<Concept, String> text, Predicate<String> good) {
    return from.stream()
        .map(text)
        .filter(good)
        .distinct()
        .limit(Quiz.MOST_ALTERNATIVES - 1)
        .toList();
  }

  private Optional<Question> question(
      Kind kind,
      Concept concept,
      String text,
      String passage,
      Optional<String> source,
      String right,
      List<String> wrong,
      String because,
      List<String> others) {
    var alternatives = new ArrayList<>(wrong);
    alternatives.remove(right);
    if (alternatives.size() < Quiz.FEWEST_ALTERNATIVES - 1) return Optional.empty();
    Collections.shuffle(alternatives, random(concept.id() + kind + "order"));
    int place = random(concept.id() + kind + "place").nextInt(alternatives.size() + 1);
    alternatives.add(place, right);
    var about = new ArrayList<>(List.of(concept.id()));
    about.addAll(others);
    return Optional.of(
        new Question(
            key(text + passage + alternatives),
            kind,
            concept.id(),
            text,
            passage,
            source,
            alternatives,
            place,
            because,
            about));
  }

  /// The text without the names of the concept.
  private static String masked(String text, Concept concept) {
    var pattern =
        names(concept)
            .filter(name -> !name.isBlank())
            .sorted(Comparator.comparing(String::length).reversed())
            .map(name ->
                Arrays.stream(name.split("[\\s-]+"))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("[\\s-]+")))
            .collect(Collectors.joining("|"));
    if (pattern.isEmpty()) return text;
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:" + pattern + ")(?:e?s)?(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(text)
        .replaceAll(GAP);
  }

  private String label(String id) {
    return LearningPath.label(view, id);
  }

  /// The same for the same words, whatever else is asked.
  private Random random(String salt) {
    return new Random(seed * 31 + salt.hashCode());
  }

  private static String key(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
