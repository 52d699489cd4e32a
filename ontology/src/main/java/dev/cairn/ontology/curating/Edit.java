package dev.cairn.ontology.curating;

import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Concept.Note;
import dev.cairn.ontology.Match;
import dev.cairn.ontology.Relation;
import java.util.List;
import java.util.Optional;

/// One step of a change of the vocabulary. Concepts are named by id or IRI; one that an earlier
/// step of the same change creates, by the id that it was given there.
public sealed interface Edit {
  /// A new concept.
  ///
  /// @param id by which it is to be known; empty: made from its first preferred label
  /// @param scheme IRI of the scheme it belongs to; empty: the built-in one
  /// @param labels with one preferred label at least
  /// @param definition what it is
  /// @param language of the definition
  /// @param source where it was found: the title of a source, or one's own words for a new one;
  ///   empty where none is given
  /// @param broader what it is put under; empty: a root
  /// @param relation how it hangs there: `BROADER`, `PART_OF` or `INSTANCE_OF`
  record Create(
      Optional<String> id,
      Optional<String> scheme,
      List<Label> labels,
      String definition,
      String language,
      String source,
      Optional<String> broader,
      Relation relation)
      implements Edit {
    public Create {
      labels = List.copyOf(labels);
    }
  }

  /// Another preferred label in a language.
  ///
  /// @param keepFormer whether the former one becomes an alternative label
  record Rename(String concept, String text, String language, boolean keepFormer) implements Edit {}

  /// A further name.
  record AddLabel(String concept, Label label) implements Edit {}

  /// A name less.
  record RemoveLabel(String concept, Label label) implements Edit {}

  /// Another definition in a language.
  ///
  /// @param text empty: none any more
  record Define(String concept, String text, String language) implements Edit {}

  /// A further note.
  record AddNote(String concept, Note.Kind kind, String text, String language) implements Edit {}

  /// A note less, whatever its language.
  record RemoveNote(String concept, Note.Kind kind, String text) implements Edit {}

  /// A further source, by its title.
  record Cite(String concept, String source) implements Edit {}

  /// A source less, as {@link dev.cairn.ontology.Concept#sources()} names it or by its title.
  record Uncite(String concept, String source) implements Edit {}

  /// A link: concept *relation* other.
  record Relate(String concept, Relation relation, String other) implements Edit {}

  /// A link less.
  record Unrelate(String concept, Relation relation, String other) implements Edit {}

  /// A mapping between concepts of different vocabularies: concept *match* other.
  ///
  /// @param other a concept that is here, or the IRI of one that is not
  record Map(String concept, Match match, String other) implements Edit {}

  /// A mapping less, whatever it says, at whichever end it is stated.
  record Unmap(String concept, String other) implements Edit {}

  /// From under one concept to under another, as the same kind of link.
  ///
  /// @param from empty: from among the roots
  /// @param to empty: to among the roots
  record Move(String concept, Optional<String> from, Optional<String> to) implements Edit {}

  /// All that the one is goes over to the other: its names become alternative labels there, its
  /// links lead there. It is deprecated and replaced by the other.
  record Merge(String concept, String into) implements Edit {}

  /// Some of its names go to others.
  ///
  /// @param keep whether it stays; else it is deprecated, and replaced by the others
  record Split(String concept, List<Part> parts, boolean keep) implements Edit {
    public Split {
      parts = List.copyOf(parts);
    }
  }

  /// @param into the concept that takes the names
  /// @param labels as the concept that is split has them
  record Part(String into, List<Label> labels) {
    public Part {
      labels = List.copyOf(labels);
    }
  }

  /// It is no longer to be used.
  ///
  /// @param replacement what to use instead
  record Deprecate(String concept, Optional<String> replacement) implements Edit {}

  /// It is to be used again.
  record Revive(String concept) implements Edit {}
}
