package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tree of concepts. Only what lies on the way to what is shown is made; all else waits until
/// its branch is opened. Where there is more than one scheme, the schemes are the top.
public final class Tree {
  /// A longer list below one place is left to the A to Z.
  private static final int WIDEST = 500;

  private final ConceptView view;
  private final Map<String, Long> counts;

  /// Concepts whose broader ones lead back to them; said in the tree, where they have a place of
  /// their own.
  private final Set<String> inCircle;

  /// @param counts items per concept
  public Tree(ConceptView view, Map<String, Long> counts) {
    this.view = view;
    this.counts = counts;
    this.inCircle = view.circles().stream().map(Concept::id).collect(Collectors.toSet());
  }

  /// With every branch closed.
  public List<TreeNode> closed() {
    return tops(new Shown(Set.of(), ""));
  }

  /// Opened where the concept stands, and below it.
  public List<TreeNode> openedAt(String concept) {
    var open = new HashSet<String>();
    open.add(concept);
    for (var above : path(concept)) open.add(above.id());
    view.byId(concept).ifPresent(c -> open.add(schemeKey(top(c).scheme())));
    return tops(new Shown(open, concept));
  }

  /// Opened at a scheme.
  public List<TreeNode> openedAtScheme(String iri) {
    return tops(new Shown(Set.of(schemeKey(iri)), schemeKey(iri)));
  }

  /// What is directly below the concept.
  public List<TreeNode> below(Concept concept) {
    return nodes(children(concept), new Shown(Set.of(), ""), allOf(concept.scheme()));
  }

  /// The concepts of the scheme that have nothing above them.
  public List<TreeNode> belowScheme(String iri) {
    return nodes(roots(iri), new Shown(Set.of(), ""), allOf(iri));
  }

  /// Nothing but the ways to these concepts, each along its first broader one.
  public List<TreeNode> leadingTo(Collection<Concept> hits) {
    var below = new HashMap<String, Set<Concept>>();
    var tops = new LinkedHashSet<Concept>();
    for (var hit : hits) {
      var way = new ArrayList<>(path(hit.id()));
      way.add(hit);
      tops.add(way.getFirst());
      for (int i = 0; i + 1 < way.size(); i++)
        below.computeIfAbsent(way.get(i).id(), _ -> new LinkedHashSet<>()).add(way.get(i + 1));
    }
    var wanted = new HashSet<>(hits);
    if (!hasSchemes()) return ways(tops, below, wanted);
    return view.schemes().stream()
        .flatMap(scheme -> {
          var inside = tops.stream().filter(c -> c.scheme().equals(scheme.iri())).toList();
          return inside.isEmpty()
              ? Optional.<TreeNode>empty().stream()
              : Optional.of(node(scheme, false, ways(inside, below, wanted))).stream();
        })
        .toList();
  }

  /// From a root down to what is directly above the concept, along the first broader one each time.
  List<Concept> path(String concept) {
    var path = new ArrayList<Concept>();
    var seen = new HashSet<>(Set.of(concept));
    var at = view.byId(concept).stream().flatMap(c -> c.broader().stream()).findFirst();
    while (at.isPresent() && seen.add(at.get())) {
      var above = view.byId(at.get());
      above.ifPresent(path::add);
      at = above.stream().flatMap(c -> c.broader().stream()).findFirst();
    }
    return path.reversed();
  }

  /// All schemes and each, to choose one from; nothing where there is no choice.
  ///
  /// @param chosen IRI; empty: all
  static List<Choice> schemes(ConceptView view, Optional<String> chosen) {
    var all = view.schemes();
    if (all.size() < 2) return List.of();
    var schemes = new ArrayList<Choice>();
    schemes.add(new Choice("All schemes", "", "", chosen.isEmpty()));
    for (var scheme : all)
      schemes.add(
          new Choice(title(scheme), scheme.iri(), "", chosen.equals(Optional.of(scheme.iri()))));
    return schemes;
  }

  /// What a scheme is called: its title, else the end of its IRI.
  static String title(ConceptView.Scheme scheme) {
    if (!scheme.title().isEmpty()) return scheme.title();
    if (scheme.iri().isEmpty()) return "Without a scheme";
    var parts = scheme.iri().split("[/#:]");
    return parts.length == 0 ? scheme.iri() : parts[parts.length - 1];
  }

  /// @param open what is opened where it is met
  /// @param current what the page is about
  private record Shown(Set<String> open, String current) {
    /// One place is opened once, so that a circle in a vocabulary ends.
    Shown without(String opened) {
      var rest = new HashSet<>(open);
      rest.remove(opened);
      return new Shown(rest, current);
    }
  }

