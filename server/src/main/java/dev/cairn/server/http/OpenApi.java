package dev.cairn.server.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The interface as OpenAPI 3.1, made from the very table that routes requests, so that the two
/// cannot disagree.
final class OpenApi {
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final Map<String, Object> PROBLEM =
      Map.of(
          "description",
          "What went wrong (RFC 9457).",
          "content",
          Map.of(
              "application/problem+json",
              Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"))));

  private final Route own;
  private final byte[] document;

  OpenApi(List<Route> routes) {
    this.own =
        Route.get("/openapi.json", "Running", "This interface, described.", List.of(), this::serve);
    var all = new ArrayList<>(routes);
    all.add(own);
    this.document = Json.MAPPER.writeValueAsBytes(describe(all));
  }

  Route route() {
    return own;
  }

  private void serve(Context ctx) {
    ctx.contentType(Json.TYPE).result(document);
  }

  private static Map<String, Object> describe(List<Route> routes) {
    var paths = new LinkedHashMap<String, Map<String, Object>>();
    for (var route : routes)
      paths
          .computeIfAbsent(route.path(), _ -> new LinkedHashMap<>())
          .put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
    var document = new LinkedHashMap<String, Object>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title",
            "Cairn",
            "version",
            "1",
            "description",
            "Documents and lessons learned, tied together by concepts: search, read, bring in.",
            "license",
            Map.of("name", "Apache-2.0", "identifier", "Apache-2.0")));
    document.put("paths", paths);
    document.put(
        "components",
        Map.of(
            "schemas",
            Map.of("Problem", problemSchema()),
            "securitySchemes",
            Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
    return document;
  }

  private static Map<String, Object> operation(Route route) {
    var operation = new LinkedHashMap<String, Object>();
    operation.put("tags", List.of(route.tag()));
    operation.put("summary", route.summary());
    var parameters = new ArrayList<Map<String, Object>>();
    var inPath = PATH_PARAMETER.matcher(route.path());
    while (inPath.find())
      parameters.add(
          Map.of(
              "name",
              inPath.group(1),
              "in",
              "path",
              "required",
              true,
              "schema",
              Map.of("type", "string")));
    route.parameters().forEach(p -> parameters.add(parameter(p)));
    operation.put("parameters", parameters);
    switch (route.body()) {
      case NONE -> {}
      case JSON -> operation.put("requestBody", body("application/json"));
      case MERGE_PATCH -> operation.put("requestBody", body("application/merge-patch+json"));
      case MULTIPART -> operation.put("requestBody", body("multipart/form-data"));
      case BYTES ->
          operation.put("requestBody", body("application/octet-stream", "multipart/form-data"));
      case SPARQL ->
          operation.put(
              "requestBody", body("application/sparql-query", "application/x-www-form-urlencoded"));
    }
    operation.put(
        "responses",
        Map.of(
            String.valueOf(route.success()),
            Map.of("description", "As asked."),
            "default",
            PROBLEM));
    if (route.access() == Route.Access.ADMIN)
      operation.put("security", List.of(Map.of("token", List.of())));
    return operation;
  }

  private static Map<String, Object> body(String... mediaTypes) {
    var content = new LinkedHashMap<String, Object>();
    for (var type : mediaTypes)
      content.put(
          type,
          type.equals("application/octet-stream")
              ? Map.of()
              : Map.of("schema", Map.of("type", "object")));
    return Map.of("required", true, "content", content);
  }

  private static Map<String, Object> parameter(Route.Parameter parameter) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", parameter.type().equals("date") ? "string" : parameter.type());
    if (parameter.type().equals("date")) schema.put("format", "date");
    if (!parameter.values().isEmpty()) schema.put("enum", parameter.values());
    return Map.of(
        "name",
        parameter.name(),
        "in",
        "query",
        "description",
        parameter.description(),
        "schema",
        parameter.repeatable() ? Map.of("type", "array", "items", schema) : schema);
  }

  private static Map<String, Object> problemSchema() {
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of(
            "type", Map.of("type", "string"),
            "title", Map.of("type", "string"),
            "status", Map.of("type", "integer"),
            "detail", Map.of("type", "string"),
            "errors",
                Map.of(
                    "type",
                    "array",
                    "items",
                    Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of(
                            "pointer", Map.of("type", "string"),
                            "detail", Map.of("type", "string"))))));
  }
}
