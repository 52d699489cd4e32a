package dev.cairn.server.http;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.lesson.LessonImport;
import dev.cairn.corpus.lesson.LessonRow;
import dev.cairn.corpus.lesson.Mapping;
import dev.cairn.indexer.ingest.Submission;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Lessons: listing, reading, importing.
final class LessonRoutes {
  private final Rooms rooms;
  private final Items items;

  LessonRoutes(Rooms rooms) {
    this.rooms = rooms;
    this.items = new Items(rooms);
  }

  List<Route> routes() {
    return List.of(
        new Route(
            Route.Method.POST,
            "/api/lessons/import",
            Route.Access.ADMIN,
            "Lessons",
            "Imports lessons: part 'file' (CSV, JSON or JSON Lines) and, unless it is to be"
                + " guessed, 'mapping' (JSON). The same rows again change nothing.",
            List.of(Route.flag("dryRun", "Only tell what would happen, row by row.")),
            Route.Body.MULTIPART,
            this::importLessons),
        Route.get(
            "/api/lessons",
            "Lessons",
            "Lessons, newest first.",
            DocumentRoutes.PAGING,
            ctx -> items.list(ctx, Item.Kind.LESSON)),
        Route.get(
            "/api/lessons/{id}",
            "Lessons",
            "One lesson with its fields, concepts and evidence.",
            List.of(),
            ctx -> items.one(ctx, Item.Kind.LESSON)));
  }

  /// What an import found in a file, before anything is stored.
  ///
  /// @param unmapped columns whose text stays with the lesson under its own name
  /// @param missing columns that the mapping names and the file does not have
  record Reading(
      Mapping mapping, List<String> unmapped, List<String> missing, List<LessonRow> rows) {
    static Reading of(LessonImport file, Optional<Mapping> given, String fileName) {
      var mapping = given.orElseGet(() -> file.guess(fileName));
      return new Reading(
          mapping, List.copyOf(file.unmapped(mapping)), file.missing(mapping), file.rows(mapping));
    }

    String source() {
      return "import:" + mapping.source();
    }
  }

  record Accepted(String job, int rows) {}

  record DryRun(
      JsonNode mapping,
      List<String> unmapped,
      List<String> missing,
      Map<String, Long> counts,
      List<Row> rows) {}

  /// @param would `new`, `newVersion`, `unchanged` or `unusable`
  record Row(int row, String name, String would, Optional<String> reason) {}

  private void importLessons(Context ctx) throws IOException {
    boolean dryRun = new Params(ctx).flag("dryRun");
    var parts = Parts.of(ctx);
    var reading = read(parts);
    if (dryRun) {
      Json.write(ctx, dryRun(reading));
      return;
    }
    var job = submit(reading, parts.files().getFirst().name(), ctx);
    ctx.status(202).header("Location", "/api/jobs/" + job.id());
    Json.write(ctx, new Accepted(job.id(), job.total()));
  }

  /// @throws Refusal 422 if there is no row, or the mapping cannot be used
  static Reading read(Parts parts) throws IOException {
    var file = parts.files().getFirst();
    var given = parts.text("mapping").map(LessonRoutes::mapping);
    try (var in = file.content()) {
      var table = LessonImport.read(in);
      if (table.size() == 0)
        throw Refusal.invalid(
            "There is no row in '"
                + file.name()
                + "'. It must be CSV with a line of column names, a JSON array, or JSON Lines.",
            List.of());
      return Reading.of(table, given, file.name());
    }
  }

  static Mapping mapping(String json) {
    try {
      return Mapping.parse(json);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(
          "The mapping cannot be used.",
          List.of(new Refusal.Fault("mapping", String.valueOf(e.getMessage()))));
    }
  }

  dev.cairn.indexer.Job submit(Reading reading, String title, Context ctx) {
    var all =
        reading.rows().stream()
            .map(row ->
                switch (row) {
                  case LessonRow.Usable usable ->
                      (Submission)
                          new Submission.Row(
                              usable.place(reading.source()),
                              usable.name(),
                              usable.content(),
                              usable.metadata(),
                              usable.lesson());
                  case LessonRow.Unusable unusable ->
                      new Submission.Refused(
                          unusable.name(), new Outcome.Unreadable(unusable.sentence()));
                })
            .toList();
    return rooms.ingest().submit("lessons", title, all, Guard.caller(ctx));
  }

  DryRun dryRun(Reading reading) {
    var rows = reading.rows().stream().map(row -> would(row, reading.source())).toList();
    var counts = new LinkedHashMap<String, Long>();
    for (var row : rows) counts.merge(row.would(), 1L, Long::sum);
    return new DryRun(
        Json.MAPPER.readTree(reading.mapping().toJson()),
        reading.unmapped(),
        reading.missing(),
        counts,
        rows);
  }

  private Row would(LessonRow row, String source) {
    return switch (row) {
      case LessonRow.Unusable unusable ->
          new Row(unusable.number(), unusable.name(), "unusable", Optional.of(unusable.sentence()));
      case LessonRow.Usable usable -> {
        var known = rooms.catalogue().at(usable.place(source));
        var would =
            known.isEmpty()
                ? "new"
                : known.get().version().content().equals(usable.content())
                    ? "unchanged"
                    : "newVersion";
        yield new Row(usable.number(), usable.name(), would, Optional.empty());
      }
    };
  }
}
