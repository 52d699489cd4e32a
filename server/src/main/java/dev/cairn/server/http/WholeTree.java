package dev.cairn.server.http;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.server.security.Secrets;
import io.javalin.http.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The tree of concepts as JSON. What was written is kept for who sees the very same concepts with
/// the very same counts: counts are made once for each state of the index and each set of
/// principals, so nobody is given what was counted for another. Thread-safe.
final class WholeTree {
  private static final int MOST = 16;
  private static final long MOST_BYTES = 24L << 20;

  private static final Comparator<Concept> BY_LABEL =
      Comparator.comparing(Concept::label, String.CASE_INSENSITIVE_ORDER);

  /// Asked for last stands first.
  private final Deque<Made> kept = new ArrayDeque<>();

  /// @param root id of the concept to begin at
  record Wish(int depth, Optional<String> scheme, Optional<String> root) {}

  record Tree(List<Branch> concepts) {}

  /// @param inCircle present where a circle of broader ones is all that is above it
  record Branch(
      String id,
      String iri,
      String label,
      long items,
      Optional<Boolean> inCircle,
      List<Branch> narrower) {}

  private record Made(
      ConceptView view, Map<String, Long> counts, Wish wish, byte[] json, String tag) {
    boolean is(ConceptView otherView, Map<String, Long> otherCounts, Wish otherWish) {
      return view == otherView && counts == otherCounts && wish.equals(otherWish);
    }
  }

  /// @param counts that the caller sees
  void write(Context ctx, ConceptView view, Map<String, Long> counts, Wish wish) {
    var made = known(view, counts, wish).orElseGet(() -> made(view, counts, wish));
    keep(made);
    if (Etags.unchanged(ctx, made.tag())) return;
    ctx.contentType(Json.TYPE).result(made.json());
  }

  private synchronized Optional<Made> known(ConceptView view, Map<String, Long> counts, Wish wish) {
    return kept.stream().filter(one -> one.is(view, counts, wish)).findFirst();
  }

  private synchronized void keep(Made made) {
    kept.removeIf(
        one -> one.view() != made.view() || one.is(made.view(), made.counts(), made.wish()));
    kept.addFirst(made);
    while (kept.size() > MOST || kept.size() > 1 && bytes() > MOST_BYTES) kept.removeLast();
  }

  private long bytes() {
    return kept.stream().mapToLong(one -> one.json().length).sum();
  }

  private static Made made(ConceptView view, Map<String, Long> counts, Wish wish) {
    var circles = new HashSet<String>();
    for (var concept : view.circles()) circles.add(concept.id());
    var from =
        wish.root().isPresent()
            ? view.byId(wish.root().get()).stream()
            : Stream.concat(view.roots().stream(), view.circles().stream());
    var branching = new Branching(view, counts, circles);
    var roots =
        from.filter(c -> wish.scheme().isEmpty() || c.scheme().equals(wish.scheme().get()))
            .map(c -> branching.of(c, wish.depth(), new HashSet<>()))
            .toList();
    var json = Json.MAPPER.writeValueAsBytes(new Tree(roots));
    return new Made(view, counts, wish, json, Secrets.hash(json).substring(0, 32));
  }

  private record Branching(ConceptView view, Map<String, Long> counts, Set<String> circles) {
    /// @param above what stands over it already, so that a circle in a vocabulary ends
    Branch of(Concept concept, int depth, Set<String> above) {
      var below = new ArrayList<Branch>();
      boolean top = above.isEmpty();
      if (depth > 0 && above.add(concept.id())) {
        concept.narrower().stream()
            .flatMap(id -> view.byId(id).stream())
            .filter(c -> !above.contains(c.id()))
            .sorted(BY_LABEL)
            .forEach(c -> below.add(of(c, depth - 1, above)));
        above.remove(concept.id());
      }
      return new Branch(
          concept.id(),
          concept.iri(),
          concept.label(),
          counts.getOrDefault(concept.id(), 0L),
          Optional.of(top && circles.contains(concept.id())).filter(yes -> yes),
          below);
    }
  }
}
