package dev.cairn.server.http;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.ConceptView;
import dev.cairn.server.pages.ChangePage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Turns what stands in the forms of a concept into edits, as the interface writes them: what
/// differs from the concept is changed, all else stays.
final class ChangeForm {
  private static final Pattern LINE = Pattern.compile("(.*?)(?:\\s*\\[([A-Za-z0-9-]*)])?");
  private static final int LINKS = 3;

  private final Map<String, String> fields;
  private final ConceptView view;
  private final UnaryOperator<String> ids;
  private final List<Map<String, Object>> edits = new ArrayList<>();

  private ChangeForm(Map<String, String> fields, ConceptView view, UnaryOperator<String> ids) {
    this.fields = fields;
    this.view = view;
    this.ids = ids;
  }

  /// @param concept that is changed; empty for a new one
  /// @param fields by name; several values of one are kept together by line ends
  /// @param ids an id that is free, for the name of a new concept
  static JsonNode edits(
      Optional<Concept> concept,
      Map<String, String> fields,
      ConceptView view,
      UnaryOperator<String> ids) {
    var form = new ChangeForm(fields, view, ids);
    if (concept.isEmpty()) form.create();
    else
      switch (form.field("do")) {
        case "merge" -> form.add("merge", concept.get(), Map.of("into", form.named("into")));
        case "deprecate" ->
            form.add("deprecate", concept.get(), Map.of("replacement", form.named("replacement")));
        case "revive" -> form.add("revive", concept.get(), Map.of());
        case "split" -> form.split(concept.get());
        default -> form.change(concept.get());
      }
    return Json.MAPPER.valueToTree(form.edits);
  }

  private String field(String name) {
    return fields.getOrDefault(name, "").strip();
  }

  /// The concept that people call so: its id, or what they typed if none or several are.
  private String named(String field) {
    var typed = field(field);
    return called(typed, view).map(Concept::id).orElse(typed);
  }

  /// The only concept that has this id, IRI or name.
  static Optional<Concept> called(String typed, ConceptView view) {
    var called = allCalled(typed, view);
    return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
  }

  /// The one that has this id or IRI, else all that are called so: by their first name, or where
  /// none is, by another.
  static List<Concept> allCalled(String typed, ConceptView view) {
    var exactly = view.exactly(typed);
    if (exactly.isPresent() || typed.isEmpty()) return exactly.stream().toList();
    var called = view.all().stream().filter(c -> c.label().equalsIgnoreCase(typed)).toList();
    if (!called.isEmpty()) return called;
    return view.all().stream()
        .filter(c ->
            c.labels().stream()
                .anyMatch(l -> l.kind() != Label.Kind.HIDDEN && l.text().equalsIgnoreCase(typed)))
        .toList();
  }

  private void add(String edit, Concept concept, Map<String, Object> more) {
    var all = new LinkedHashMap<String, Object>();
    all.put("edit", edit);
    all.put("concept", concept.id());
    all.putAll(more);
    edits.add(all);
  }

  private void create() {
    var all = new LinkedHashMap<String, Object>();
    all.put("edit", "create");
    all.put("label", field("name"));
    var labels = new ArrayList<Map<String, Object>>();
    labels("also", Label.Kind.ALTERNATIVE).forEach(l -> labels.add(json(l)));
    labels("everyday", Label.Kind.CONTEXT).forEach(l -> labels.add(json(l)));
    labels("misspelt", Label.Kind.HIDDEN).forEach(l -> labels.add(json(l)));
    all.put("labels", labels);
    all.put("definition", field("definition"));
    all.put("source", field("source"));
    all.put("broader", named("broader"));
    all.put("relation", field("relation").isEmpty() ? "broader" : field("relation"));
    edits.add(all);
  }

  static Map<String, Object> json(Label label) {
    var json = new LinkedHashMap<String, Object>();
    json.put("kind", Params.code(label.kind()));
    json.put("text", label.text());
    json.put("language", label.language());
    return json;
  }

  private void change(Concept concept) {
    var main = ChangePage.main(concept);
    var name = field("name");
    if (!name.isEmpty() && !name.equals(main.text()))
      add("rename", concept, Map.of("text", name, "language", main.language()));
    labels(concept, main);
    var definition = field("definition").replaceAll("\\s+", " ");
    if (!definition.equals(concept.definition().orElse("").strip().replaceAll("\\s+", " ")))
      add("define", concept, Map.of("text", definition, "language", main.language()));
    for (var gone : field("remove").split(ChangePage.BETWEEN)) {
      var parts = gone.strip().split(" ", 2);
      if (parts.length == 2)
        add("unrelate", concept, Map.of("relation", parts[0], "other", parts[1]));
    }
    for (int row = 1; row <= LINKS; row++)
      if (!field("other" + row).isEmpty())
        add(
            "relate",
            concept,
            Map.of("relation", field("relation" + row), "other", named("other" + row)));
  }

  /// What is not there any more is taken away, from all fields before anything is added: so a
  /// language is free for another name, and a name for another field.
  private void labels(Concept concept, Label main) {
    var before = concept.labels().stream().filter(label -> !label.equals(main)).toList();
    var after =
        Stream.of(
                labels("names", Label.Kind.PREFERRED),
                labels("also", Label.Kind.ALTERNATIVE),
                labels("everyday", Label.Kind.CONTEXT),
                labels("misspelt", Label.Kind.HIDDEN))
            .flatMap(List::stream)
            .toList();
    for (var label : before) if (!after.contains(label)) add("removeLabel", concept, json(label));
    for (var label : after) if (!before.contains(label)) add("addLabel", concept, json(label));
  }

  private List<Label> labels(String field, Label.Kind kind) {
    return fields
        .getOrDefault(field, "")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> label(line, kind))
        .distinct()
        .toList();
  }

  private static Label label(String line, Label.Kind kind) {
    var match = LINE.matcher(line);
    if (!match.matches()) return new Label(kind, line, "en");
    var language = match.group(2);
    return new Label(kind, match.group(1).strip(), language == null ? "en" : language);
  }

  private void split(Concept concept) {
    var heir = named("heir");
    boolean known = view.exactly(heir).isPresent();
    var labels = new ArrayList<Map<String, Object>>();
    for (var code : field("label").split(ChangePage.BETWEEN)) {
      var parts = code.strip().split(" ", 2);
      if (parts.length == 2)
        for (var kind : Label.Kind.values())
          if (kind.name().equals(parts[0])) labels.add(json(label(parts[1], kind)));
    }
    if (!known && !heir.isEmpty()) {
      var made = new LinkedHashMap<String, Object>();
      made.put("edit", "create");
      // So that the split can name what is made before it.
      made.put("id", ids.apply(heir));
      made.put("label", heir);
      made.put("definition", field("heirDefinition"));
      made.put("source", field("heirSource"));
      concept.broader().stream().findFirst().ifPresent(above -> made.put("broader", above));
      edits.add(made);
      heir = String.valueOf(made.get("id"));
    }
    add(
        "split",
        concept,
        Map.of("parts", List.of(Map.of("into", heir, "labels", labels)), "keep", true));
  }
}
