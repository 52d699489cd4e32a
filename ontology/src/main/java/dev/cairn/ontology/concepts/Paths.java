package dev.cairn.ontology.concepts;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Link;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/// The ways from one concept to another that say most, not those with the fewest links: everything
/// is near everything over the root.
///
/// Costs, chosen by judgement and tried on the built-in scheme:
/// - two names of one thing: 0.5, since nothing is crossed;
/// - a typed relation (contrast, cause, measure, order, need, …): 1, since it says how two concepts
///   stand to each other;
/// - one step up or down: 1.5, since it says only that one is filed under the other;
/// - plainly related: 2, since it says no more than that they have to do with each other.
///
/// Turns cost beside that, because what two concepts share is often nothing:
/// - up and down again ("both are kinds of …"): 1.5 and half the binary logarithm of how many are
///   directly below, since siblings of a large family have little in common; 4 more where nothing
///   is above: everything meets at a root;
/// - down and up again (something is filed under both): 1.5;
/// - to an author and on to another work of his: 2.
///
/// Dijkstra's algorithm over concepts and the direction in which they were reached; some
/// milliseconds for thousands of concepts.
public final class Paths {
  private static final double SAME_THING = 0.5;
  private static final double TYPED = 1;
  private static final double UP_OR_DOWN = 1.5;
  private static final double VAGUE = 2;

  private static final double TURN = 1.5;
  private static final double OVER_ROOT = 4;
  private static final double OVER_AUTHOR = 2;

  /// A way that costs more than this much more than the best one is no alternative.
  private static final double NEAR_FACTOR = 1.4;

  private static final double NEAR_SUM = 1;

  private Paths() {}

  /// @param from id of the concept where it begins
  /// @param to id of the concept where it leads
  public record Step(String from, Relation relation, String to) {}

  /// @param steps each begins where the one before ends; none from a concept to itself
  /// @param cost from 0; comparable within one vocabulary
  public record Path(List<Step> steps, double cost) {
    public Path {
      steps = List.copyOf(steps);
    }

    /// Ids of what lies between both ends.
    public Set<String> between() {
      var inner = new LinkedHashSet<String>();
      for (int i = 0; i + 1 < steps.size(); i++) inner.add(steps.get(i).to());
      return inner;
    }
  }

  /// The best way, and a second one over other concepts where one is nearly as good; none where no
  /// way leads from one to the other.
  ///
  /// @throws IllegalArgumentException if one of the ids is unknown
  public static List<Path> between(ConceptView view, String from, String to) {
    for (var id : List.of(from, to))
      if (view.byId(id).isEmpty())
        throw new IllegalArgumentException("unknown concept '" + id + "'");
    if (from.equals(to)) return List.of(new Path(List.of(), 0));
    var paths = new ArrayList<Path>();
    new Search(view, to, Set.of(), Set.of()).from(from).ifPresent(paths::add);
    if (paths.isEmpty()) return List.of();
    var best = paths.getFirst();
    var direct = best.steps().size() == 1 ? Set.of(from + " " + to) : Set.<String>of();
    new Search(view, to, best.between(), direct)
        .from(from)
        .filter(other -> other.cost() <= best.cost() * NEAR_FACTOR + NEAR_SUM)
        .ifPresent(paths::add);
    return List.copyOf(paths);
  }

  /// How a concept was reached, as far as that matters for the next step.
  private enum Came {
    UP,
    DOWN,
    TO_AUTHOR,
    ASIDE
  }

  private record At(String concept, Came came) {}

  private record Reached(At at, double cost) {}

  private record Back(At before, Relation relation) {}

  private static final class Search {
    private static final Comparator<Reached> NEAREST =
        Comparator.comparingDouble(Reached::cost)
            .thenComparing(r -> r.at().concept())
            .thenComparing(r -> r.at().came());

    private final ConceptView view;
    private final String to;
    private final Set<String> without;
    private final Set<String> withoutLinks;
    private final Map<At, Double> costs = new HashMap<>();
    private final Map<At, Back> back = new HashMap<>();
    private final Set<At> done = new HashSet<>();
    private final PriorityQueue<Reached> waiting = new PriorityQueue<>(NEAREST);

    Search(ConceptView view, String to, Set<String> without, Set<String> withoutLinks) {
      this.view = view;
      this.to = to;
      this.without = without;
      this.withoutLinks = withoutLinks;
    }

    Optional<Path> from(String from) {
      var begin = new At(from, Came.ASIDE);
      costs.put(begin, 0.0);
      waiting.add(new Reached(begin, 0));
      while (!waiting.isEmpty()) {
        var reached = waiting.remove();
        if (!done.add(reached.at())) continue;
        if (reached.at().concept().equals(to))
          return Optional.of(path(reached.at(), reached.cost()));
        view.byId(reached.at().concept()).ifPresent(concept -> goOn(reached, concept));
      }
      return Optional.empty();
    }

    private void goOn(Reached reached, Concept concept) {
      for (var link : concept.links()) {
        if (without.contains(link.target())) continue;
        if (withoutLinks.contains(concept.id() + " " + link.target())) continue;
        var next = new At(link.target(), came(link.relation()));
        double cost = reached.cost() + step(link) + turn(reached.at().came(), link, concept);
        if (cost >= costs.getOrDefault(next, Double.POSITIVE_INFINITY)) continue;
        costs.put(next, cost);
        back.put(next, new Back(reached.at(), link.relation()));
        waiting.add(new Reached(next, cost));
      }
    }

    private Path path(At end, double cost) {
      var steps = new ArrayList<Step>();
      for (var at = end; back.get(at) instanceof Back(var before, var relation); at = before)
        steps.addFirst(new Step(before.concept(), relation, at.concept()));
      return new Path(steps, cost);
    }
  }

  private static Came came(Relation relation) {
    return switch (relation.direction()) {
      case UP -> Came.UP;
      case DOWN -> Came.DOWN;
      case ASIDE -> relation == Relation.HAS_AUTHOR ? Came.TO_AUTHOR : Came.ASIDE;
    };
  }

  private static double step(Link link) {
    return switch (link.relation().direction()) {
      case UP, DOWN -> UP_OR_DOWN;
      case ASIDE -> {
        if (link.relation() == Relation.CLOSE_MATCH) yield SAME_THING;
        yield link.relation() == Relation.RELATED ? VAGUE : TYPED;
      }
    };
  }

  private static double turn(Came came, Link link, Concept at) {
    return switch (came) {
      case UP ->
          link.relation().direction() != Relation.Direction.DOWN
              ? 0
              : TURN
                  + Math.log(1 + at.narrower().size()) / Math.log(2) / 2
                  + (at.broader().isEmpty() ? OVER_ROOT : 0);
      case DOWN -> link.relation().direction() == Relation.Direction.UP ? TURN : 0;
      case TO_AUTHOR -> link.relation() == Relation.AUTHOR_OF ? OVER_AUTHOR : 0;
      case ASIDE -> 0;
    };
  }
}
