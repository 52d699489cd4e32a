package dev.cairn.corpus;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What is said about an item: by the person who brought it, by a list beside the files, or by the
/// file itself. Everything is optional.
///
/// @param authors names or roles, in their order
/// @param date published, else modified as the document says; never the date of upload
/// @param keywords free words, as given
/// @param concepts ids or IRIs of concepts that a person says the item is about
/// @param language BCP 47 tag
/// @param access empty: everyone
public record Metadata(
    Optional<String> title,
    Optional<String> summary,
    List<String> authors,
    Optional<String> organisation,
    Optional<LocalDate> date,
    List<String> keywords,
    List<String> concepts,
    Optional<String> language,
    Optional<Access> access) {
  private static final Metadata NONE =
      new Metadata(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  public Metadata {
    authors = List.copyOf(authors);
    keywords = List.copyOf(keywords);
    concepts = List.copyOf(concepts);
  }

  public static Metadata none() {
    return NONE;
  }

  /// This with another title; empty: none.
  public Metadata withTitle(Optional<String> other) {
    return new Metadata(
        other, summary, authors, organisation, date, keywords, concepts, language, access);
  }

  /// This with others who may see it; empty: everyone.
  public Metadata withAccess(Optional<Access> other) {
    return new Metadata(
        title, summary, authors, organisation, date, keywords, concepts, language, other);
  }

  /// This where it says something, `other` where it is silent.
  public Metadata orElse(Metadata other) {
    return new Metadata(
        title.or(other::title),
        summary.or(other::summary),
        authors.isEmpty() ? other.authors : authors,
        organisation.or(other::organisation),
        date.or(other::date),
        keywords.isEmpty() ? other.keywords : keywords,
        concepts.isEmpty() ? other.concepts : concepts,
        language.or(other::language),
        access.or(other::access));
  }
}
