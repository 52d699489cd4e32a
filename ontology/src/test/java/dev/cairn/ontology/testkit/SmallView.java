package dev.cairn.ontology.testkit;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Concept.Label.Kind;
import dev.cairn.ontology.Concept.Link;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A few concepts made by hand, for tests that need a vocabulary and not the built-in one.
/// Relations are written once; their inverses come by themselves.
///
/// ```java
/// var view = SmallView.of(
///     concept("customer-experience").preferred("customer experience").alternative("CX"),
///     concept("customer-churn").preferred("customer churn").context("churn")
///         .broader("customer-experience"));
/// ```
public final class SmallView implements ConceptView {
  private final Map<String, Concept> byId = new TreeMap<>();
  private final List<Slice> slices;

  private SmallView(Map<String, Concept> concepts, List<Slice> slices) {
    byId.putAll(concepts);
    this.slices = List.copyOf(slices);
  }

  /// Starts a concept of this id, whose preferred label is the id with blanks until one is given.
  public static Making concept(String id) {
    return new Making(id);
  }

  public static SmallView of(Making... makings) {
    var links = new LinkedHashMap<String, List<Link>>();
    for (var making : makings) links.put(making.id, new ArrayList<>(making.links));
    for (var making : makings)
      for (var link : making.links) {
        if (!links.containsKey(link.target()))
          throw new IllegalArgumentException(making.id + " links to unknown " + link.target());
        var back = new Link(link.relation().inverse(), making.id);
        var there = links.get(link.target());
        if (!there.contains(back)) there.add(back);
      }
    var concepts = new LinkedHashMap<String, Concept>();
    for (var making : makings) concepts.put(making.id, making.made(links.get(making.id)));
    return new SmallView(concepts, List.of());
  }

  /// The same with ways to slice.
  public SmallView with(Slice... more) {
    return new SmallView(byId, List.of(more));
  }

  @Override
  public String version() {
    return "small-" + Integer.toHexString(byId.values().hashCode());
  }

  @Override
  public Collection<Concept> all() {
    return List.copyOf(byId.values());
  }

  @Override
  public Optional<Concept> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public Optional<Concept> byIri(String iri) {
    return byId.values().stream().filter(c -> c.iri().equals(iri)).findFirst();
  }

  @Override
  public List<Concept> roots() {
    return byId.values().stream()
        .filter(c -> c.broader().isEmpty())
        .sorted(Comparator.comparing(Concept::label).thenComparing(Concept::id))
        .toList();
  }

  @Override
  public Set<String> ancestors(String id) {
    return reach(id, true);
  }

  @Override
  public Set<String> descendants(String id) {
    return reach(id, false);
  }

  private Set<String> reach(String id, boolean up) {
    var seen = new LinkedHashSet<String>();
    var next = List.of(id);
    while (!next.isEmpty()) {
      var further = new ArrayList<String>();
      for (var at : next)
        byId(at).stream()
            .flatMap(c -> (up ? c.broader() : c.narrower()).stream())
            .filter(other -> !other.equals(id) && seen.add(other))
            .forEach(further::add);
      next = further;
    }
    return seen;
  }

  @Override
  public List<Slice> slices() {
    return slices;
  }

  @Override
  public List<Group> groups() {
    return List.of();
  }

  /// A concept in the making.
  public static final class Making {
    private final String id;
    private final List<Label> labels = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private String subject = "";

    private Making(String id) {
      this.id = id;
    }

    public Making preferred(String text) {
      return label(Kind.PREFERRED, text);
    }

    public Making alternative(String... texts) {
      return label(Kind.ALTERNATIVE, texts);
    }

    public Making context(String... texts) {
      return label(Kind.CONTEXT, texts);
    }

    public Making hidden(String... texts) {
      return label(Kind.HIDDEN, texts);
    }

    public Making subject(String part) {
      subject = part;
      return this;
    }

    public Making broader(String... ids) {
      return to(Relation.BROADER, ids);
    }

    public Making related(String... ids) {
      return to(Relation.RELATED, ids);
    }

    public Making to(Relation relation, String... ids) {
      for (var other : ids) links.add(new Link(relation, other));
      return this;
    }

    private Making label(Kind kind, String... texts) {
      for (var text : texts) labels.add(new Label(kind, text, "en"));
      return this;
    }

    private Concept made(List<Link> all) {
      var names = new ArrayList<>(labels);
      if (names.stream().noneMatch(l -> l.kind() == Kind.PREFERRED))
        names.add(0, new Label(Kind.PREFERRED, id.replace('-', ' '), "en"));
      all.sort(Comparator.comparing(Link::relation).thenComparing(Link::target));
      return new Concept(
          id,
          "urn:cairn:concept:" + id,
          "urn:cairn:scheme:small",
          subject,
          names,
          Optional.empty(),
          List.of(),
          all,
          List.of(),
          List.of());
    }
  }
}
