package dev.cairn.server.pages;

import java.util.List;
import java.util.Optional;

/// What a change would do, before it is made.
///
/// @param changes by concept, what becomes of it
/// @param origin what is to be made
/// @param comment why, as far as it was written
/// @param wrong why it could not be made; empty before it was tried
/// @param run how far it is foretold; empty for readers
/// @param tags how many items gain or lose tags, a sentence; empty for readers
/// @param concepts the same by concept
/// @param items some of them
/// @param asked how many questions would be answered otherwise, a sentence; empty for readers
/// @param questions these
/// @param notices what is not foretold, in sentences
public record PreviewPage(
    Page page,
    List<Change> changes,
    Origin origin,
    String comment,
    List<String> wrong,
    Optional<Run> run,
    String tags,
    List<OfConcept> concepts,
    List<OfItem> items,
    String asked,
    List<Question> questions,
    List<String> notices) {
  public PreviewPage {
    changes = List.copyOf(changes);
    wrong = List.copyOf(wrong);
    concepts = List.copyOf(concepts);
    items = List.copyOf(items);
    questions = List.copyOf(questions);
    notices = List.copyOf(notices);
  }

  /// For readers, who propose it.
  public static PreviewPage proposing(
      Page page, List<Change> changes, Origin origin, String comment, List<String> wrong) {
    return new PreviewPage(
        page,
        changes,
        origin,
        comment,
        wrong,
        Optional.empty(),
        "",
        List.of(),
        List.of(),
        "",
        List.of(),
        List.of());
  }

  /// Where the change comes from, and goes.
  ///
  /// @param edits as the interface writes them; empty where a change is taken back
  /// @param undoes number of the change that is taken back; 0 if none is
  /// @param seen number of the last change that was known
  /// @param proposal id of the proposal it comes from; empty if none
  /// @param back where it is changed again
  public record Origin(String edits, int undoes, int seen, String proposal, String back) {
    /// Where it is made, or proposed.
    public String action(boolean curator) {
      if (!curator) return "/concepts/proposals";
      return undoes > 0 ? "/concepts/changes/" + undoes + "/undo" : "/concepts/publish";
    }

    /// Where it is looked at again.
    public String again() {
      return undoes > 0 ? "/concepts/changes/" + undoes + "/preview" : "/concepts/preview";
    }

    public String button(boolean curator) {
      if (!curator) return "Send the proposal";
      return undoes > 0 ? "Undo change " + undoes : "Publish";
    }
  }

  /// How far it is foretold.
  ///
  /// @param said the same in a sentence
  /// @param over whether nothing more comes
  /// @param again whether to look again is worth while
  public record Run(String id, boolean over, long done, long total, String said, boolean again) {
    public String href() {
      return "/concepts/preview/" + id;
    }
  }

  /// @param href of its page; empty where there is none yet
  public record Change(String label, String href, List<String> words) {
    public Change {
      words = List.copyOf(words);
    }
  }

  public record OfConcept(String label, String gains, String losses) {}

  /// @param says as "gains Customer churn"
  public record OfItem(String title, String href, String says, String passage) {}

  public record Question(String text, List<String> before, List<String> after) {
    public Question {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }
}
