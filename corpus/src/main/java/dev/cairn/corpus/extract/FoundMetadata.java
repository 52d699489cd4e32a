package dev.cairn.corpus.extract;

import dev.cairn.corpus.Metadata;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.TIFF;
import org.apache.tika.metadata.TikaCoreProperties;

/// Tika's metadata, of which only what is named here is believed in: files bring thousands of keys,
/// some of them written by whoever made the file.
final class FoundMetadata {
  private static final List<String> TITLES =
      List.of(TikaCoreProperties.TITLE.getName(), "og:title");
  private static final List<String> SUMMARIES =
      List.of(TikaCoreProperties.DESCRIPTION.getName(), "description", "og:description");
  private static final List<String> AUTHORS =
      List.of(TikaCoreProperties.CREATOR.getName(), "author", "article:author");
  private static final List<String> PUBLISHED =
      List.of(
          "article:published_time",
          "dcterms.issued",
          "dc.date.issued",
          "dcterms.date",
          "dc.date",
          "datepublished",
          "pubdate",
          "publish-date",
          "date",
          "dc:date");
  private static final List<String> MODIFIED =
      List.of(
          "article:modified_time",
          "dcterms.modified",
          TikaCoreProperties.MODIFIED.getName(),
          "last-modified",
          TikaCoreProperties.CREATED.getName());
  private static final List<String> KEYWORDS =
      List.of(Office.KEYWORDS.getName(), "keywords", "news_keywords");
  private static final List<String> LANGUAGES =
      List.of(
          TikaCoreProperties.LANGUAGE.getName(),
          org.apache.tika.metadata.Metadata.CONTENT_LANGUAGE,
          "og:locale");

  private FoundMetadata() {}

  static Metadata of(org.apache.tika.metadata.Metadata found, LocalDate today) {
    return new Metadata(
        first(found, TITLES, Plausible::title),
        first(found, SUMMARIES, Plausible::summary).or(() -> picture(found)),
        Plausible.authors(all(found, AUTHORS)),
        Optional.empty(),
        first(found, PUBLISHED, raw -> Plausible.date(raw, today))
            .or(() -> first(found, MODIFIED, raw -> Plausible.date(raw, today))),
        Plausible.keywords(all(found, KEYWORDS)),
        List.of(),
        first(found, LANGUAGES, Plausible::language),
        Optional.empty());
  }

  /// What a picture is, where nobody says what it shows.
  private static Optional<String> picture(org.apache.tika.metadata.Metadata found) {
    var type = found.get(org.apache.tika.metadata.Metadata.CONTENT_TYPE);
    var width = found.getInt(TIFF.IMAGE_WIDTH);
    var height = found.getInt(TIFF.IMAGE_LENGTH);
    if (type == null || !type.startsWith("image/") || width == null || height == null)
      return Optional.empty();
    var make = Optional.ofNullable(found.get(TIFF.EQUIPMENT_MAKE)).orElse("");
    var model = Optional.ofNullable(found.get(TIFF.EQUIPMENT_MODEL)).orElse("");
    var camera = CleanText.line(model.startsWith(make) ? model : make + " " + model);
    return Plausible.summary(
        String.format(Locale.ROOT, "A picture of %,d × %,d pixels", width, height)
            + (camera.isEmpty() ? "." : ", taken with " + camera + "."));
  }

  private static <T> Optional<T> first(
      org.apache.tika.metadata.Metadata found,
      List<String> names,
      Function<String, Optional<T>> meaning) {
    return names.stream()
        .flatMap(name -> values(found, name).stream())
        .flatMap(value -> meaning.apply(value).stream())
        .findFirst();
  }

  /// The values of the first of the names that has any.
  private static List<String> all(org.apache.tika.metadata.Metadata found, List<String> names) {
    return names.stream()
        .map(name -> values(found, name))
        .filter(values -> !values.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /// HTML authors write names in any case.
  private static List<String> values(org.apache.tika.metadata.Metadata found, String name) {
    return Arrays.stream(found.names())
        .filter(key -> key.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
        .flatMap(key -> Arrays.stream(found.getValues(key)))
        .filter(value -> !value.isBlank())
        .toList();
  }
}
