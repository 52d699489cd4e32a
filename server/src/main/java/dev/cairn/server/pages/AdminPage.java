package dev.cairn.server.pages;

import dev.cairn.indexer.Job;
import java.util.List;
import java.util.Optional;

/// Bringing things in, and seeing that nothing was lost.
///
/// @param trouble one sentence if some part does not work; else empty
/// @param limit largest file that is taken, in words
/// @param jobs running ones first, then the last ones
public record AdminPage(
    Page page, String documents, String lessons, String trouble, String limit, List<JobView> jobs) {
  private static final int JOBS = 12;

  public AdminPage {
    jobs = List.copyOf(jobs);
  }

  public static AdminPage of(
      long documents,
      long lessons,
      Optional<String> trouble,
      long maxFileBytes,
      List<Job> jobs,
      Viewer viewer) {
    return new AdminPage(
        Page.of(viewer, "Admin", Page.Section.ADMIN)
            .with(List.of("admin"), List.of("upload.js", "jobs.js")),
        Words.number(documents),
        Words.number(lessons),
        trouble.orElse(""),
        Words.size(maxFileBytes),
        jobs.stream().limit(JOBS).map(job -> JobView.line(job, viewer.now())).toList());
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
