package dev.cairn.ontology.learning;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Concepts in the order in which they are learned.
///
/// @param steps in their order, each concept once
/// @param leftOut what belongs to it and had no room in the time, most wanted first
/// @param minutes estimated, of all steps together; more than was asked for only where the chosen
///   concepts alone take longer
public record LearningPath(List<Step> steps, List<Step> leftOut, int minutes) {
  /// A path has at most so many steps.
  public static final int MOST_STEPS = 40;

  /// So many concepts can be chosen for one path.
  public static final int MOST_CHOSEN = 20;

  public LearningPath {
    steps = List.copyOf(steps);
    leftOut = List.copyOf(leftOut);
  }

  /// @param concept id
  /// @param why one sentence
  public record Step(String concept, Reason reason, String why) {}

  /// Why a concept is in a path.
  public enum Reason {
    CHOSEN,
    /// Something in the path builds on it.
    NEEDED,
    /// It stands before something in the path, in an order that means something.
    BEFORE,
    /// It is directly broader than something chosen.
    FRAME,
    /// It is narrower than something chosen, or its contrast or measure.
    DEEPER
  }

  /// The path to some concepts.
  ///
  /// Taken are, as far as the time reaches and in this order: the chosen ones, always; what these
  /// build on, nearest first, with all that it builds on itself; what comes before them; and what
  /// the level adds ({@link Level}). Nothing is added whose own foundations are missing.
  ///
  /// What builds on something stands behind it; then what follows in an order, then what is
  /// narrower, as far as these do not contradict each other. Among what may be learned now, the
  /// path stays near what was learned last: everything is learned right before what needs it first.
  ///
  /// @param chosen ids of 1 to {@link #MOST_CHOSEN} concepts of the view
  /// @param minutes there are, 1 or more
  /// @param estimate id of a concept → minutes that it takes, 0 or more
  /// @throws IllegalArgumentException for an unknown id or a number out of range
  public static LearningPath plan(
      ConceptView view,
      List<String> chosen,
      Level level,
      int minutes,
      ToIntFunction<String> estimate) {
    var wanted = List.copyOf(new java.util.LinkedHashSet<>(chosen));
    if (wanted.isEmpty() || wanted.size() > MOST_CHOSEN)
      throw new IllegalArgumentException(
          "1 to " + MOST_CHOSEN + " concepts are chosen, got " + wanted.size());
    if (minutes < 1) throw new IllegalArgumentException("minutes must be > 0, got " + minutes);
    for (var id : wanted)
      if (view.byId(id).isEmpty()) throw new IllegalArgumentException("no concept '" + id + "'");
    var gathering = new Gathering(view, wanted, level, minutes, estimate);
    gathering.gather();
    var order = new Ordering(view, wanted, gathering.taken()).order();
    return new LearningPath(
        order.stream().map(gathering::step).toList(),
        gathering.leftOut(),
        order.stream().mapToInt(estimate).sum());
  }

  /// All that something builds on, nearest first, without itself.
  static List<String> foundations(ConceptView view, String id) {
    return Reachable.from(view, Set.of(id), dev.cairn.ontology.Relation.REQUIRES);
  }

  static String label(ConceptView view, String id) {
    return view.byId(id).map(Concept::label).orElse(id);
  }
}
