package dev.cairn.server.http;

import dev.cairn.indexer.Answer;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A list of hits as a table for a spreadsheet (RFC 4180), with the mark by which spreadsheets know
/// that it is UTF-8.
final class HitsCsv {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private HitsCsv() {}

  /// @param base address of this server, without a slash at the end
  static void write(Context ctx, List<Answer.Hit> hits, String base) throws IOException {
    ctx.contentType("text/csv; charset=utf-8; header=present");
    ctx.header("Content-Disposition", "attachment; filename=\"search.csv\"");
    ctx.header("Cache-Control", "private, no-cache");
    var out =
        new BufferedWriter(new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8));
    out.write(BYTE_ORDER_MARK);
    OutcomesCsv.line(
        out,
        "rank",
        "kind",
        "title",
        "date",
        "authors",
        "organisation",
        "status",
        "mediaType",
        "concepts",
        "score",
        "page",
        "passage",
        "url",
        "id");
    int rank = 0;
    for (var hit : hits)
      OutcomesCsv.line(
          out,
          "" + ++rank,
          Params.code(hit.kind()),
          hit.title(),
          hit.date().map(Object::toString).orElse(""),
          String.join("; ", hit.authors()),
          hit.organisation().orElse(""),
          hit.status(),
          hit.mediaType(),
          String.join("; ", hit.concepts().stream().map(Answer.Labelled::label).toList()),
          String.format(Locale.ROOT, "%.4f", hit.score()),
          hit.passage().filter(p -> p.page() > 0).map(p -> "" + p.page()).orElse(""),
          hit.passage().map(Answer.Snippet::text).orElse(""),
          base + SearchAnswer.url(hit),
          hit.id());
    out.flush();
  }
}
