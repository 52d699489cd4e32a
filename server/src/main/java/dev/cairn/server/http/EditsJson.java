package dev.cairn.server.http;

import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Concept.Note;
import dev.cairn.ontology.Match;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.curating.Edit;
import dev.cairn.ontology.curating.EditFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Edits of concepts as JSON: each an object whose field `edit` says what it does.
final class EditsJson {
  static final String KINDS =
      "create, rename, addLabel, removeLabel, define, addNote, removeNote, cite, uncite, relate,"
          + " unrelate, map, unmap, move, merge, split, deprecate, revive";

  static final String MATCHES =
      Stream.of(Match.values()).map(Match::code).collect(Collectors.joining(", "));

  private static final Set<String> CREATE =
      Set.of(
          "id",
          "scheme",
          "label",
          "labels",
          "definition",
          "language",
          "source",
          "broader",
          "relation");

  private EditsJson() {}

  /// @param concept whom edits are about that name none
  /// @throws Refusal 422 that names what is wrong
  static List<Edit> list(JsonNode json, Optional<String> concept) {
    if (!json.isArray()) throw CurationRoutes.wrong("edits", "Must be a list of edits.");
    var edits = new ArrayList<Edit>();
    for (int i = 0; i < json.size(); i++) edits.add(edit(json.get(i), "/edits/" + i, concept));
    return edits;
  }

  /// The faults of edits, each with a pointer into the body.
  ///
  /// @param single whether the body is one edit instead of a list
  static Refusal invalid(List<EditFault> faults, boolean single) {
    var all =
        faults.stream()
            .map(fault ->
                new Refusal.Fault(
                    (single || fault.edit() < 0 ? "" : "/edits/" + fault.edit())
                        + (fault.field().isEmpty() ? "" : "/" + fault.field()),
                    fault.detail()))
            .toList();
    return Refusal.invalid(
        faults.size() == 1
            ? faults.getFirst().detail()
            : "Nothing was changed, for %d reasons.".formatted(faults.size()),
        all);
  }

  private static Edit edit(JsonNode json, String at, Optional<String> concept) {
    if (!json.isObject()) throw wrong(at, "Must be an object.");
    var kind = json.path("edit").asString("");
    var fields = new Fields(json, at, concept);
    return switch (kind) {
      case "create" -> create(json, at, Set.of("edit"));
      case "rename" -> {
        fields.only("concept", "text", "language", "keepFormer");
        yield new Edit.Rename(
            fields.about(),
            fields.text("text"),
            fields.language(),
            fields.flag("keepFormer", true));
      }
      case "addLabel" -> new Edit.AddLabel(fields.about(), fields.labelOfEdit());
      case "removeLabel" -> new Edit.RemoveLabel(fields.about(), fields.labelOfEdit());
      case "define" -> {
        fields.only("concept", "text", "language");
        yield new Edit.Define(fields.about(), fields.text("text"), fields.language());
      }
      case "addNote" -> {
        fields.only("concept", "kind", "text", "language");
        yield new Edit.AddNote(
            fields.about(), fields.noteKind(), fields.text("text"), fields.language());
      }
      case "removeNote" -> {
        fields.only("concept", "kind", "text");
        yield new Edit.RemoveNote(fields.about(), fields.noteKind(), fields.text("text"));
      }
      case "cite" -> {
        fields.only("concept", "source");
        yield new Edit.Cite(fields.about(), fields.text("source"));
      }
      case "uncite" -> {
        fields.only("concept", "source");
        yield new Edit.Uncite(fields.about(), fields.text("source"));
      }
      case "relate" -> {
        fields.only("concept", "relation", "other");
        yield new Edit.Relate(fields.about(), fields.relation("related"), fields.text("other"));
      }
      case "unrelate" -> {
        fields.only("concept", "relation", "other");
        yield new Edit.Unrelate(fields.about(), fields.relation("related"), fields.text("other"));
      }
      case "map" -> {
        fields.only("concept", "property", "other");
        yield new Edit.Map(fields.about(), fields.match(), fields.text("other"));
      }
      case "unmap" -> {
        fields.only("concept", "other");
        yield new Edit.Unmap(fields.about(), fields.text("other"));
      }
      case "move" -> {
        fields.only("concept", "from", "to");
        yield new Edit.Move(fields.about(), fields.optional("from"), fields.optional("to"));
      }
      case "merge" -> {
        fields.only("concept", "into");
        yield new Edit.Merge(fields.about(), fields.text("into"));
      }
      case "split" -> {
        fields.only("concept", "parts", "keep");
        yield new Edit.Split(fields.about(), fields.parts(), fields.flag("keep", true));
      }
      case "deprecate" -> {
        fields.only("concept", "replacement");
        yield new Edit.Deprecate(fields.about(), fields.optional("replacement"));
      }
      case "revive" -> {
        fields.only("concept");
        yield new Edit.Revive(fields.about());
      }
      default ->
          throw wrong(at + "/edit", "There is no edit '" + kind + "'; there are " + KINDS + ".");
    };
  }

