package dev.cairn.ontology.imported;

import dev.cairn.ontology.skos.Defect;
import dev.cairn.ontology.skos.RdfKind;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// An imported vocabulary, as its record tells.
///
/// @param id URL-safe; the same for every edition, since it is made of the scheme's IRI
/// @param scheme IRI of the main scheme
/// @param fileName as it was given
/// @param sha256 of the file, 64 hex digits
/// @param labels how many labels there are in which language; `""` where none is named
/// @param imported when this edition was put in place
/// @param by who did it
/// @param tagging whether texts are tagged with its concepts
/// @param defects what was found in the file, worst kinds first
public record Shelved(
    String id,
    String scheme,
    String title,
    String fileName,
    RdfKind kind,
    String sha256,
    long concepts,
    long statements,
    SortedMap<String, Integer> labels,
    Instant imported,
    String by,
    boolean tagging,
    List<Defect> defects) {
  public Shelved {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    defects = List.copyOf(defects);
  }

  Shelved withTagging(boolean on) {
    return new Shelved(
        id,
        scheme,
        title,
        fileName,
        kind,
        sha256,
        concepts,
        statements,
        labels,
        imported,
        by,
        on,
        defects);
  }
}
