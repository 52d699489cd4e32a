package dev.cairn.server.pages;

import java.util.List;

/// One proposal.
///
/// @param edits what a curator may change of it; none for others, or where it is decided
/// @param noted whether it was sent just now
/// @param wrong why it cannot be made so; else empty
public record ProposalPage(
    Page page, ProposalsPage.Row row, List<Edit> edits, boolean noted, List<String> wrong) {
  public ProposalPage {
    edits = List.copyOf(edits);
    wrong = List.copyOf(wrong);
  }

  /// @param name of the field that leaves it out
  /// @param left whether this was chosen
  /// @param says what it does, in words
  public record Edit(String name, boolean left, String says, List<Field> fields) {
    public Edit {
      fields = List.copyOf(fields);
    }
  }

  /// @param large whether it holds sentences
  public record Field(String name, String label, String value, boolean large) {}
}
