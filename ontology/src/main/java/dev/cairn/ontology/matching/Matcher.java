package dev.cairn.ontology.matching;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Match;
import dev.cairn.ontology.matching.Bearers.Bearing;
import dev.cairn.ontology.matching.Nearness.Near;
import dev.cairn.ontology.matching.Nearness.Pair;
import dev.cairn.ontology.matching.Suggestion.SameName;
import dev.cairn.ontology.matching.Suggestion.SameNeighbour;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Suggests mappings between concepts of different vocabularies. Pure: equal views and equal
/// nearness give equal suggestions.
public final class Matcher {
  /// Suggestions below this score are not made.
  public static final double LEAST = 0.3;

  /// So many suggestions a concept has at most in one other vocabulary.
  private static final int MOST_OF_CONCEPT = 3;

  /// A name that more concepts bear says nothing.
  private static final int MOST_BEARERS = 40;

  private static final int MOST_NEIGHBOURS = 6;
  private static final int STEPS_UP = 3;

  /// How much a head speaks for a mapping: more, the more of the whole name it is.
  private static final double HEAD = 0.35;

  private static final double HEAD_SHARE = 0.25;

  private static final double NAMES = 0.65;
  private static final double AROUND = 0.15;
  private static final double NEAR = 0.2;

  /// Without anybody who knows what is near in meaning.
  private static final double NAMES_ALONE = 0.8;

  private static final double AROUND_ALONE = 0.2;

  /// What is only near in meaning is never as sure as what bears the same name.
  private static final double MEANING_ALONE = 0.6;

  private final ConceptView view;
  private final Map<String, String> homes = new HashMap<>();
  private final Map<String, Integer> order;
  private final Nearness nearness;
  private final boolean knowsMeaning;
  private final Bearers bearers = new Bearers();
  private final Map<String, Map<String, Concept>> neighbourNames = new HashMap<>();

  private Matcher(
      ConceptView view,
      Function<Concept, String> home,
      List<String> vocabularies,
      Nearness nearness,
      boolean knowsMeaning) {
    this.view = view;
    this.nearness = nearness;
    this.knowsMeaning = knowsMeaning;
    this.order = new HashMap<>();
    for (var vocabulary : vocabularies) order.putIfAbsent(vocabulary, order.size());
    for (var concept : view.all()) {
      var its = home.apply(concept);
      if (!order.containsKey(its)) continue;
      homes.put(concept.id(), its);
      bearers.add(concept, its);
    }
  }

  /// All suggestions, best first, without those that are stated already in some way, and without
  /// those for a concept that has its equal in that vocabulary.
  ///
  /// @param home vocabulary of a concept
  /// @param vocabularies those that are compared; in their order, the first of two is `one`
  public static List<Suggestion> suggest(
      ConceptView view,
      Function<Concept, String> home,
      List<String> vocabularies,
      Nearness nearness) {
    return new Matcher(view, home, vocabularies, nearness, nearness != Nearness.UNKNOWN).all();
  }

  private List<Suggestion> all() {
    var candidates = new LinkedHashMap<Pair, List<SameName>>();
    for (var all : bearers.shared()) {
      if (all.size() > MOST_BEARERS) continue;
      for (int i = 0; i < all.size(); i++)
        for (int k = i + 1; k < all.size(); k++) {
          var one = all.get(i);
          var other = all.get(k);
          if (one.home().equals(other.home()) || !one.comparable(other)) continue;
          boolean turned = comesAfter(one.home(), other.home());
          var first = turned ? other : one;
          var second = turned ? one : other;
          candidates
              .computeIfAbsent(
                  new Pair(first.concept().id(), second.concept().id()), _ -> new ArrayList<>())
              .add(new SameName(first.label(), second.label()));
        }
    }
    for (var pair : nearness.nearest()) candidate(pair.one(), pair.other(), candidates);
    var suggestions = new ArrayList<Suggestion>();
    var named = new HashSet<String>();
    candidates.forEach((pair, names) ->
        suggestion(pair, names)
            .ifPresent(suggestion -> {
              suggestions.add(suggestion);
              if (!names.isEmpty()) {
                named.add(pair.one() + " " + home(suggestion.other()));
                named.add(pair.other() + " " + home(suggestion.one()));
              }
            }));
    for (var pair : heads(named, candidates.keySet()))
      suggestion(pair, List.of()).ifPresent(suggestions::add);
    return chosen(suggestions);
  }

  private boolean comesAfter(String home, String other) {
    return order.getOrDefault(home, 0) > order.getOrDefault(other, 0);
  }

