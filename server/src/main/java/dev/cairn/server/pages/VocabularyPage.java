package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.imported.Difference;
import dev.cairn.ontology.imported.Shelved;
import dev.cairn.ontology.skos.Defect;
import dev.cairn.ontology.skos.DefectKind.Severity;
import dev.cairn.ontology.skos.RdfKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The vocabularies of others: all of them, or one with its report.
///
/// @param own how many concepts come with the program, in words
/// @param builtIn what comes with the program
/// @param works reading of files that goes on or has ended, newest first
/// @param one the vocabulary that is shown in full; absent: the list
/// @param wrong why a file was not taken, one or two sentences; else empty
public record VocabularyPage(
    Page page,
    String own,
    Row builtIn,
    List<Row> rows,
    List<CarePage.Work> works,
    Optional<Whole> one,
    String wrong) {
  public VocabularyPage {
    rows = List.copyOf(rows);
    works = List.copyOf(works);
  }

  /// @param says counts, languages and file, as parts of a line
  /// @param defects how much was found; empty: nothing
  /// @param tree address of its tree
  public record Row(
      String id,
      String title,
      List<String> says,
      String defects,
      boolean bad,
      boolean tagging,
      String tree) {}

  /// @param pending name of a file that was looked at and is not stored; else empty
  /// @param newer whether it would take the place of what is here
  /// @param tagged how many items people tagged with its concepts, in words; else empty
  /// @param formats in which it can be had; empty while it is pending
  public record Whole(
      Row row,
      String scheme,
      String pending,
      boolean newer,
      String tagged,
      List<Change> changes,
      List<Finding> findings,
      List<Choice> formats) {
    public Whole {
      changes = List.copyOf(changes);
      findings = List.copyOf(findings);
      formats = List.copyOf(formats);
    }
  }

  /// @param rest how many are not named, in words; else empty
  public record Change(String title, List<Place> places, String rest) {
    public Change {
      places = List.copyOf(places);
    }
  }

  /// @param severity in words
  public record Finding(
      String title,
      String count,
      String severity,
      boolean bad,
      String explanation,
      String remedy,
      List<Place> places) {
    public Finding {
      places = List.copyOf(places);
    }
  }

  /// @param href of the concept's page; empty where it has none here
  public record Place(String label, String href, String iri, String detail) {}

  /// The list.
  public static VocabularyPage list(
      List<Shelved> all, List<CarePage.Work> works, ConceptView view, String wrong, Viewer viewer) {
    return new VocabularyPage(
        page(viewer, "Vocabularies"),
        own(view),
        builtIn(view),
        all.stream().map(VocabularyPage::row).toList(),
        works,
        Optional.empty(),
        wrong);
  }

  private static Row builtIn(ConceptView view) {
    var it = BuiltInScheme.of(view);
    return new Row(
        "built-in",
        it.title(),
        says(it.concepts(), it.labels().keySet(), "comes with Cairn"),
        "",
        false,
        true,
        "/concepts?scheme=" + Address.encode(it.scheme()));
  }

  /// One that is here.
  ///
  /// @param tagged how many items people tagged with its concepts
  public static VocabularyPage one(Shelved it, long tagged, ConceptView view, Viewer viewer) {
    var formats =
        Stream.of(RdfKind.values())
            .map(kind ->
                new Choice(
                    kind.title(),
                    "/api/vocabularies/" + it.id() + "/export?format=" + kind.code(),
                    "",
                    false))
            .toList();
    return whole(
        it,
        view,
        "",
        Optional.empty(),
        tagged == 0
            ? ""
            : Words.count(tagged, "item is", "items are") + " tagged with them by people.",
        formats,
        viewer);
  }

  /// One that could be put in place.
  ///
  /// @param pending under which it waits
  public static VocabularyPage look(
      Shelved it,
      Optional<Difference> difference,
      ConceptView view,
      String pending,
      Viewer viewer) {
    return whole(it, view, pending, difference, "", List.of(), viewer);
  }

  private static VocabularyPage whole(
      Shelved it,
      ConceptView view,
      String pending,
      Optional<Difference> difference,
      String tagged,
      List<Choice> formats,
      Viewer viewer) {
    return new VocabularyPage(
        page(viewer, it.title()),
        own(view),
        builtIn(view),
        List.of(),
        List.of(),
        Optional.of(
            new Whole(
                row(it),
                it.scheme(),
                pending,
                difference.isPresent(),
                tagged,
                difference.stream()
                    .flatMap(d -> d.parts().stream())
                    .filter(part -> part.count() > 0)
                    .map(part -> change(part, view))
                    .toList(),
                it.defects().stream().map(defect -> finding(defect, view)).toList(),
                formats)),
        "");
  }

  private static Page page(Viewer viewer, String title) {
    return Page.of(viewer, title, Page.Section.ADMIN).with(List.of("admin"), List.of("jobs.js"));
  }

  private static String own(ConceptView view) {
    long own = view.all().stream().filter(c -> c.iri().startsWith("urn:cairn:concept:")).count();
    return Words.count(own, "concept", "concepts");
  }

  /// @param from where it is from
  private static List<String> says(long concepts, Set<String> labels, String from) {
    var says = new ArrayList<String>();
    says.add(Words.count(concepts, "concept", "concepts"));
    var languages =
        labels.stream()
            .filter(tag -> !tag.isEmpty())
            .map(tag -> Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH))
            .distinct()
            .limit(6)
            .collect(Collectors.joining(", "));
    if (!languages.isEmpty()) says.add("labels in " + languages);
    says.add(from);
    return says;
  }

  private static Row row(Shelved it) {
    return new Row(
        it.id(),
        it.title(),
        says(it.concepts(), it.labels().keySet(), "from " + it.fileName()),
        defects(it),
        count(it, Severity.ERROR) > 0,
        it.tagging(),
        "/concepts?scheme=" + Address.encode(it.scheme()));
  }

  private static long count(Shelved it, Severity severity) {
    return it.defects().stream()
        .filter(d -> d.kind().severity() == severity)
        .mapToLong(Defect::count)
        .sum();
  }

  private static String defects(Shelved it) {
    var parts = new ArrayList<String>();
    long errors = count(it, Severity.ERROR);
    long warnings = count(it, Severity.WARNING);
    if (errors > 0) parts.add(Words.count(errors, "error", "errors"));
    if (warnings > 0) parts.add(Words.count(warnings, "warning", "warnings"));
    return String.join(", ", parts);
  }

  private static Change change(Difference.Part part, ConceptView view) {
    long rest = part.count() - part.concepts().size();
    return new Change(
        switch (part.kind()) {
          case NEW -> Words.count(part.count(), "new concept", "new concepts");
          case GONE -> Words.count(part.count(), "concept is gone", "concepts are gone");
          case RENAMED -> Words.count(part.count(), "concept is renamed", "concepts are renamed");
          case MOVED -> Words.count(part.count(), "concept is moved", "concepts are moved");
          case RELABELLED ->
              Words.count(part.count(), "concept has other names", "concepts have other names");
          case DEPRECATED ->
              Words.count(part.count(), "concept is given up", "concepts are given up");
        },
        part.concepts().stream().map(c -> place(c.label(), c.iri(), c.detail(), view)).toList(),
        rest > 0 ? "and " + Words.number(rest) + " more" : "");
  }

  private static Finding finding(Defect defect, ConceptView view) {
    var kind = defect.kind();
    return new Finding(
        kind.title(),
        Words.number(defect.count()),
        switch (kind.severity()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case NOTE -> "for information";
        },
        kind.severity() == Severity.ERROR,
        kind.explanation(),
        kind.remedy(),
        defect.examples().stream().map(e -> place(e.label(), e.iri(), e.detail(), view)).toList());
  }

  private static Place place(String label, String iri, String detail, ConceptView view) {
    var concept = view.byIri(iri);
    return new Place(
        label.isEmpty() ? concept.map(Concept::label).orElse("") : label,
        concept.map(c -> "/concepts/" + c.id()).orElse(""),
        iri,
        detail);
  }
}
