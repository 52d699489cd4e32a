package dev.cairn.server.http;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;
import dev.cairn.indexer.Job;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// The outcomes of a job as a table for a spreadsheet (RFC 4180).
final class OutcomesCsv {
  private OutcomesCsv() {}

  static void write(Context ctx, Job job) throws IOException {
    ctx.contentType("text/csv; charset=utf-8; header=present");
    ctx.header("Content-Disposition", "attachment; filename=\"outcomes-" + job.id() + ".csv\"");
    ctx.header("Cache-Control", "no-cache");
    var out =
        new BufferedWriter(new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8));
    line(out, "file", "outcome", "reason", "id");
    for (var file : job.files())
      line(
          out,
          file.name(),
          file.outcome().map(Outcome::code).orElse("received"),
          file.outcome().map(Outcome::sentence).orElse(""),
          file.item().map(ItemId::value).orElse(""));
    out.flush();
  }

  static void line(Writer out, String... fields) throws IOException {
    for (int i = 0; i < fields.length; i++) {
      if (i > 0) out.write(',');
      out.write(field(fields[i]));
    }
    out.write("\r\n");
  }

  /// A spreadsheet takes a field that begins with one of these for a formula, whoever named the
  /// file; an apostrophe before it makes it a text.
  static String field(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0;
    var safe = formula ? "'" + text : text;
    return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