  private String home(Concept concept) {
    return homes.getOrDefault(concept.id(), "");
  }

  private void candidate(String oneId, String otherId, Map<Pair, List<SameName>> candidates) {
    var one = view.byId(oneId);
    var other = view.byId(otherId);
    if (one.isEmpty() || other.isEmpty()) return;
    if (!homes.containsKey(oneId) || !homes.containsKey(otherId)) return;
    if (home(one.get()).equals(home(other.get()))) return;
    boolean turned = comesAfter(home(one.get()), home(other.get()));
    candidates.putIfAbsent(
        turned ? new Pair(otherId, oneId) : new Pair(oneId, otherId), new ArrayList<>());
  }

  /// Pairs of which the name of the one is the last part of the name of the other, for concepts of
  /// which no name agrees with any in that vocabulary; the longest part counts.
  private Set<Pair> heads(Set<String> named, Set<Pair> known) {
    var found = new LinkedHashSet<Pair>();
    for (var concept : view.all())
      for (var bearing : bearers.of(concept.id())) {
        if (bearing.label().kind() != Label.Kind.PREFERRED || !isPhrase(bearing)) continue;
        var full = new HashSet<String>();
        var text = bearing.key().text();
        for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1))
          for (var head : bearers.ofText(text.substring(at + 1))) {
            boolean other =
                !head.home().equals(bearing.home())
                    && head.label().kind() == Label.Kind.PREFERRED
                    && head.key().qualifier().isEmpty()
                    && isEnglish(head);
            if (!other || named.contains(concept.id() + " " + head.home())) continue;
            if (!full.add(head.home())) continue;
            boolean turned = comesAfter(bearing.home(), head.home());
            var pair =
                turned
                    ? new Pair(head.concept().id(), concept.id())
                    : new Pair(concept.id(), head.concept().id());
            if (!known.contains(pair)) found.add(pair);
          }
      }
    return found;
  }

  /// Whether the last word says what kind of thing it is: not so in lists, or behind a notation.
  private static boolean isPhrase(Bearing bearing) {
    return isEnglish(bearing)
        && bearing
            .label()
            .text()
            .chars()
            .allMatch(c -> Character.isLetter(c) || " -'’()".indexOf(c) >= 0);
  }

  private static boolean isEnglish(Bearing bearing) {
    var language = Bearers.language(bearing.label());
    return language.isEmpty() || language.equals("en");
  }

  // Weighing

  private Optional<Suggestion> suggestion(Pair pair, List<SameName> names) {
    var one = view.byId(pair.one()).orElseThrow();
    var other = view.byId(pair.other()).orElseThrow();
    if (isDecided(one, other, view, this::home)) return Optional.empty();
    var sorted =
        names.stream()
            .distinct()
            .sorted(
                comparingDouble((SameName name) -> -weight(name, one, other))
                    .thenComparing(name -> name.one().language())
                    .thenComparing(name -> name.one().text())
                    .thenComparing(name -> name.other().text()))
            .toList();
    var head = names.isEmpty() ? head(one, other) : Optional.<Head>empty();
    var near = nearness.between(one.id(), other.id());
    var around = around(one, other);
    double byNames = names(sorted, one, other) + head.map(Head::weight).orElse(0.0);
    double byAround = around(around);
    double byMeaning = near.map(Matcher::meaning).orElse(0.0);
    double score =
        knowsMeaning && near.isPresent()
            ? NAMES * byNames + AROUND * byAround + NEAR * byMeaning
            : NAMES_ALONE * byNames + AROUND_ALONE * byAround;
    if (sorted.isEmpty())
      score = Math.max(score, MEANING_ALONE * byMeaning + AROUND_ALONE * byAround);
    score = Math.clamp(score, 0, 1);
    if (score < LEAST) return Optional.empty();
    return Optional.of(
        new Suggestion(
            one,
            other,
            match(sorted, head, around, near, one, other),
            score,
            sorted,
            head.map(Head::text),
            sorted.isEmpty() ? 1 : ambiguity(sorted.getFirst(), one, other),
            around,
            near));
  }

  /// Whether nothing is to be suggested between the two: one is mapped to the other in some way, or
  /// either has its equal, in use, in the vocabulary of the other.
  ///
  /// @param home vocabulary of a concept
  public static boolean isDecided(
      Concept one, Concept other, ConceptView view, Function<Concept, String> home) {
    return one.mappings().stream().anyMatch(m -> m.iri().equals(other.iri()))
        || hasEqual(one, other, view, home)
        || hasEqual(other, one, view, home);
  }

  private static boolean hasEqual(
      Concept concept, Concept other, ConceptView view, Function<Concept, String> home) {
    if (concept.mappings().isEmpty()) return false;
    var vocabulary = home.apply(other);
    return concept.mappings().stream()
        .filter(m -> m.property().equals(Match.EXACT.code()))
        .flatMap(m -> view.byIri(m.iri()).stream())
        .filter(equal -> !equal.deprecated())
        .anyMatch(equal -> home.apply(equal).equals(vocabulary));
  }

  private static double weight(Label.Kind kind) {
    return switch (kind) {
      case PREFERRED -> 1;
      case ALTERNATIVE -> 0.8;
      case CONTEXT -> 0.5;
      case HIDDEN -> 0;
    };
  }

  private double weight(SameName name, Concept one, Concept other) {
    double weight = weight(name.one().kind()) * weight(name.other().kind());
    var mine = qualifier(one, name.one());
    var its = qualifier(other, name.other());
    if (!mine.equals(its)) weight *= mine.isEmpty() || its.isEmpty() ? 0.8 : 0.5;
    return weight / (0.6 + 0.4 * ambiguity(name, one, other));
  }

  private String qualifier(Concept concept, Label label) {
    return bearing(concept, label).map(b -> b.key().qualifier()).orElse("");
  }

  private Optional<Bearing> bearing(Concept concept, Label label) {
    return bearers.of(concept.id()).stream().filter(b -> b.label().equals(label)).findFirst();
  }

  /// How many concepts of either vocabulary bear the name.
  private int ambiguity(SameName name, Concept one, Concept other) {
    int mine = bearing(one, name.one()).map(b -> bearers.count(b, home(one))).orElse(1);
    int its = bearing(other, name.other()).map(b -> bearers.count(b, home(other))).orElse(1);
    return Math.max(mine, its);
  }

  /// The best name counts; more languages that agree speak for it, preferred names that differ in a
  /// language of both against it.
  private double names(List<SameName> names, Concept one, Concept other) {
    if (names.isEmpty()) return 0;
    var agreeing = new HashSet<String>();
    for (var name : names) agreeing.add(Bearers.language(name.one()));
    var differing = new HashSet<>(preferred(one));
    differing.retainAll(preferred(other));
    differing.removeAll(agreeing);
    return Math.clamp(
        weight(names.getFirst(), one, other)
            + Math.min(0.1, 0.05 * (agreeing.size() - 1))
            - Math.min(0.16, 0.08 * differing.size()),
        0,
        1);
  }

  private static Set<String> preferred(Concept concept) {
    var languages = new HashSet<String>();
    for (var label : concept.labels())
      if (label.kind() == Label.Kind.PREFERRED) languages.add(Bearers.language(label));
    return languages;
  }

  /// @param broader whether the first concept means more than the second
  private record Head(String text, boolean broader, double weight) {}

  private Optional<Head> head(Concept one, Concept other) {
    return head(one, other, false).or(() -> head(other, one, true));
  }

  private Optional<Head> head(Concept long_, Concept short_, boolean turned) {
    for (var whole : bearers.of(long_.id()))
      for (var part : bearers.of(short_.id()))
        if (whole.label().kind() == Label.Kind.PREFERRED
            && part.label().kind() == Label.Kind.PREFERRED
            && isPhrase(whole)
            && isEnglish(part)
            && part.key().qualifier().isEmpty()
            && whole.key().text().endsWith(" " + part.key().text())) {
          double share = (double) part.key().text().length() / whole.key().text().length();
          return Optional.of(new Head(part.label().text(), turned, HEAD + HEAD_SHARE * share));
        }
    return Optional.empty();
  }

  private static double meaning(Near near) {
    double margin = Math.clamp((near.margin() + 0.1) / 0.3, 0, 1);
    return near.mutual() ? margin : margin / 2;
  }

  private static double around(List<SameNeighbour> around) {
    double doubt = 1;
    for (var neighbour : around)
      doubt *= 1 - (neighbour.side().isPresent() ? 0.5 : 0.3) * (neighbour.mapped() ? 1.3 : 1);
    return 1 - doubt;
  }

  /// Neighbours of both that are stated to be the same, or bear the same name.
  private List<SameNeighbour> around(Concept one, Concept other) {
    var found = new LinkedHashMap<String, SameNeighbour>();
    var mine = neighbours(one);
    var its = neighbours(other);
    if (mine.isEmpty() || its.isEmpty()) return List.of();
    var byName = names(other, its);
    for (var entry : mine.entrySet()) {
      var neighbour = view.byId(entry.getKey()).orElseThrow();
      for (var mapping : neighbour.mappings()) {
        var equal = view.byIri(mapping.iri());
        if (equal.isPresent() && its.containsKey(equal.get().id()))
          found.putIfAbsent(
              neighbour.id(),
              new SameNeighbour(
                  neighbour, equal.get(), side(entry.getValue(), its.get(equal.get().id())), true));
      }
      for (var text : bearers.texts(neighbour.id())) {
        var same = byName.get(text);
        // A neighbour that is the very concept on the other side says that one is off by a step.
        if (same != null && !same.id().equals(other.id()) && !neighbour.id().equals(one.id()))
          found.putIfAbsent(
              neighbour.id(),
              new SameNeighbour(
                  neighbour, same, side(entry.getValue(), its.get(same.id())), false));
      }
    }
    return found.values().stream()
        .sorted(
            comparing((SameNeighbour n) -> !n.mapped())
                .thenComparing(n -> n.side().isEmpty())
                .thenComparing(n -> n.one().id()))
        .limit(MOST_NEIGHBOURS)
        .toList();
  }

  private static Optional<String> side(String mine, @Nullable String its) {
    return mine.equals(its) ? Optional.of(mine) : Optional.empty();
  }

  private Map<String, Concept> names(Concept concept, Map<String, String> neighbours) {
    return neighbourNames.computeIfAbsent(
        concept.id(),
        _ -> {
          var names = new HashMap<String, Concept>();
          for (var id : neighbours.keySet())
            for (var text : bearers.texts(id))
              view.byId(id).ifPresent(neighbour -> names.putIfAbsent(text, neighbour));
          return names;
        });
  }

  /// What stands directly around it, and some steps above it; each with its side.
  private Map<String, String> neighbours(Concept concept) {
    var found = new LinkedHashMap<String, String>();
    for (var id : concept.narrower()) found.putIfAbsent(id, "below");
    for (var id : concept.related()) found.putIfAbsent(id, "beside");
    var level = List.of(concept);
    for (int step = 0; step < STEPS_UP; step++) {
      var above = new ArrayList<Concept>();
      for (var low : level)
        for (var id : low.broader())
          if (!id.equals(concept.id()) && found.putIfAbsent(id, "above") == null)
            view.byId(id).ifPresent(above::add);
      level = above;
    }
    return found;
  }

  /// The same only where preferred names agree, no other concept of either vocabulary bears them,
  /// and what is around or the meaning agrees as well.
  private Match match(
      List<SameName> names,
      Optional<Head> head,
      List<SameNeighbour> around,
      Optional<Near> near,
      Concept one,
      Concept other) {
    if (head.isPresent()) return head.get().broader() ? Match.NARROW : Match.BROAD;
    boolean clear =
        names.stream()
            .anyMatch(name ->
                name.one().kind() == Label.Kind.PREFERRED
                    && name.other().kind() == Label.Kind.PREFERRED
                    && qualifier(one, name.one()).equals(qualifier(other, name.other()))
                    && ambiguity(name, one, other) == 1);
    boolean agrees =
        around.stream().anyMatch(n -> n.side().isPresent())
            || near.filter(n -> n.mutual() && n.margin() > 0).isPresent();
    return clear && agrees ? Match.EXACT : Match.CLOSE;
  }

  /// A few for each concept and vocabulary, best first.
  private List<Suggestion> chosen(List<Suggestion> all) {
    all.sort(
        comparingDouble((Suggestion s) -> -s.score())
            .thenComparing(s -> s.one().id())
            .thenComparing(s -> s.other().id()));
    var times = new HashMap<String, Integer>();
    var equal = new HashSet<String>();
    var chosen = new ArrayList<Suggestion>();
    for (var suggestion : all) {
      var mine = suggestion.one().id() + " " + home(suggestion.other());
      var its = suggestion.other().id() + " " + home(suggestion.one());
      if (equal.contains(mine) || equal.contains(its)) continue;
      if (times.merge(mine, 1, Integer::sum) > MOST_OF_CONCEPT) continue;
      if (times.merge(its, 1, Integer::sum) > MOST_OF_CONCEPT) continue;
      if (suggestion.match() == Match.EXACT) {
        equal.add(mine);
        equal.add(its);
      }
      chosen.add(suggestion);
    }
    return List.copyOf(chosen);
  }
}