  private boolean hasSchemes() {
    return view.schemes().size() > 1;
  }

  private Concept top(Concept concept) {
    var path = path(concept.id());
    return path.isEmpty() ? concept : path.getFirst();
  }

  private List<TreeNode> tops(Shown shown) {
    if (!hasSchemes()) return nodes(roots(), shown, TreeList.By.LETTER.address());
    return view.schemes().stream()
        .map(scheme -> {
          var key = schemeKey(scheme.iri());
          return node(
              scheme,
              shown.current().equals(key),
              shown.open().contains(key)
                  ? nodes(roots(scheme.iri()), shown.without(key), allOf(scheme.iri()))
                  : List.of());
        })
        .toList();
  }

  private List<Concept> roots(String scheme) {
    return roots().stream().filter(c -> c.scheme().equals(scheme)).toList();
  }

  /// What has nothing above it, then what stands in a circle, so that nothing is lost.
  private List<Concept> roots() {
    return roots(view);
  }

  static List<Concept> roots(ConceptView view) {
    return Stream.concat(view.roots().stream(), view.circles().stream()).toList();
  }

  /// Schemes and concepts share one set of names; no id of a concept has a colon.
  private static String schemeKey(String iri) {
    return "scheme:" + iri;
  }

  private static Address allOf(String scheme) {
    return TreeList.By.LETTER.address().with("scheme", scheme);
  }

  private static TreeNode node(
      ConceptView.Scheme scheme, boolean current, List<TreeNode> children) {
    return new TreeNode(
        schemeKey(scheme.iri()),
        title(scheme),
        "",
        Address.of("/concepts").with("scheme", scheme.iri()).toString(),
        Address.of("/concepts/tree").with("scheme", scheme.iri()).toString(),
        current,
        false,
        children);
  }

  private List<TreeNode> nodes(List<Concept> concepts, Shown shown, Address rest) {
    var kept = shortened(concepts, shown);
    var nodes = new ArrayList<TreeNode>();
    for (var concept : kept) {
      var id = concept.id();
      nodes.add(
          node(
              concept,
              shown.current().equals(id),
              false,
              shown.open().contains(id)
                  ? nodes(children(concept), shown.without(id), allOf(concept.scheme()))
                  : List.of()));
    }
    int left = concepts.size() - kept.size();
    if (left > 0)
      nodes.add(
          new TreeNode(
              "",
              Words.number(left) + " more: A to Z",
              "",
              rest.toString(),
              "",
              false,
              false,
              List.of()));
    return nodes;
  }

  /// What is open stays, however long the list is.
  private static List<Concept> shortened(List<Concept> concepts, Shown shown) {
    if (concepts.size() <= WIDEST) return concepts;
    var kept = new ArrayList<>(concepts.subList(0, WIDEST));
    concepts.stream().skip(WIDEST).filter(c -> shown.open().contains(c.id())).forEach(kept::add);
    return kept;
  }

  /// @param below what is left below each; emptied on the way down, so that a circle ends
  private List<TreeNode> ways(
      Collection<Concept> concepts, Map<String, Set<Concept>> below, Set<Concept> wanted) {
    return concepts.stream()
        .sorted(BY_LABEL)
        .map(c -> {
          var next = below.remove(c.id());
          return node(
              c, false, wanted.contains(c), next == null ? List.of() : ways(next, below, wanted));
        })
        .toList();
  }

  private TreeNode node(Concept concept, boolean current, boolean hit, List<TreeNode> children) {
    long count = counts.getOrDefault(concept.id(), 0L);
    var href = Cards.href(concept.id());
    return new TreeNode(
        concept.id(),
        concept.label() + (inCircle.contains(concept.id()) ? " (in a circle)" : ""),
        count == 0 ? "" : Words.number(count),
        href,
        concept.narrower().isEmpty() ? "" : href + "/branch",
        current,
        hit,
        children);
  }

  private static final Comparator<Concept> BY_LABEL =
      Comparator.comparing(Concept::label, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(Concept::id);

  /// Values of a way to slice in their own order, everything else by name.
  private List<Concept> children(Concept concept) {
    var order =
        view.slices().stream()
            .filter(s -> s.root().equals(concept.id()))
            .findFirst()
            .map(ConceptView.Slice::values)
            .orElse(List.of());
    return concept.narrower().stream()
        .distinct()
        .flatMap(id -> view.byId(id).stream())
        .sorted(
            Comparator.comparingInt((Concept c) ->
                    order.contains(c.id()) ? order.indexOf(c.id()) : Integer.MAX_VALUE)
                .thenComparing(BY_LABEL))
        .toList();
  }
}
