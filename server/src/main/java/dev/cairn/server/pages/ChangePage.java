package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The forms in which a concept is changed or made.
///
/// @param id of the concept; empty for a new one
/// @param label how people know it; empty for a new one
/// @param deprecated whether it is out of use
/// @param slicing whether searches are filtered by it, so that it cannot be given up
/// @param links of the concept, each of which can be taken away
/// @param names that may go to others when it is split
/// @param relations in which it may stand to another
/// @param wrong what is not right, in sentences
/// @param typed what stands in the fields, by their names
public record ChangePage(
    Page page,
    String id,
    String label,
    boolean deprecated,
    boolean slicing,
    List<Link> links,
    List<Choice> names,
    List<Choice> relations,
    List<String> wrong,
    Map<String, String> typed) {
  /// What separates several values of one field where they are kept together.
  public static final String BETWEEN = "\n";

  public ChangePage {
    links = List.copyOf(links);
    names = List.copyOf(names);
    relations = List.copyOf(relations);
    wrong = List.copyOf(wrong);
    typed = Map.copyOf(typed);
  }

  /// @param value of the box: relation, blank, id
  /// @param off whether it is to be taken away
  public record Link(String value, String words, String label, boolean off) {}

  /// The forms of a concept, or of a new one.
  ///
  /// @param typed what was typed before; empty for what stands there now
  public static ChangePage of(
      Optional<Concept> concept,
      ConceptView view,
      List<String> wrong,
      Map<String, String> typed,
      Viewer viewer) {
    var fields = new HashMap<String, String>();
    concept.ifPresent(c -> fields.putAll(fields(c)));
    fields.putAll(typed);
    var taken = List.of(fields.getOrDefault("remove", "").split(BETWEEN));
    var title =
        concept
            .map(c -> (viewer.signedIn() ? "Change “" : "Propose a change of “") + c.label() + "”")
            .orElse(viewer.signedIn() ? "A new concept" : "Propose a new concept");
    return new ChangePage(
        Page.of(viewer, title, Page.Section.CONCEPTS).with(List.of("admin", "curating"), List.of()),
        concept.map(Concept::id).orElse(""),
        concept.map(Concept::label).orElse(""),
        concept.map(Concept::deprecated).orElse(false),
        concept
            .map(c -> view.slices().stream().anyMatch(slice -> slice.root().equals(c.id())))
            .orElse(false),
        concept.stream().flatMap(c -> links(c, view, taken)).toList(),
        concept.stream()
            .flatMap(c -> c.labels().stream())
            .filter(label -> label.kind() != Label.Kind.PREFERRED)
            .map(label -> new Choice(line(label), code(label), kind(label.kind()), false))
            .toList(),
        Stream.of(Relation.values())
            .filter(relation -> relation != Relation.CLOSE_MATCH)
            .map(relation -> new Choice(relation.words(), relation.code(), "", false))
            .toList(),
        wrong,
        fields);
  }

  private static Stream<Link> links(Concept concept, ConceptView view, List<String> taken) {
    return concept.links().stream()
        .map(link -> {
          var value = link.relation().code() + " " + link.target();
          var other = view.byId(link.target()).map(Concept::label).orElse(link.target());
          return new Link(value, link.relation().words(), other, taken.contains(value));
        });
  }

  /// What stands in the fields before anybody types.
  private static Map<String, String> fields(Concept concept) {
    return Map.of(
        "name", concept.label(),
        "names",
            lines(
                concept.labels().stream()
                    .filter(l -> l.kind() == Label.Kind.PREFERRED)
                    .filter(l -> !l.equals(main(concept)))
                    .toList()),
        "also", lines(concept, Label.Kind.ALTERNATIVE),
        "everyday", lines(concept, Label.Kind.CONTEXT),
        "misspelt", lines(concept, Label.Kind.HIDDEN),
        "definition", concept.definition().orElse(""));
  }

  /// The label that people know it by.
  public static Label main(Concept concept) {
    return concept.labels().stream()
        .filter(l -> l.kind() == Label.Kind.PREFERRED && l.text().equals(concept.label()))
        .findFirst()
        .orElseGet(() -> new Label(Label.Kind.PREFERRED, concept.label(), "en"));
  }

  private static String lines(Concept concept, Label.Kind kind) {
    return lines(concept.labels().stream().filter(l -> l.kind() == kind).toList());
  }

  private static String lines(List<Label> labels) {
    var lines = new ArrayList<String>();
    for (var label : labels) lines.add(line(label));
    return String.join("\n", lines);
  }

  /// A label as a line: its text, and its language unless that is English and the text ends in
  /// nothing that looks like a language.
  public static String line(Label label) {
    return label.language().equals("en") && !label.text().endsWith("]")
        ? label.text()
        : label.text() + " [" + label.language() + "]";
  }

  /// A label as the value of a box: its kind, a blank, its line.
  public static String code(Label label) {
    return label.kind().name() + " " + line(label);
  }

  private static String kind(Label.Kind kind) {
    return switch (kind) {
      case PREFERRED -> "name";
      case ALTERNATIVE -> "";
      case CONTEXT -> "everyday word";
      case HIDDEN -> "misspelling";
    };
  }

  public String value(String field) {
    return typed.getOrDefault(field, "");
  }

  public boolean fresh() {
    return id.isEmpty();
  }

  /// Where the forms lead back to.
  public String back() {
    return fresh() ? "/concepts" : Cards.href(id).toString();
  }
}
