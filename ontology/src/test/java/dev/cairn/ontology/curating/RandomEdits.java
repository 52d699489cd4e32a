package dev.cairn.ontology.curating;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Match;
import dev.cairn.ontology.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Changes as people might make them, wrong ones among them.
final class RandomEdits {
  private static final List<String> WORDS =
      List.of("late", "order", "vision", "queue", "refund", "promise", "Service", "CRM", "größe");

  /// Few, so that they meet.
  private static final List<String> ELSEWHERE =
      List.of("https://elsewhere.example/1", "https://elsewhere.example/2");

  private RandomEdits() {}

  static List<Edit> some(Random random, ConceptView view) {
    var edits = new ArrayList<Edit>();
    var centre = any(random, List.copyOf(view.all()));
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) edits.add(one(random, view, centre));
    return edits;
  }

  private static Edit one(Random random, ConceptView view, Concept concept) {
    var id = concept.id();
    var other = other(random, view, concept);
    return switch (random.nextInt(18)) {
      case 0, 1 ->
          new Edit.Create(
              Optional.empty(),
              Optional.empty(),
              List.of(label(random, Label.Kind.PREFERRED), label(random, Label.Kind.ALTERNATIVE)),
              random.nextInt(4) == 0 ? "" : "Something that is said at length.",
              "en",
              "A source of ours",
              random.nextInt(6) == 0 ? Optional.empty() : Optional.of(id),
              any(random, List.of(Relation.BROADER, Relation.PART_OF, Relation.INSTANCE_OF)));
      case 2 -> new Edit.Rename(id, text(random), language(random), random.nextBoolean());
      case 3, 4 -> new Edit.AddLabel(id, label(random, any(random, List.of(Label.Kind.values()))));
      case 5 -> new Edit.RemoveLabel(id, any(random, concept.labels()));
      case 6 -> new Edit.Define(id, text(random) + " and so on and on.", language(random));
      case 7 -> new Edit.AddNote(id, Concept.Note.Kind.EXAMPLE, text(random), "en");
      case 8, 9 -> new Edit.Relate(id, any(random, List.of(Relation.values())), other);
      case 10 ->
          concept.links().isEmpty()
              ? new Edit.Revive(id)
              : unrelate(id, any(random, concept.links()));
      case 11 ->
          new Edit.Move(
              id,
              concept.broader().stream().findFirst(),
              random.nextInt(5) == 0 ? Optional.empty() : Optional.of(other));
      case 12 -> new Edit.Merge(id, other);
      case 13 ->
          random.nextBoolean()
              ? new Edit.Deprecate(id, Optional.of(other))
              : new Edit.Split(
                  id,
                  List.of(new Edit.Part(other, List.of(any(random, concept.labels())))),
                  random.nextBoolean());
      case 14, 15 -> new Edit.Map(id, any(random, List.of(Match.values())), any(random, ELSEWHERE));
      case 16 -> new Edit.Unmap(id, mapped(random, concept));
      default ->
          view.deprecated().isEmpty()
              ? new Edit.Cite(id, text(random))
              : new Edit.Revive(any(random, List.copyOf(view.deprecated())).id());
    };
  }

  private static Edit unrelate(String id, Concept.Link link) {
    return new Edit.Unrelate(id, link.relation(), link.target());
  }

  private static String mapped(Random random, Concept concept) {
    return concept.mappings().isEmpty()
        ? any(random, ELSEWHERE)
        : any(random, concept.mappings()).iri();
  }

  /// Near or far.
  private static String other(Random random, ConceptView view, Concept concept) {
    if (random.nextBoolean() && !concept.links().isEmpty()) {
      var near = any(random, concept.links()).target();
      var further = view.byId(near).orElseThrow().links();
      return any(random, further).target();
    }
    return any(random, List.copyOf(view.all())).id();
  }

  private static Label label(Random random, Label.Kind kind) {
    return new Label(kind, text(random), language(random));
  }

  private static String text(Random random) {
    return any(random, WORDS)
        + (random.nextBoolean() ? " " + any(random, WORDS) : "")
        + (random.nextInt(3) > 0 ? " " + random.nextInt(1000) : "");
  }

  private static String language(Random random) {
    return random.nextInt(4) == 0 ? "de" : "en";
  }

  private static <T> T any(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
