package dev.cairn.server.http;

import io.javalin.http.Context;
import java.util.List;

/// One line of the table of routes: what the router serves and what `/openapi.json` says.
///
/// @param path with `{name}` for parts that vary
/// @param access who may call it
/// @param parameters of the query; any other is refused
/// @param success status where all is well
record Route(
    Method method,
    String path,
    Access access,
    String tag,
    String summary,
    List<Parameter> parameters,
    Body body,
    int success,
    Handler handler) {
  Route(
      Method method,
      String path,
      Access access,
      String tag,
      String summary,
      List<Parameter> parameters,
      Body body,
      Handler handler) {
    this(
        method,
        path,
        access,
        tag,
        summary,
        parameters,
        body,
        body == Body.MULTIPART ? 202 : 200,
        handler);
  }

  enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
  }

  enum Access {
    /// Everybody; what is seen depends on who asks.
    READ,
    /// Only the admin.
    ADMIN
  }

  /// What the request's body is, as media type; `NONE` where there is none.
  enum Body {
    NONE,
    JSON,
    /// RFC 7396
    MERGE_PATCH,
    MULTIPART,
    /// Bytes as they are, or the same as a part `file`.
    BYTES,
    /// A question as it is, or as the field `query` of a form.
    SPARQL
  }

  /// @param type `string`, `integer`, `boolean`, `date`
  /// @param values what it may be; empty: anything of its type
  record Parameter(
      String name, String type, boolean repeatable, List<String> values, String description) {}

  /// What answers. May throw {@link Refusal} and the failures of the rooms.
  interface Handler {
    void handle(Context ctx) throws Exception;
  }

  static Parameter text(String name, String description) {
    return new Parameter(name, "string", false, List.of(), description);
  }

  static Parameter texts(String name, String description) {
    return new Parameter(name, "string", true, List.of(), description);
  }

  static Parameter integer(String name, String description) {
    return new Parameter(name, "integer", false, List.of(), description);
  }

  static Parameter flag(String name, String description) {
    return new Parameter(name, "boolean", false, List.of(), description);
  }

  static Parameter date(String name, String description) {
    return new Parameter(name, "date", false, List.of(), description);
  }

  static Parameter choice(String name, boolean repeatable, List<String> values, String about) {
    return new Parameter(name, "string", repeatable, values, about);
  }

  static Route get(
      String path, String tag, String summary, List<Parameter> parameters, Handler handler) {
    return new Route(Method.GET, path, Access.READ, tag, summary, parameters, Body.NONE, handler);
  }

  Route admin() {
    return new Route(method, path, Access.ADMIN, tag, summary, parameters, body, success, handler);
  }

  Route answering(int status) {
    return new Route(method, path, access, tag, summary, parameters, body, status, handler);
  }
}
