package dev.cairn.server.pages;

import java.util.List;

/// What people would like to be changed.
///
/// @param more address of further open ones; empty if these are all
/// @param wrong why something could not be done; else empty
public record ProposalsPage(
    Page page, List<Row> open, List<Row> decided, String more, String wrong) {
  public ProposalsPage {
    open = List.copyOf(open);
    decided = List.copyOf(decided);
  }

  /// @param changes what it would do, or did; of a rejected one nothing
  /// @param trouble why it can no longer be made as it is; else empty
  /// @param edits as the interface writes them
  /// @param state as "Rejected on 5 May 2026."; empty while it is open
  /// @param reason why it was decided so
  /// @param made address of what was made of it; empty if nothing was
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
      String reason,
      String made) {
    public Row {
      changes = List.copyOf(changes);
    }
  }
}
