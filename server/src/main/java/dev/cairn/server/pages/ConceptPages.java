package dev.cairn.server.pages;

import dev.cairn.indexer.search.Centre;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the pages about concepts.
public final class ConceptPages {
  private static final int NAMED = 8;

  /// Larger groups are whole subjects, which say nothing about one concept.
  private static final int TELLING_GROUP = 20;

  private ConceptPages() {}

  /// One concept.
  ///
  /// @param gathered what is known about it
  /// @param asked questions that name it; none for who is not told
  /// @param courses that teach it
  public static ConceptPage of(
      Concept concept,
      ConceptView view,
      Map<String, Long> counts,
      Centre.Gathered gathered,
      ConceptPage.Asked asked,
      List<Choice> courses,
      Viewer viewer) {
    var tree = new Tree(view, counts);
    return new ConceptPage(
        Page.of(viewer, concept.label(), Page.Section.CONCEPTS)
            .with(List.of("search", "concepts"), List.of("tree.js", "graph/graph.js")),
        TreePane.of(
            tree.openedAt(concept.id()),
            "",
            TreePages.total(view),
            Optional.of(concept),
            TreePane.Large.CONCEPT),
        new ConceptPage.One(
            concept.id(),
            concept.label(),
            tree.path(concept.id()).stream()
                .map(c -> Choice.of(c.label(), Cards.href(c.id())))
                .toList(),
            concept.definition().orElse(""),
            also(concept),
            instead(concept, view),
            names(concept),
            concept.notes().stream().map(ConceptPages::note).toList(),
            Cards.relations(concept, view),
            groups(concept, view),
            new CentrePages(concept, view, gathered).centre(asked, courses),
            named(concept, gathered.named(), view),
            concept.sources(),
            concept.mappings().stream().map(m -> mapping(m, view)).toList(),
            GraphView.beside(concept, view, counts)));
  }

  private static String also(Concept concept) {
    return Words.list(
        concept.labels().stream()
            .filter(l ->
                l.kind() == Label.Kind.ALTERNATIVE
                    || l.kind() == Label.Kind.PREFERRED && !l.text().equals(concept.label()))
            .map(Label::text)
            .distinct()
            .toList());
  }

  /// Any of its names, as whole words.
  public static Pattern naming(Concept concept) {
    var any =
        Stream.concat(
                Stream.of(concept.label()),
                concept.labels().stream()
                    .filter(
                        l -> l.kind() == Label.Kind.PREFERRED || l.kind() == Label.Kind.ALTERNATIVE)
                    .map(Label::text))
            .distinct()
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])");
  }

  private static Optional<Choice> instead(Concept concept, ConceptView view) {
    if (!concept.deprecated()) return Optional.empty();
    return concept
        .replacedBy()
        .flatMap(view::byId)
        .map(other -> Choice.of(other.label(), Cards.href(other.id())))
        .or(() -> Optional.of(Choice.of("", "")));
  }

  /// Where it has a name in more than one language.
  private static List<ConceptPage.Note> names(Concept concept) {
    var names = new TreeMap<String, List<String>>();
    for (var label : concept.labels())
      if (label.kind() == Label.Kind.PREFERRED && !label.language().isEmpty())
        names
            .computeIfAbsent(Words.language(label.language()), _ -> new ArrayList<>())
            .add(label.text());
    return names.size() < 2
        ? List.of()
        : names.entrySet().stream()
            .map(e -> new ConceptPage.Note(e.getKey(), Words.list(e.getValue())))
            .toList();
  }

  /// Leads to the other concept where it is here, else to where its vocabulary has its names on the
  /// web.
  private static Choice mapping(Concept.Mapping mapping, ConceptView view) {
    var words =
        switch (mapping.property()) {
          case "exactMatch" -> "The same as";
          case "closeMatch" -> "Nearly the same as";
          case "broadMatch" -> "Narrower than";
          case "narrowMatch" -> "Broader than";
          case "relatedMatch" -> "Related to";
          default -> mapping.property();
        };
    var here = view.byIri(mapping.iri());
    if (here.isPresent()) {
      var scheme =
          view.schemes().stream()
              .filter(it -> it.iri().equals(here.get().scheme()) && !it.title().isEmpty())
              .map(it -> " (" + it.title() + ")")
              .findFirst()
              .orElse("");
      return new Choice(here.get().label() + scheme, Cards.href(here.get().id()), words, false);
    }
    boolean onTheWeb = mapping.iri().matches("https?://[^\\s\"'<>]+");
    return new Choice(mapping.iri(), onTheWeb ? mapping.iri() : "", words, false);
  }

  private static ConceptPage.Note note(Concept.Note note) {
    return new ConceptPage.Note(
        switch (note.kind()) {
          case SCOPE -> "How the word is used here";
          case EXAMPLE -> "For example";
          case EDITORIAL -> "A remark of the editors";
        },
        note.text());
  }

  private static List<ConceptPage.Group> groups(Concept concept, ConceptView view) {
    return view.groups().stream()
        .filter(g -> g.members().contains(concept.id()))
        .filter(g -> g.ordered() || g.members().size() <= TELLING_GROUP)
        .map(g ->
            new ConceptPage.Group(
                g.label(),
                g.ordered(),
                g.ordered() ? place(g.members().indexOf(concept.id()) + 1, g.members().size()) : "",
                g.members().stream()
                    .flatMap(id -> view.byId(id).stream())
                    .map(c ->
                        new Choice(c.label(), Cards.href(c.id()), "", c.id().equals(concept.id())))
                    .toList()))
        .toList();
  }

  /// `2nd of 5`
  private static String place(int place, int of) {
    int tens = place % 100;
    var ending =
        tens >= 11 && tens <= 13
            ? "th"
            : switch (place % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return place + ending + " of " + of;
  }

  /// Places that name the concept, each wording once, since the same words again tell nothing new.
  private static List<SearchPage.Evidence> named(
      Concept concept, List<Centre.Named> places, ConceptView view) {
    var reasons = new Reasons(view, concept.label());
    var byWording = new LinkedHashMap<String, SearchPage.Evidence>();
    for (var named : places)
      for (var one : named.evidence()) {
        var evidence = reasons.evidence(named.hit(), one, concept.id());
        byWording.putIfAbsent(
            evidence.quote().toLowerCase(Locale.ROOT),
            new SearchPage.Evidence(
                evidence.quote(),
                evidence.says() + ", in “" + named.hit().title() + "”",
                evidence.href()));
      }
    return byWording.values().stream().limit(NAMED).toList();
  }
}
