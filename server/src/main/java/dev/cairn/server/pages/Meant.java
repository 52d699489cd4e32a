package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.ConceptView;
import java.util.List;
import java.util.Optional;

/// The concept that somebody means by what he typed. One that is called otherwise is never taken
/// without saying so.
///
/// @param typed without blanks around it; not empty
/// @param concept that is taken; empty where nothing is called so
/// @param named whether it bears the name or id that was typed; else what was typed is only a part
///   of its name
/// @param others that may be meant instead, best first; none where `named`
public record Meant(String typed, Optional<Concept> concept, boolean named, List<Concept> others) {
  private static final int OTHERS = 5;

  public Meant {
    others = List.copyOf(others);
  }

  /// By name, id or IRI; else by a part of a name; else there are only names that look like it.
  public static Meant by(String typed, ConceptView view) {
    var text = typed.strip();
    var exact = exactly(text, view);
    if (exact.isPresent()) return new Meant(text, exact, true, List.of());
    var parts = TreePages.containing(text, view).stream().limit(OTHERS + 1).toList();
    return parts.isEmpty()
        ? new Meant(text, Optional.empty(), false, Nearest.concepts(view, text, OTHERS))
        : new Meant(text, Optional.of(parts.getFirst()), false, parts.subList(1, parts.size()));
  }

  /// By id, IRI or one of its names, whole.
  public static Optional<Concept> exactly(String typed, ConceptView view) {
    var text = typed.strip();
    if (text.isEmpty()) return Optional.empty();
    return view.find(text)
        .or(() -> labelled(text, view, Label.Kind.PREFERRED))
        .or(() -> labelled(text, view, Label.Kind.ALTERNATIVE))
        .or(() -> labelled(text, view, Label.Kind.CONTEXT));
  }

  private static Optional<Concept> labelled(String text, ConceptView view, Label.Kind kind) {
    return view.all().stream()
        .filter(c ->
            c.labels().stream().anyMatch(l -> l.kind() == kind && l.text().equalsIgnoreCase(text)))
        .findFirst();
  }

  /// What was taken for what, one sentence; empty where it goes without saying.
  public String said() {
    if (concept.isEmpty()) return "No concept is called “" + typed + "”.";
    var label = concept.get().label();
    if (!named) return "No concept is called “" + typed + "”; “" + label + "” was taken.";
    boolean plain =
        label.equalsIgnoreCase(typed)
            || concept.get().id().equals(typed)
            || concept.get().iri().equals(typed);
    return plain ? "" : "“" + typed + "” is called “" + label + "” here.";
  }
}
