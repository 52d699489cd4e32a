package dev.cairn.corpus.lesson;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A mapping as JSON.
final class MappingJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Set<String> NAMES =
      Set.of(
          "source",
          "key",
          "columns",
          "dateFormats",
          "listSeparator",
          "constants",
          "values",
          "silence",
          "markup");

  private MappingJson() {}

  static Mapping parse(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "The mapping is no JSON" + RawTable.at(e.getLocation()) + ".", e);
    }
    if (!root.isObject()) throw new IllegalArgumentException("A mapping is a JSON object.");
    for (var name : root.propertyNames())
      if (!NAMES.contains(name))
        throw new IllegalArgumentException(
            "A mapping has no '" + name + "'; it has " + sorted(NAMES.stream()) + ".");
    if (!root.path("source").isString())
      throw new IllegalArgumentException("The mapping does not name its 'source'.");
    if (!root.path("columns").isObject())
      throw new IllegalArgumentException("The mapping does not name its 'columns'.");
    return new Mapping(
        root.path("source").stringValue(),
        text(root, "key"),
        targets(root, "columns", MappingJson::texts),
        root.has("dateFormats") ? texts(root.get("dateFormats")) : List.of("yyyy-MM-dd"),
        text(root, "listSeparator").orElse(";"),
        targets(root, "constants", MappingJson::text),
        targets(root, "values", MappingJson::meanings),
        root.has("silence") ? texts(root.get("silence")) : List.of(),
        root.path("markup").asBoolean(false));
  }

  private static Optional<String> text(JsonNode root, String name) {
    return root.hasNonNull(name) ? Optional.of(text(root.get(name))) : Optional.empty();
  }

  private static String text(JsonNode node) {
    if (!node.isValueNode() || node.isNull())
      throw new IllegalArgumentException("Expected a text in the mapping, found " + node + ".");
    return node.asString();
  }

  /// One text may stand for a list of one.
  private static List<String> texts(JsonNode node) {
    if (!node.isArray()) return List.of(text(node));
    return node.valueStream().map(MappingJson::text).toList();
  }

  private static Map<String, String> meanings(JsonNode node) {
    var meanings = new LinkedHashMap<String, String>();
    node.propertyStream().forEach(e -> meanings.put(e.getKey(), text(e.getValue())));
    return meanings;
  }

  private static <V> Map<Target, V> targets(
      JsonNode root, String name, Function<JsonNode, V> reader) {
    var found = new EnumMap<Target, V>(Target.class);
    root.path(name)
        .propertyStream()
        .forEach(e ->
            found.put(
                Target.fromCode(e.getKey())
                    .orElseThrow(() ->
                        new IllegalArgumentException(
                            "A lesson has no '"
                                + e.getKey()
                                + "'; it has "
                                + sorted(Stream.of(Target.values()).map(Target::code))
                                + ".")),
                reader.apply(e.getValue())));
    return found;
  }

  private static String sorted(Stream<String> names) {
    return names.sorted().collect(Collectors.joining(", "));
  }

  static String write(Mapping mapping) {
    var root = JSON.createObjectNode();
    root.put("source", mapping.source());
    mapping.key().ifPresent(key -> root.put("key", key));
    var columns = root.putObject("columns");
    mapping.columns().forEach((target, names) -> put(columns, target.code(), names));
    put(root, "dateFormats", mapping.dateFormats());
    root.put("listSeparator", mapping.listSeparator());
    var constants = root.putObject("constants");
    mapping.constants().forEach((target, value) -> constants.put(target.code(), value));
    var values = root.putObject("values");
    mapping
        .values()
        .forEach((target, meanings) -> {
          var to = values.putObject(target.code());
          meanings.forEach(to::put);
        });
    put(root, "silence", mapping.silence());
    root.put("markup", mapping.markup());
    return JSON.writeValueAsString(root) + "\n";
  }

  private static void put(ObjectNode node, String name, List<String> texts) {
    var array = node.putArray(name);
    texts.forEach(array::add);
  }
}
