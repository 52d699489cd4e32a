package dev.cairn.server.http;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Metadata;
import dev.cairn.ontology.ConceptView;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// What a client says of files, as JSON: `title`, `summary`, `authors`, `organisation`, `date`,
/// `tags`, `concepts`, `language`, `access`.
final class MetadataForm {
  private static final Set<String> KNOWN =
      Set.of(
          "title",
          "summary",
          "authors",
          "organisation",
          "date",
          "tags",
          "concepts",
          "language",
          "access");

  private final JsonNode json;
  private final List<Refusal.Fault> faults = new ArrayList<>();

  private MetadataForm(JsonNode json) {
    this.json = json;
  }

  /// @throws Refusal 400 if it is no JSON, 422 naming every field that cannot be used
  static Metadata read(String text, ConceptView concepts) {
    var form =
        new MetadataForm(
            Json.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                "The part 'metadata'"));
    var metadata = form.toMetadata(concepts);
    if (!form.faults.isEmpty()) throw Refusal.invalid("The metadata cannot be used.", form.faults);
    return metadata;
  }

  /// A change of what is said of an item (RFC 7396): what is absent stays, null deletes.
  ///
  /// @throws Refusal 422 naming every field that cannot be used
  static UnaryOperator<Metadata> patch(JsonNode json, ConceptView concepts) {
    var form = new MetadataForm(json);
    var said = form.toMetadata(concepts);
    if (!form.faults.isEmpty()) throw Refusal.invalid("The change cannot be made.", form.faults);
    return old ->
        new Metadata(
            json.has("title") ? said.title() : old.title(),
            json.has("summary") ? said.summary() : old.summary(),
            json.has("authors") ? said.authors() : old.authors(),
            json.has("organisation") ? said.organisation() : old.organisation(),
            json.has("date") ? said.date() : old.date(),
            json.has("tags") ? said.keywords() : old.keywords(),
            json.has("concepts") ? said.concepts() : old.concepts(),
            json.has("language") ? said.language() : old.language(),
            json.has("access") ? said.access() : old.access());
  }

  private Metadata toMetadata(ConceptView concepts) {
    if (!json.isObject()) {
      fault("", "Must be an object.");
      return Metadata.none();
    }
    for (var name : json.propertyNames())
      if (!KNOWN.contains(name)) fault("/" + name, "There is no field '" + name + "'.");
    return new Metadata(
        text("title"),
        text("summary"),
        texts("authors"),
        text("organisation"),
        date("date"),
        texts("tags"),
        concepts(concepts),
        text("language"),
        access());
  }

  private void fault(String pointer, String detail) {
    faults.add(new Refusal.Fault(pointer, detail));
  }

  private Optional<String> text(String name) {
    var value = json.path(name);
    if (value.isMissingNode() || value.isNull()) return Optional.empty();
    if (value.isString()) return Optional.of(value.asString().strip()).filter(s -> !s.isEmpty());
    fault("/" + name, "Must be a text.");
    return Optional.empty();
  }

  private List<String> texts(String name) {
    var value = json.path(name);
    if (value.isMissingNode() || value.isNull()) return List.of();
    var all = new ArrayList<String>();
    if (value.isArray())
      for (var one : value) {
        if (one.isString()) all.add(one.asString().strip());
        else fault("/" + name + "/" + all.size(), "Must be a text.");
      }
    else fault("/" + name, "Must be a list of texts.");
    return all.stream().filter(s -> !s.isEmpty()).toList();
  }

  private Optional<LocalDate> date(String name) {
    try {
      return text(name).map(LocalDate::parse);
    } catch (DateTimeParseException _) {
      fault("/" + name, "Must be a date such as 2026-05-01.");
      return Optional.empty();
    }
  }

  private List<String> concepts(ConceptView view) {
    var ids = new ArrayList<String>();
    for (var value : texts("concepts")) {
      var concept = view.find(value);
      if (concept.isPresent()) ids.add(concept.get().id());
      else fault("/concepts", "There is no concept '" + value + "'.");
    }
    return ids;
  }

  private Optional<Access> access() {
    var value = json.path("access");
    if (value.isMissingNode() || value.isNull()) return Optional.empty();
    var readers = texts("access");
    try {
      return Optional.of(Access.of(readers));
    } catch (IllegalArgumentException e) {
      fault("/access", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
