package dev.cairn.ontology;

import java.util.List;
import java.util.Optional;

/// A unit of thought with its names and links, as it was when the view was made.
///
/// @param id short id, URL-safe, unique over all loaded schemes: `customer-churn`
/// @param iri full name: `urn:cairn:concept:customer-churn`
/// @param scheme IRI of the scheme the concept belongs to
/// @param subject id of the part of the scheme it is filed under (`management-functions`, …), empty
///   if none
/// @param labels every name, with kind and language
/// @param definition what it is, in its first language; empty if none is given
/// @param notes scope notes, examples and editorial notes in that order
/// @param links every relation that starts here, inverses included, most specific kind only, in a
///   stable order (by kind, then by the other concept's id)
/// @param mappings concepts of other vocabularies: property (`exactMatch`, …) and IRI
/// @param sources where the concept was found, as short citations
/// @param deprecated whether it is no longer to be used; it has no links then
/// @param replacedBy id of the concept to be used instead; empty where none or several are named
public record Concept(
    String id,
    String iri,
    String scheme,
    String subject,
    List<Label> labels,
    Optional<String> definition,
    List<Note> notes,
    List<Link> links,
    List<Mapping> mappings,
    List<String> sources,
    boolean deprecated,
    Optional<String> replacedBy) {

  /// A concept in use.
  public Concept(
      String id,
      String iri,
      String scheme,
      String subject,
      List<Label> labels,
      Optional<String> definition,
      List<Note> notes,
      List<Link> links,
      List<Mapping> mappings,
      List<String> sources) {
    this(
        id,
        iri,
        scheme,
        subject,
        labels,
        definition,
        notes,
        links,
        mappings,
        sources,
        false,
        Optional.empty());
  }

  public Concept {
    labels = List.copyOf(labels);
    notes = List.copyOf(notes);
    links = List.copyOf(links);
    mappings = List.copyOf(mappings);
    sources = List.copyOf(sources);
  }

  /// @param language BCP 47 tag, empty where the vocabulary gives none
  public record Label(Kind kind, String text, String language) {
    /// How much a label may be trusted to mean its concept.
    public enum Kind {
      PREFERRED,
      ALTERNATIVE,
      /// Counts only in the company of a neighbouring concept, because the word is an everyday one.
      CONTEXT,
      /// What article spinners and misspellings made of the name; counts only in spun text.
      HIDDEN
    }
  }

  public record Note(Kind kind, String text) {
    /// What the note is for (SKOS documentation properties).
    public enum Kind {
      SCOPE,
      EXAMPLE,
      EDITORIAL
    }
  }

  /// @param target id of the other concept
  public record Link(Relation relation, String target) {}

  public record Mapping(String property, String iri) {}

  /// The preferred name: English if there is one, else the first; the id where no name is given.
  public String label() {
    return labels.stream()
        .filter(l -> l.kind() == Label.Kind.PREFERRED && l.language().startsWith("en"))
        .findFirst()
        .or(() -> labels.stream().filter(l -> l.kind() == Label.Kind.PREFERRED).findFirst())
        .map(Label::text)
        .orElse(id);
  }

  /// The same without what it is to concepts of other vocabularies.
  public Concept withoutMappings() {
    return mappings.isEmpty()
        ? this
        : new Concept(
            id,
            iri,
            scheme,
            subject,
            labels,
            definition,
            notes,
            links,
            List.of(),
            sources,
            deprecated,
            replacedBy);
  }

  /// Ids of the concepts at the other end of these kinds of link.
  public List<String> targets(Relation... kinds) {
    var wanted = java.util.Set.of(kinds);
    return links.stream().filter(l -> wanted.contains(l.relation())).map(Link::target).toList();
  }

  /// Ids of all that is broader, whatever the kind (generic, whole, class).
  public List<String> broader() {
    return targets(Relation.Direction.UP);
  }

  /// Ids of all that is narrower, whatever the kind (kinds, parts, examples).
  public List<String> narrower() {
    return targets(Relation.Direction.DOWN);
  }

  /// Ids of all that is related in any way but up or down.
  public List<String> related() {
    return targets(Relation.Direction.ASIDE);
  }

  private List<String> targets(Relation.Direction direction) {
    return links.stream()
        .filter(l -> l.relation().direction() == direction)
        .map(Link::target)
        .toList();
  }
}
