package dev.cairn.ontology.sparql;

/// What came of a question.
public sealed interface Outcome {
  /// It was answered.
  record Found(Answer answer) implements Outcome {}

  /// It cannot be understood.
  ///
  /// @param line from 1; 0 where it is not known
  /// @param column from 1; 0 where it is not known
  record Unreadable(String sentence, int line, int column) implements Outcome {}

  /// It asks for what nobody may do here.
  record Forbidden(String sentence) implements Outcome {}

  /// It takes more than it may; asked again, it would again.
  record TooMuch(String sentence) implements Outcome {}

  /// Somebody cancelled it.
  record Cancelled(String sentence) implements Outcome {}

  /// There are too many questions at the moment, or a part of it cannot be answered now.
  record Unavailable(String sentence) implements Outcome {}
}
