package dev.cairn.server.http;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Match;
import dev.cairn.server.pages.ProposalPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The texts of proposed edits as fields of a form, and back. What is no text stays as it is.
final class ProposalForm {
  private static final Set<String> FIXED =
      Set.of("edit", "id", "relation", "kind", "scheme", "property");
  private static final Set<String> LARGE = Set.of("definition", "source");

  private ProposalForm() {}

  /// @param typed name of a field → its value, instead of what is proposed
  static List<ProposalPage.Edit> of(
      JsonNode edits, Optional<UnaryOperator<String>> typed, ConceptView view) {
    var all = new ArrayList<ProposalPage.Edit>();
    for (int i = 0; i < edits.size(); i++) {
      var edit = edits.get(i);
      var fields = new ArrayList<ProposalPage.Field>();
      for (var name : names(edit)) {
        var shown = shown(name, edit.path(name).asString(), view);
        var field = field(i, name);
        boolean large =
            LARGE.contains(name) || edit.path("edit").asString("").equals("define") && isText(name);
        fields.add(
            new ProposalPage.Field(
                field, label(name), typed.map(form -> form.apply(field)).orElse(shown), large));
      }
      var leave = "leave-" + i;
      boolean left = typed.map(form -> form.apply(leave)).filter(it -> !it.isEmpty()).isPresent();
      all.add(new ProposalPage.Edit(leave, left, says(edit), fields));
    }
    return all;
  }

  /// As people read it.
  private static String shown(String name, String value, ConceptView view) {
    return isConcept(name) ? name(value, view) : value;
  }

  /// Browsers end lines in their own way.
  private static String lines(String text) {
    return text.replace("\r\n", "\n").strip();
  }

  /// The edits with what was typed; a field that nobody touched stays as it was.
  ///
  /// @param typed name of a field → its value
  static JsonNode changed(JsonNode edits, UnaryOperator<String> typed, ConceptView view) {
    var changed = Json.MAPPER.createArrayNode();
    for (int i = 0; i < edits.size(); i++) {
      if (!typed.apply("leave-" + i).isEmpty()) continue;
      if (!(edits.get(i).deepCopy() instanceof ObjectNode edit)) continue;
      for (var name : names(edit)) {
        var value = lines(typed.apply(field(i, name)));
        if (value.equals(lines(shown(name, edit.path(name).asString(), view)))) continue;
        edit.put(
            name,
            isConcept(name)
                ? ChangeForm.called(value, view).map(Concept::id).orElse(value)
                : value);
      }
      changed.add(edit);
    }
    return changed;
  }

  /// What a proposal is about, when it cannot be made any more.
  static String title(JsonNode edits, ConceptView view) {
    return edits
        .valueStream()
        .map(edit -> name(edit.path("label").asString(edit.path("concept").asString("")), view))
        .filter(name -> !name.isEmpty())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static List<String> names(JsonNode edit) {
    return edit.propertyStream()
        .filter(p -> p.getValue().isString() && !FIXED.contains(p.getKey()))
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  private static String field(int edit, String name) {
    return "edit-" + edit + "-" + name;
  }

  private static boolean isText(String name) {
    return name.equals("text");
  }

  private static boolean isConcept(String name) {
    return switch (name) {
      case "concept", "other", "into", "from", "to", "broader", "replacement" -> true;
      default -> false;
    };
  }

  private static String name(String id, ConceptView view) {
    return view.exactly(id).map(Concept::label).orElse(id);
  }

  private static String label(String name) {
    return switch (name) {
      case "text" -> "Words";
      case "label" -> "Name";
      case "definition" -> "What it is";
      case "source" -> "Where it was found";
      case "broader" -> "Under";
      case "concept" -> "Concept";
      case "other" -> "The other concept";
      case "into" -> "Into";
      case "from" -> "From under";
      case "to" -> "To under";
      case "replacement" -> "Used instead";
      case "language" -> "Language";
      default -> name;
    };
  }

  private static String says(JsonNode edit) {
    return switch (edit.path("edit").asString("")) {
      case "create" -> "A new concept";
      case "rename" -> "A new name";
      case "addLabel" -> "Another name";
      case "removeLabel" -> "A name is taken away";
      case "define" -> "What it is";
      case "addNote" -> "A note";
      case "removeNote" -> "A note is taken away";
      case "cite" -> "A source";
      case "uncite" -> "A source is taken away";
      case "relate" -> "A link: " + edit.path("relation").asString("related");
      case "unrelate" -> "A link is taken away: " + edit.path("relation").asString("related");
      case "map" ->
          "A mapping: "
              + Match.of(edit.path("property").asString("")).map(Match::words).orElse("maps to");
      case "unmap" -> "A mapping is taken away";
      case "move" -> "Another place in the tree";
      case "merge" -> "Merged into another concept";
      case "split" -> "Split";
      case "deprecate" -> "No longer to be used";
      case "revive" -> "Taken back into use";
      default -> edit.path("edit").asString("");
    };
  }
}
