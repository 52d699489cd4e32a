package dev.cairn.server.pages;

import dev.cairn.indexer.sources.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The places that are followed.
///
/// @param wrong why the last place could not be added, one sentence; else empty
/// @param typed what was typed then, by the name of the field
public record SourcesPage(Page page, List<Row> sources, String wrong, Map<String, String> typed) {
  public SourcesPage {
    sources = List.copyOf(sources);
    typed = Map.copyOf(typed);
  }

  /// @param where kind and place
  /// @param every the schedule
  /// @param last what came of the last sweep
  /// @param trouble one sentence; else empty
  /// @param job address of the last sweep's outcomes; else empty
  public record Row(
      String id,
      String title,
      String where,
      String every,
      String last,
      String trouble,
      String job,
      boolean sweeping) {}

  public static SourcesPage of(
      List<Source> sources, String wrong, Map<String, String> typed, Viewer viewer) {
    return new SourcesPage(
        Page.of(viewer, "Sources", Page.Section.ADMIN).with(List.of("admin"), List.of("jobs.js")),
        sources.stream().map(source -> row(source, viewer)).toList(),
        wrong,
        typed);
  }

  /// What was typed into a field before, else the usual.
  public String value(String field, String usual) {
    return typed.getOrDefault(field, usual);
  }

  private static Row row(Source source, Viewer viewer) {
    return new Row(
        source.id(),
        source.title(),
        where(source.origin()),
        "every " + every(source.every()),
        source
            .last()
            .map(sweep -> Words.ago(sweep.ended(), viewer.now()) + ": " + said(sweep))
            .orElse(source.sweeping() ? "Being looked through" : "Not looked through yet"),
        source.last().flatMap(Source.Sweep::trouble).orElse(""),
        source.last().flatMap(Source.Sweep::job).map(job -> "/jobs/" + job).orElse(""),
        source.sweeping());
  }

  private static String where(Source.Origin origin) {
    return switch (origin) {
      case Source.Origin.Folder(var path) -> "Folder " + path;
      case Source.Origin.Mbox(var path) -> "Mailbox " + path;
      case Source.Origin.Maildir(var path) -> "Mailbox folder " + path;
      case Source.Origin.Web(var start, var depth) ->
          depth == 0
              ? "Page " + start
              : "Pages from " + start + ", " + Words.count(depth, "link", "links") + " deep";
    };
  }

  private static String every(Duration time) {
    return Words.duration(time).replaceFirst("^1 ", "");
  }

  private static String said(Source.Sweep sweep) {
    var parts = new java.util.ArrayList<String>();
    parts.add(Words.number(sweep.seen()) + " there");
    part(parts, sweep.fresh(), "new");
    part(parts, sweep.changed(), "changed");
    part(parts, sweep.moved(), "moved");
    part(parts, sweep.gone(), "gone");
    if (parts.size() == 1) parts.add("nothing new");
    return String.join(", ", parts);
  }

  private static void part(List<String> parts, int count, String words) {
    if (count > 0) parts.add(Words.number(count) + " " + words);
  }
}
