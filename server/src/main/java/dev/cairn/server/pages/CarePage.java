package dev.cairn.server.pages;

import java.util.List;
import java.util.Optional;

/// Keeping the data: copying, checking, building anew, putting back.
///
/// @param restored what was put in place since the server opened it, one sentence; else empty
/// @param wiping whether something destroyed still waits to be wiped from the disk
/// @param works long works that go on or have ended, newest first
public record CarePage(Page page, String restored, boolean wiping, List<Work> works) {
  public CarePage {
    works = List.copyOf(works);
  }

  /// @param said how far it is, or what came of it
  /// @param next where it leads to
  /// @param when it began or ended
  /// @param total 0 where it is not known
  public record Work(
      String id,
      String title,
      boolean running,
      boolean bad,
      long done,
      long total,
      String said,
      String when,
      String moment,
      List<Lines> lines,
      Optional<Choice> next) {
    public Work {
      lines = List.copyOf(lines);
    }
  }

  /// A part of a report.
  public record Lines(String head, boolean bad, List<String> lines) {
    public Lines {
      lines = List.copyOf(lines);
    }
  }

  public static CarePage of(String restored, boolean wiping, List<Work> works, Viewer viewer) {
    return new CarePage(
        Page.of(viewer, "Care", Page.Section.ADMIN).with(List.of("admin"), List.of("jobs.js")),
        restored,
        wiping,
        works);
  }

  /// A long work in words.
  ///
  /// @param code as the interface has it
  public static String name(String code) {
    return switch (code) {
      case "verify" -> "The check";
      case "reindex" -> "Building the index anew";
      case "compact" -> "Compacting the graph";
      case "backup" -> "A backup";
      case "wiping" -> "Wiping what was destroyed";
      case "sweep" -> "Looking through a source";
      case "import" -> "Reading a vocabulary";
      case "mappings" -> "Looking for mappings";
      default -> "A long work";
    };
  }
}