  /// A concept to be created.
  ///
  /// @param more fields that may stand beside
  static Edit.Create create(JsonNode json, String at, Set<String> more) {
    var fields = new Fields(json, at, Optional.empty());
    fields.only(Stream.concat(CREATE.stream(), more.stream()).toArray(String[]::new));
    var labels = new ArrayList<Label>();
    var language = fields.language();
    if (json.has("label"))
      labels.add(new Label(Label.Kind.PREFERRED, fields.text("label"), language));
    labels.addAll(labels(json.path("labels"), at + "/labels"));
    return new Edit.Create(
        fields.optional("id"),
        fields.optional("scheme"),
        labels,
        fields.text("definition"),
        language,
        fields.text("source"),
        fields.optional("broader"),
        fields.relation("broader"));
  }

  private static List<Label> labels(JsonNode json, String at) {
    if (json.isMissingNode()) return List.of();
    if (!json.isArray()) throw wrong(at, "Must be a list of labels.");
    var labels = new ArrayList<Label>();
    for (int i = 0; i < json.size(); i++) {
      if (!json.get(i).isObject()) throw wrong(at + "/" + i, "Must be an object.");
      var fields = new Fields(json.get(i), at + "/" + i, Optional.empty());
      fields.only("kind", "text", "language");
      labels.add(fields.label());
    }
    return labels;
  }

  static Refusal wrong(String pointer, String because) {
    return Refusal.invalid(because, List.of(new Refusal.Fault(pointer, because)));
  }

  /// The fields of one edit.
  private record Fields(JsonNode json, String at, Optional<String> concept) {
    String about() {
      return json.has("concept") ? text("concept") : concept.orElse("");
    }

    void only(String... known) {
      var all = Set.of(known);
      for (var name : json.propertyNames())
        if (!name.equals("edit") && !all.contains(name))
          throw wrong(at + "/" + name, "There is no field '" + name + "' here.");
    }

    String text(String name) {
      var value = json.path(name);
      if (value.isMissingNode() || value.isNull()) return "";
      if (!value.isString()) throw wrong(at + "/" + name, "Must be a text.");
      return value.asString();
    }

    Optional<String> optional(String name) {
      return Optional.of(text(name)).filter(text -> !text.isBlank());
    }

    String language() {
      return json.has("language") ? text("language").strip() : "en";
    }

    boolean flag(String name, boolean otherwise) {
      var value = json.path(name);
      if (value.isMissingNode()) return otherwise;
      if (!value.isBoolean()) throw wrong(at + "/" + name, "Must be true or false.");
      return value.asBoolean();
    }

    Relation relation(String otherwise) {
      var code = optional("relation").orElse(otherwise);
      for (var relation : Relation.values()) if (relation.code().equals(code)) return relation;
      throw wrong(
          at + "/relation",
          "There is no relation '"
              + code
              + "'; there are "
              + Stream.of(Relation.values()).map(Relation::code).collect(Collectors.joining(", "))
              + ".");
    }

    Match match() {
      var code = text("property");
      return Match.of(code)
          .orElseThrow(() ->
              wrong(
                  at + "/property",
                  "There is no mapping '" + code + "'; there are " + MATCHES + "."));
    }

    Note.Kind noteKind() {
      return one(Note.Kind.values(), optional("kind").orElse("scope"));
    }

    Label labelOfEdit() {
      only("concept", "kind", "text", "language");
      return label();
    }

    Label label() {
      return new Label(
          one(Label.Kind.values(), optional("kind").orElse("alternative")),
          text("text"),
          language());
    }

    private <E extends Enum<E>> E one(E[] values, String code) {
      for (var value : values) if (value.name().toLowerCase(Locale.ROOT).equals(code)) return value;
      throw wrong(
          at + "/kind",
          "There is no kind '"
              + code
              + "'; there are "
              + Stream.of(values)
                  .map(value -> value.name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", "))
              + ".");
    }

    List<Edit.Part> parts() {
      var parts = new ArrayList<Edit.Part>();
      var all = json.path("parts");
      if (!all.isArray()) throw wrong(at + "/parts", "Must be a list.");
      for (int i = 0; i < all.size(); i++) {
        var place = at + "/parts/" + i;
        if (!all.get(i).isObject()) throw wrong(place, "Must be an object.");
        var fields = new Fields(all.get(i), place, Optional.empty());
        fields.only("into", "labels");
        parts.add(
            new Edit.Part(
                fields.text("into"), labels(all.get(i).path("labels"), place + "/labels")));
      }
      return parts;
    }
  }
}
