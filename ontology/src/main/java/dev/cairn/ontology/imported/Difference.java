package dev.cairn.ontology.imported;

import java.util.List;

/// What a newer edition of a vocabulary changes.
public record Difference(List<Part> parts) {
  /// Most concepts that are named of one part.
  public static final int NAMED = 100;

  public Difference {
    parts = List.copyOf(parts);
  }

  /// What can happen to a concept.
  public enum Kind {
    NEW,
    GONE,
    /// A preferred label is another.
    RENAMED,
    /// Something else is broader.
    MOVED,
    /// Labels that are not preferred came or went.
    RELABELLED,
    /// It is given up, and was not before.
    DEPRECATED
  }

  /// @param count of concepts; a concept may be in several parts
  /// @param concepts the first of them by IRI, at most {@link #NAMED}
  public record Part(Kind kind, long count, List<Changed> concepts) {
    public Part {
      concepts = List.copyOf(concepts);
    }
  }

  /// @param detail what was and what is, where that can be said in a line; else empty
  public record Changed(String iri, String label, String detail) {}

  /// Whether no concept is touched.
  public boolean isEmpty() {
    return parts.stream().allMatch(part -> part.count() == 0);
  }
}
