package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.ConceptView;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes the pages on which one looks for a concept.
public final class TreePages {
  private static final int FOUND = 40;
  private static final int NEAR = 10;
  private static final int PARTS = 60;
  private static final int BELOW = 6;

  private TreePages() {}

  /// What is asked of the page; empty where it is not.
  ///
  /// @param find part of a name
  /// @param at id of the concept at which the tree is opened
  /// @param scheme IRI of the scheme at which it is opened
  public record Wish(String find, Optional<Concept> at, Optional<String> scheme) {}

  /// The first page of the concepts, or what was found among them.
  public static TreePage overview(
      Wish wish, ConceptView view, Map<String, Long> counts, Viewer viewer) {
    var tree = new Tree(view, counts);
    var text = wish.find().strip();
    var found = text.isEmpty() ? List.<Concept>of() : found(text, view);
    var scheme =
        wish.scheme()
            .flatMap(iri -> view.schemes().stream().filter(s -> s.iri().equals(iri)).findFirst());
    var nodes =
        !text.isEmpty()
            ? tree.leadingTo(found)
            : wish.at()
                .map(at -> tree.openedAt(at.id()))
                .or(() -> scheme.map(s -> tree.openedAtScheme(s.iri())))
                .orElseGet(tree::closed);
    var title =
        !text.isEmpty()
            ? "Concepts named “" + text + "”"
            : scheme.map(Tree::title).orElse("Concepts");
    var parts = text.isEmpty() ? parts(view, tree, counts, scheme) : List.<TreePage.Part>of();
    return new TreePage(
        page(viewer, title),
        TreePane.of(nodes, text, total(view), wish.at(), TreePane.Large.TREE),
        found.stream().map(c -> choice(c, text, counts)).toList(),
        parts.stream().limit(PARTS).toList(),
        parts.size() > PARTS
            ? Words.number(parts.size() - PARTS) + " more stand in the tree and in the A to Z."
            : "",
        Optional.empty());
  }

  /// Concepts as a list.
  public static TreePage list(
      TreeList.Wish wish,
      TreeList list,
      ConceptView view,
      Map<String, Long> counts,
      Viewer viewer) {
    var title =
        switch (wish.by()) {
          case LETTER -> "Concepts from A to Z";
          case NEW -> "New concepts";
          case CHANGED -> "Changed concepts";
          case DEPRECATED -> "Concepts that were given up";
        };
    return new TreePage(
        page(viewer, title),
        TreePane.of(
            new Tree(view, counts).closed(),
            "",
            total(view),
            Optional.empty(),
            TreePane.Large.TREE),
        List.of(),
        List.of(),
        "",
        Optional.of(list.shown(wish)));
  }

  /// The ways to the concepts that are named so.
  public static List<TreeNode> revealed(String text, ConceptView view, Map<String, Long> counts) {
    return new Tree(view, counts).leadingTo(found(text.strip(), view));
  }

  static String total(ConceptView view) {
    return Words.count(view.all().size(), "concept", "concepts");
  }

  private static Page page(Viewer viewer, String title) {
    return Page.of(viewer, title, Page.Section.CONCEPTS)
        .with(List.of("search", "concepts"), List.of("tree.js"));
  }

  /// Names that contain the words, those that begin with them first; where there is none, names
  /// that look like them.
  static List<Concept> found(String text, ConceptView view) {
    var all = containing(text, view);
    return all.isEmpty() ? Nearest.concepts(view, text, NEAR) : all;
  }

  /// Names that contain the words, those that begin with them first.
  static List<Concept> containing(String text, ConceptView view) {
    var lower = text.toLowerCase(Locale.ROOT);
    return view.all().stream()
        .filter(c -> named(c, lower))
        .sorted(
            Comparator.comparing((Concept c) -> !starts(c, lower))
                .thenComparing(c -> c.label().length())
                .thenComparing(Concept::label)
                .thenComparing(Concept::id))
        .limit(FOUND)
        .toList();
  }

  private static boolean starts(Concept concept, String lower) {
    return concept.label().toLowerCase(Locale.ROOT).startsWith(lower);
  }

  private static Stream<Label> told(Concept concept) {
    return concept.labels().stream().filter(l -> l.kind() != Label.Kind.HIDDEN);
  }

  private static boolean named(Concept concept, String lower) {
    return told(concept).anyMatch(l -> l.text().toLowerCase(Locale.ROOT).contains(lower));
  }

  private static Choice choice(Concept concept, String text, Map<String, Long> counts) {
    var lower = text.toLowerCase(Locale.ROOT);
    var other =
        concept.label().toLowerCase(Locale.ROOT).contains(lower)
            ? Optional.<String>empty()
            : told(concept)
                .map(Label::text)
                .filter(t -> t.toLowerCase(Locale.ROOT).contains(lower))
                .findFirst();
    var count = count(counts.getOrDefault(concept.id(), 0L));
    return new Choice(
        concept.label(),
        Cards.href(concept.id()),
        other.map(o -> "also called " + o + (count.isEmpty() ? "" : ", " + count)).orElse(count),
        false);
  }

  private static List<TreePage.Part> parts(
      ConceptView view, Tree tree, Map<String, Long> counts, Optional<ConceptView.Scheme> chosen) {
    if (chosen.isEmpty() && view.schemes().size() > 1)
      return view.schemes().stream().map(scheme -> part(scheme, tree)).toList();
    return Tree.roots(view).stream()
        .filter(root -> chosen.isEmpty() || root.scheme().equals(chosen.get().iri()))
        .sorted(
            Comparator.comparing((Concept root) -> root.narrower().isEmpty())
                .thenComparing(Concept::label, String.CASE_INSENSITIVE_ORDER))
        .map(root ->
            new TreePage.Part(
                new Choice(
                    root.label(),
                    Cards.href(root.id()),
                    count(counts.getOrDefault(root.id(), 0L)),
                    false),
                root.definition().orElse(""),
                links(tree.below(root))))
        .toList();
  }

  private static TreePage.Part part(ConceptView.Scheme scheme, Tree tree) {
    return new TreePage.Part(
        new Choice(
            Tree.title(scheme),
            Address.of("/concepts").with("scheme", scheme.iri()).toString(),
            Words.count(scheme.concepts(), "concept", "concepts"),
            false),
        "",
        links(tree.belowScheme(scheme.iri())));
  }

  private static List<Choice> links(List<TreeNode> nodes) {
    return nodes.stream().limit(BELOW).map(n -> Choice.of(n.label(), n.href())).toList();
  }

  private static String count(long items) {
    return items == 0 ? "" : Words.count(items, "item", "items");
  }
}
