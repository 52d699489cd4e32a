package dev.cairn.server.http;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.curation.CurationFailure;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.ontology.GraphFailure;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only place that knows both what can go wrong and which status that is.
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static void addTo(RoutesConfig routes, ProblemPage page) {
    routes.exception(Refusal.class, (refusal, ctx) -> answer(ctx, refusal, page));
    routes.exception(
        GraphFailure.class,
        (e, ctx) ->
            answer(
                ctx,
                switch (e.kind()) {
                  case UNAVAILABLE, TIMEOUT -> unavailable(e, "The graph does not answer now.");
                  case CORRUPT -> internal(e);
                },
                page));
    routes.exception(
        BlobFailure.class,
        (e, ctx) ->
            answer(
                ctx,
                switch (e.kind()) {
                  case UNAVAILABLE -> unavailable(e, "Originals cannot be read or stored now.");
                  case CORRUPT -> internal(e);
                },
                page));
    routes.exception(
        CurationFailure.class, (e, ctx) -> answer(ctx, Refusal.unavailable(e.sentence()), page));
    routes.exception(
        IndexFailure.class,
        (e, ctx) ->
            answer(
                ctx,
                switch (e.kind()) {
                  case UNAVAILABLE -> unavailable(e, "The index does not answer now.");
                  case EXPIRED ->
                      Refusal.gone(
                          "This page of results has expired; begin at the first.",
                          withoutCursor(ctx));
                  case NOT_READY -> Refusal.unavailable(String.valueOf(e.getMessage()));
                },
                page));
    routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, of(e), page));
    routes.exception(Exception.class, (e, ctx) -> answer(ctx, unknown(e), page));
    routes.error(404, ctx -> completeBare(ctx, page, "There is nothing at this address."));
    routes.error(405, ctx -> completeBare(ctx, page, "This address does not take that method."));
  }

  /// Writes the problem as a page for a browser that asked for one, else as JSON.
  interface ProblemPage {
    String render(Context ctx, int status, String title, String detail);
  }

  private static void completeBare(Context ctx, ProblemPage page, String detail) {
    var written = ctx.res().getContentType();
    if (written != null && (written.contains("problem+json") || written.contains("text/html")))
      return;
    answer(ctx, Refusal.of(ctx.statusCode(), title(ctx.statusCode()), detail), page);
  }

  private static Refusal of(HttpResponseException e) {
    int status = e.getStatus();
    return Refusal.of(
        status,
        title(status),
        switch (status) {
          case 400 -> "The request cannot be read.";
          case 404 -> "There is nothing at this address.";
          case 405 -> "This address does not take that method.";
          case 413 -> "The request is larger than this server takes.";
          default -> "The request could not be answered.";
        });
  }

  /// Jetty has no types for these; its messages say "max length exceeded", "Form is larger than
  /// max" and the like, often as the cause of a general complaint.
  private static Refusal unknown(Exception e) {
    boolean unreadable = false;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      var said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      var kind = cause.getClass().getName();
      if (said.contains("too large") || said.contains("exceed") || said.contains("larger than max"))
        return Refusal.tooLarge("The upload is larger than this server takes in one request.");
      unreadable |=
          kind.contains("BadMessage") || said.contains("multipart") || said.contains("boundary");
    }
    return unreadable ? Refusal.badRequest("The body of the request cannot be read.") : internal(e);
  }

  private static Refusal unavailable(Exception e, String detail) {
    LOG.warn("{}", detail, e);
    return Refusal.unavailable(detail + " Try again in a moment.");
  }

  private static Refusal internal(Exception e) {
    LOG.error("a request failed", e);
    return Refusal.of(
        500,
        "This did not work",
        "The fault is the server's, not yours. Nothing that was saved is lost; its log says more.");
  }

  static void answer(Context ctx, Refusal refusal, ProblemPage page) {
    ctx.status(refusal.status());
    ctx.removeHeader("ETag");
    refusal
        .retryAfter()
        .ifPresent(
            pause -> ctx.header("Retry-After", String.valueOf(Math.max(1, pause.toSeconds()))));
    if (refusal.status() == 401) ctx.header("WWW-Authenticate", "Bearer");
    // The rest of what was sent is not read, so the connection can serve nothing more. Who is not
    // told so may write the next request into a connection that is being closed.
    if (refusal.status() == 413) ctx.header("Connection", "close");
    refusal.first().ifPresent(first -> ctx.header("Link", "<" + first + ">; rel=\"first\""));
    if (wantsPage(ctx)) {
      ctx.contentType("text/html; charset=utf-8")
          .result(page.render(ctx, refusal.status(), refusal.title(), refusal.detail()));
      return;
    }
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", "about:blank");
    problem.put("title", refusal.title());
    problem.put("status", refusal.status());
    problem.put("detail", refusal.detail());
    refusal.first().ifPresent(first -> problem.put("first", first));
    List<Refusal.Fault> faults = refusal.faults();
    if (!faults.isEmpty()) problem.put("errors", faults);
    ctx.contentType("application/problem+json; charset=utf-8")
        .result(Json.MAPPER.writeValueAsBytes(problem));
  }

  private static boolean wantsPage(Context ctx) {
    var accept = ctx.header("Accept");
    return accept != null
        && accept.contains("text/html")
        && !ctx.path().startsWith("/api/")
        && !ctx.path().equals("/openapi.json");
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "The request cannot be understood";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 406 -> "Not available in that form";
      case 413 -> "Too large";
      case 415 -> "This type of content is not taken here";
      default -> "This did not work";
    };
  }

  static String withoutCursor(Context ctx) {
    var query = new StringBuilder();
    ctx.queryParamMap()
        .forEach((name, values) -> {
          if (name.equals("cursor")) return;
          for (var value : values)
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(encode(name))
                .append('=')
                .append(encode(value));
        });
    return ctx.path() + query;
  }

  static String encode(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }
}
