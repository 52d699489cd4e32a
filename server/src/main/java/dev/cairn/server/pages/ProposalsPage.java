package dev.cairn.server.pages;

import java.util.List;

/// What people would like to be changed.
///
/// @param noted whether one was sent just now
/// @param wrong why something could not be done; else empty
public record ProposalsPage(
    Page page, List<Row> open, List<Row> decided, boolean noted, String wrong) {
  public ProposalsPage {
    open = List.copyOf(open);
    decided = List.copyOf(decided);
  }

  /// @param changes what it would do; for a decided one nothing
  /// @param trouble why it can no longer be made as it is; else empty
  /// @param edits as the interface writes them
  /// @param state as "rejected on 5 May 2026"; empty while it is open
  public record Row(
      String id,
      String title,
      String when,
      String by,
      String comment,
      List<PreviewPage.Change> changes,
      String trouble,
      String edits,
      String state,
      String reason) {
    public Row {
      changes = List.copyOf(changes);
    }
  }
}
