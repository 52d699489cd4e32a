package dev.cairn.server.http;

import dev.cairn.corpus.tagging.JudgedLabel;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Concept.Label.Kind;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Where a name counts, and the edits by which it counts only near a neighbouring concept: an
/// alternative name becomes a context label, a preferred one gets a context label of the same
/// letters beside it.
final class ContextLabel {
  private ContextLabel() {}

  /// Where a name counts when texts are linked.
  enum Counts {
    ALWAYS,
    IN_CONTEXT,
    NEVER
  }

  static Counts counts(JudgedLabel judged, ConceptView view) {
    var same =
        view.byIri(judged.concept()).filter(c -> !c.deprecated()).stream()
            .flatMap(c -> c.labels().stream())
            .filter(it -> it.text().equalsIgnoreCase(judged.label()) && it.kind() != Kind.HIDDEN)
            .map(Label::kind)
            .toList();
    if (same.isEmpty()) return Counts.NEVER;
    return same.contains(Kind.CONTEXT) ? Counts.IN_CONTEXT : Counts.ALWAYS;
  }

  /// As the interface writes them; empty where the name is no common word, but capitals only.
  static JsonNode edits(Concept concept, String label) {
    var edits = new ArrayList<Map<String, Object>>();
    for (var one : concept.labels()) {
      if (!one.text().equals(label)) continue;
      switch (one.kind()) {
        case ALTERNATIVE -> {
          edits.add(edit("removeLabel", concept, one));
          edits.add(edit("addLabel", concept, inContext(one.text(), one)));
        }
        case PREFERRED -> {
          var small = one.text().toLowerCase(Locale.ROOT);
          var other = small.equals(one.text()) ? capitalised(small) : small;
          if (!one.text().equals(one.text().toUpperCase(Locale.ROOT)))
            edits.add(edit("addLabel", concept, inContext(other, one)));
        }
        case CONTEXT, HIDDEN -> {}
      }
    }
    return Json.MAPPER.valueToTree(List.copyOf(edits));
  }

  private static Label inContext(String text, Label like) {
    return new Label(Kind.CONTEXT, text, like.language());
  }

  private static Map<String, Object> edit(String what, Concept concept, Label label) {
    var edit = new LinkedHashMap<String, Object>();
    edit.put("edit", what);
    edit.put("concept", concept.id());
    edit.putAll(ChangeForm.json(label));
    return edit;
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
