package dev.cairn.server.pages;

import dev.cairn.indexer.Job;
import dev.cairn.indexer.care.Care;
import dev.cairn.indexer.ingest.Ingest;
import dev.cairn.indexer.sources.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Bringing things in, and seeing that nothing was lost.
///
/// @param trouble one sentence if some part does not work; else empty
/// @param attention what a person should look at, with its address
/// @param limit largest file that is taken, in words
/// @param state how all is kept, one line each, with its address where there is a page of it
/// @param jobs running ones first, then the last ones
public record AdminPage(
    Page page,
    String documents,
    String lessons,
    String trouble,
    List<Choice> attention,
    String limit,
    List<Choice> state,
    List<JobView> jobs) {
  private static final int JOBS = 12;

  public AdminPage {
    attention = List.copyOf(attention);
    state = List.copyOf(state);
    jobs = List.copyOf(jobs);
  }

  /// What there is to know for an overview.
  ///
  /// @param working the long work that goes on now
  /// @param wiping whether something destroyed still waits to be wiped
  /// @param meaning how far the reading for meaning has come
  public record Known(
      long documents,
      long lessons,
      long binned,
      List<Source> sources,
      List<Job> jobs,
      Optional<String> trouble,
      Optional<Care.Work> working,
      boolean wiping,
      Ingest.Meaning meaning,
      long maxFileBytes) {}

  public static AdminPage of(Known known, Viewer viewer) {
    return new AdminPage(
        Page.of(viewer, "Admin", Page.Section.ADMIN)
            .with(List.of("admin"), List.of("upload.js", "jobs.js")),
        Words.number(known.documents()),
        Words.number(known.lessons()),
        known.trouble().orElse(""),
        attention(known),
        Words.size(known.maxFileBytes()),
        state(known, viewer),
        known.jobs().stream().limit(JOBS).map(job -> JobView.line(job, viewer.now())).toList());
  }

  private static List<Choice> attention(Known known) {
    var all = new ArrayList<Choice>();
    for (var job : known.jobs().stream().limit(JOBS).toList())
      if (job.counts().attention() > 0)
        all.add(
            Choice.of(
                Words.count(job.counts().attention(), "file", "files")
                    + " of “"
                    + job.title()
                    + "”",
                "/jobs/" + job.id()));
    known.meaning().trouble().ifPresent(trouble -> all.add(Choice.of(trouble, "/help/admins")));
    for (var source : known.sources())
      source
          .last()
          .flatMap(Source.Sweep::trouble)
          .ifPresent(
              trouble -> all.add(Choice.of(source.title() + ": " + trouble, "/admin/sources")));
    return all;
  }

  private static List<Choice> state(Known known, Viewer viewer) {
    var all = new ArrayList<Choice>();
    all.add(
        Choice.of(
            known.binned() == 0
                ? "The bin is empty"
                : Words.count(known.binned(), "item", "items") + " in the bin",
            "/admin/bin"));
    var last =
        known.sources().stream()
            .flatMap(s -> s.last().stream())
            .map(Source.Sweep::ended)
            .max(Comparator.naturalOrder());
    all.add(
        Choice.of(
            known.sources().isEmpty()
                ? "No folder, mailbox or page is followed"
                : Words.count(known.sources().size(), "source", "sources")
                    + " followed"
                    + last.map(t -> ", looked through " + Words.ago(t, viewer.now())).orElse(""),
            "/admin/sources"));
    all.add(
        Choice.of(
            known
                .working()
                .map(work -> CarePage.name(work.name()) + " goes on")
                .orElse(known.wiping() ? "Wiping what was destroyed" : "Backup, check, new index"),
            "/admin/care"));
    all.add(Choice.of(meaning(known.meaning()), ""));
    return all;
  }

  private static String meaning(Ingest.Meaning meaning) {
    if (meaning.model().isEmpty()) return "Finding by meaning is off; words find everything";
    var aside =
        meaning.aside() == 0
            ? ""
            : "; " + Words.count(meaning.aside(), "item", "items") + " could not be read for it";
    if (meaning.waiting() == 0) return "Everything is found by its meaning, too" + aside;
    return Words.count(meaning.waiting(), "item is", "items are")
        + " found by words so far and by meaning "
        + meaning
            .left()
            .filter(left -> meaning.trouble().isEmpty())
            .map(left -> "in about " + Words.duration(left))
            .orElse("later")
        + aside;
  }

  /// One job with the outcome of each file.
  public record One(Page page, JobView job) {
    public static One of(JobView job, Viewer viewer) {
      return new One(
          Page.of(viewer, job.title(), Page.Section.ADMIN)
              .with(List.of("admin"), List.of("jobs.js")),
          job);
    }
  }
}
