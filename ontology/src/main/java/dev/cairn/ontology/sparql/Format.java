package dev.cairn.ontology.sparql;

import java.util.List;
import java.util.Optional;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.resultset.ResultSetLang;

/// How an answer is written.
public enum Format {
  JSON("json", "application/sparql-results+json", false, List.of("application/json")),
  XML("xml", "application/sparql-results+xml", false, List.of("application/xml", "text/xml")),
  CSV("csv", "text/csv; charset=utf-8", false, List.of()),
  TSV("tsv", "text/tab-separated-values; charset=utf-8", false, List.of()),
  TURTLE("turtle", "text/turtle; charset=utf-8", true, List.of("application/x-turtle")),
  N_TRIPLES("ntriples", "application/n-triples", true, List.of("text/plain")),
  JSON_LD("jsonld", "application/ld+json", true, List.of("application/json")),
  RDF_XML("rdfxml", "application/rdf+xml", true, List.of("application/xml", "text/xml"));

  private final String code;
  private final String type;
  private final boolean graph;
  private final List<String> aliases;

  Format(String code, String type, boolean graph, List<String> aliases) {
    this.code = code;
    this.type = type;
    this.graph = graph;
    this.aliases = aliases;
  }

  /// Short name: `json`, `turtle`.
  public String code() {
    return code;
  }

  /// As it is sent.
  public String contentType() {
    return type;
  }

  /// Whether it is for statements; else for rows and yes or no.
  public boolean isGraph() {
    return graph;
  }

  /// Media types by which it is asked for, the proper one first.
  public List<String> mediaTypes() {
    var all = new java.util.ArrayList<>(List.of(type.split(";")[0]));
    all.addAll(aliases);
    return List.copyOf(all);
  }

  /// By its short name or media type, or as other clients call it, for an answer of this sort.
  public static Optional<Format> named(String name, boolean graph) {
    for (var format : values())
      if (format.graph == graph
          && (format.code.equals(name)
              || format.mediaTypes().contains(name)
              || format.nicknames().contains(name))) return Optional.of(format);
    return Optional.empty();
  }

  /// What SPARQLWrapper, Fuseki's clients and others write.
  private List<String> nicknames() {
    return switch (this) {
      case JSON -> List.of("srj", "sparql-results+json");
      case XML -> List.of("srx", "sparql-results+xml");
      case CSV, TSV -> List.of();
      case TURTLE -> List.of("ttl", "n3");
      case N_TRIPLES -> List.of("nt", "n-triples");
      case JSON_LD -> List.of("json-ld", "json");
      case RDF_XML -> List.of("rdf+xml", "rdf", "xml");
    };
  }

  /// As the W3C names it among its formats.
  String w3c() {
    return switch (this) {
      case JSON -> "SPARQL_Results_JSON";
      case XML -> "SPARQL_Results_XML";
      case CSV -> "SPARQL_Results_CSV";
      case TSV -> "SPARQL_Results_TSV";
      case TURTLE -> "Turtle";
      case N_TRIPLES -> "N-Triples";
      case JSON_LD -> "JSON-LD";
      case RDF_XML -> "RDF_XML";
    };
  }

  Lang results() {
    return switch (this) {
      case JSON -> ResultSetLang.RS_JSON;
      case XML -> ResultSetLang.RS_XML;
      case CSV -> ResultSetLang.RS_CSV;
      case TSV -> ResultSetLang.RS_TSV;
      case TURTLE, N_TRIPLES, JSON_LD, RDF_XML ->
          throw new IllegalArgumentException("for rows: " + this);
    };
  }

  RDFFormat statements() {
    return switch (this) {
      case TURTLE -> RDFFormat.TURTLE_PRETTY;
      case N_TRIPLES -> RDFFormat.NTRIPLES_UTF8;
      case JSON_LD -> RDFFormat.JSONLD11_PLAIN;
      case RDF_XML -> RDFFormat.RDFXML_PLAIN;
      case JSON, XML, CSV, TSV -> throw new IllegalArgumentException("for statements: " + this);
    };
  }
}
