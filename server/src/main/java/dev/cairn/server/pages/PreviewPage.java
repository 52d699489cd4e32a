package dev.cairn.server.pages;

import java.util.List;

/// What a change would do, before it is made.
///
/// @param changes by concept, what becomes of it
/// @param edits as the interface writes them
/// @param seen number of the last change that is known here
/// @param proposal id of the proposal it comes from; empty if none
/// @param back where it is changed again
/// @param wrong why it could not be made; empty before it was tried
/// @param tags how many items gain or lose tags, a sentence; empty for readers
/// @param concepts the same by concept
/// @param items some of them
/// @param asked how many questions would be answered otherwise, a sentence; empty for readers
/// @param questions these
/// @param notices what is not foretold, in sentences
public record PreviewPage(
    Page page,
    List<Change> changes,
    String edits,
    int seen,
    String proposal,
    String back,
    String comment,
    List<String> wrong,
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
