package dev.cairn.corpus.curation;

import dev.cairn.corpus.ItemId;
import java.time.Instant;

/// An item that stands first for a question.
///
/// @param question as an admin wrote it; questions with the same folded words are the same
/// @param note why, for other admins; may be empty
public record Pin(String id, String question, ItemId item, String note, Instant since) {
  public static final int LONGEST_QUESTION = 200;
  public static final int LONGEST_NOTE = 500;
}
