package dev.cairn.ontology.skos;

import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.apache.jena.graph.Graph;

/// What came out of a file that somebody gave as a vocabulary.
public sealed interface SkosFile {
  /// It could be read.
  ///
  /// @param graph its statements, plain labels for those of SKOS-XL and the types that SKOS implies
  ///   among them
  /// @param scheme IRI of the scheme with most concepts; where the file names none, the beginning
  ///   that the IRIs of its concepts share
  /// @param title of the scheme: English if there is one; else the name of the file
  /// @param concepts how many there are
  /// @param labels how many labels there are in which language; `""` where none is named
  /// @param notes what was mended or left out while reading
  record Loaded(
      RdfKind kind,
      Graph graph,
      String scheme,
      String title,
      int concepts,
      SortedMap<String, Integer> labels,
      List<Defect> notes)
      implements SkosFile {
    public Loaded {
      notes = List.copyOf(notes);
    }
  }

  /// It could not.
  ///
  /// @param because one or two sentences for who gave the file, the place included
  /// @param line from 1; empty where there is no single place
  /// @param column from 1; present only with a line
  record Refused(String because, OptionalLong line, OptionalLong column) implements SkosFile {}
}
