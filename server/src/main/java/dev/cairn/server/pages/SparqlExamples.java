package dev.cairn.server.pages;

import dev.cairn.server.pages.SparqlPage.Example;
import java.util.List;

/// Questions that run as they stand, to begin with.
final class SparqlExamples {
  private SparqlExamples() {}

  static final List<Example> ALL =
      List.of(
          new Example(
              "Lessons of each management function",
              "chart",
              """
              # Each function with everything narrower, and the lessons about any of it
              SELECT ?function (COUNT(DISTINCT ?lesson) AS ?lessons) {
                <urn:cairn:slice:function> skos:memberList/rdf:rest*/rdf:first ?top .
                ?top skos:prefLabel ?function FILTER(lang(?function) = "en")
                ?concept skos:broader* ?top .
                ?lesson dcterms:subject ?concept ; a cairn:Lesson .
              }
              GROUP BY ?function
              ORDER BY DESC(?lessons)
              """),
          new Example(
              "Concepts that nothing is about",
              "",
              """
              # Blind spots: no document and no lesson is tagged with them
              SELECT ?concept ?definition {
                ?concept a skos:Concept ; skos:definition ?definition .
                FILTER NOT EXISTS { ?item dcterms:subject ?concept }
              }
              ORDER BY ?concept
              LIMIT 100
              """),
          new Example(
              "What texts say about late deliveries, newer than 2015",
              "",
              """
              # Text and graph in one question: the best 50 passages, kept by date
              SELECT ?item ?date ?score ?passage {
                (?item ?score ?passage) cairn:search ("late deliveries" 50) .
                ?item dcterms:date|cairn:version/cairn:eventDate ?date .
                FILTER(?date >= "2015-01-01"^^xsd:date)
              }
              ORDER BY DESC(?score)
              """),
          new Example(
              "What those are about who write that customers leave",
              "chart",
              """
              # The concepts of the best 100 items for some words
              SELECT ?label (COUNT(?item) AS ?items) {
                ?item cairn:search ("why do customers leave" 100) .
                ?item dcterms:subject ?concept .
                ?concept skos:prefLabel ?label FILTER(lang(?label) = "en")
              }
              GROUP BY ?label
              ORDER BY DESC(?items) ?label
              LIMIT 20
              """),
          new Example(
              "What goes together with customer churn",
              "chart",
              """
              # The concepts that items about it are about, too
              SELECT ?label (COUNT(?item) AS ?items) {
                ?item dcterms:subject concept:customer-churn , ?other .
                FILTER(?other != concept:customer-churn)
                ?other skos:prefLabel ?label FILTER(lang(?label) = "en")
              }
              GROUP BY ?label
              ORDER BY DESC(?items) ?label
              LIMIT 20
              """),
          new Example(
              "Lessons learned the hard way, newest first",
              "",
              """
              SELECT ?lesson ?date ?recommendation {
                ?lesson a cairn:Lesson ; cairn:version ?version .
                ?version cairn:outcomeKind "negative" ; cairn:recommendation ?recommendation .
                OPTIONAL { ?version cairn:eventDate ?date }
              }
              ORDER BY DESC(?date)
              LIMIT 50
              """),
          new Example(
              "How many documents and lessons there are of each kind of file",
              "chart",
              """
              SELECT ?format (COUNT(DISTINCT ?item) AS ?items) {
                ?item cairn:version/dcterms:format ?format .
              }
              GROUP BY ?format
              ORDER BY DESC(?items)
              """),
          new Example(
              "The concepts with most below them",
              "chart",
              """
              SELECT ?label (COUNT(DISTINCT ?below) AS ?concepts) {
                ?below skos:broader+ ?concept .
                ?concept skos:prefLabel ?label FILTER(lang(?label) = "en")
              }
              GROUP BY ?label
              ORDER BY DESC(?concepts)
              LIMIT 20
              """),
          new Example(
              "Everything below customer churn, as statements",
              "",
              """
              CONSTRUCT { ?concept skos:broader ?above ; skos:prefLabel ?label }
              WHERE {
                ?concept skos:broader* concept:customer-churn ; skos:prefLabel ?label .
                OPTIONAL { ?concept skos:broader ?above }
              }
              """),
          new Example("All that is said of one concept", "", "DESCRIBE concept:customer-churn\n"),
          new Example(
              "Does any lesson deal with what is narrower than planning?",
              "",
              """
              ASK {
                ?concept skos:broader+ concept:planning .
                ?lesson dcterms:subject ?concept ; a cairn:Lesson .
              }
              """));
}
