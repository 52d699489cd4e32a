package dev.cairn.indexer.ingest;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Three concepts that stand side by side.
record FewConcepts(String version, List<Concept> concepts) implements ConceptView {
  static final FewConcepts THREE =
      new FewConcepts(
          "three-1",
          List.of(
              concept("customer-churn", "Customer churn", "That customers leave."),
              concept("planning", "Planning", "Deciding what to do before doing it."),
              concept("staffing", "Staffing", "Having the right people.")));

  static Concept concept(String id, String label, String definition) {
    return new Concept(
        id,
        "urn:cairn:concept:" + id,
        "urn:cairn:scheme:test",
        "",
        List.of(new Concept.Label(Concept.Label.Kind.PREFERRED, label, "en")),
        Optional.of(definition),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Override
  public Collection<Concept> all() {
    return concepts;
  }

  @Override
  public Optional<Concept> byId(String id) {
    return concepts.stream().filter(c -> c.id().equals(id)).findFirst();
  }

  @Override
  public Optional<Concept> byIri(String iri) {
    return concepts.stream().filter(c -> c.iri().equals(iri)).findFirst();
  }

  @Override
  public List<Concept> roots() {
    return concepts;
  }

  @Override
  public Set<String> ancestors(String id) {
    return Set.of();
  }

  @Override
  public Set<String> descendants(String id) {
    return Set.of();
  }

  @Override
  public List<Slice> slices() {
    return List.of();
  }

  @Override
  public List<Group> groups() {
    return List.of();
  }
}
