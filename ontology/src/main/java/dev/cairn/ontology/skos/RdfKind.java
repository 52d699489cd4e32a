package dev.cairn.ontology.skos;

import static java.util.Locale.ROOT;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.riot.Lang;

/// The ways in which statements are written down.
public enum RdfKind {
  TURTLE("turtle", "Turtle", "text/turtle", List.of("ttl", "turtle")),
  N_TRIPLES("ntriples", "N-Triples", "application/n-triples", List.of("nt")),
  RDF_XML("rdfxml", "RDF/XML", "application/rdf+xml", List.of("rdf", "owl", "xml")),
  JSON_LD("jsonld", "JSON-LD", "application/ld+json", List.of("jsonld", "json"));

  private static final int HEAD = 4096;

  private final String code;
  private final String title;
  private final String mediaType;
  private final List<String> endings;

  RdfKind(String code, String title, String mediaType, List<String> endings) {
    this.code = code;
    this.title = title;
    this.mediaType = mediaType;
    this.endings = endings;
  }

  /// The name in the interface: `turtle`, `ntriples`, `rdfxml`, `jsonld`.
  public String code() {
    return code;
  }

  /// The name for people: `RDF/XML`.
  public String title() {
    return title;
  }

  /// As in the header `Content-Type`, without a charset.
  public String mediaType() {
    return mediaType;
  }

  /// What a file's name ends in, without the dot.
  public String ending() {
    return endings.getFirst();
  }

  /// By its code, its media type or the ending of a name.
  public static Optional<RdfKind> of(String name) {
    var key = name.toLowerCase(ROOT);
    return Stream.of(values())
        .filter(k -> k.code.equals(key) || k.mediaType.equals(key) || k.endings.contains(key))
        .findFirst();
  }

  /// What the content looks like; where that leaves a choice, the ending of the name decides.
  static RdfKind guess(byte[] bytes, String name) {
    var head =
        new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.UTF_8)
            .replace("\uFEFF", "")
            .replace("\0", "")
            .stripLeading();
    var named = of(name.substring(name.lastIndexOf('.') + 1));
    if (head.matches("(?s)(<\\?xml|<!DOCTYPE|<!--|<\\w+:RDF).*")) return RDF_XML;
    if (head.startsWith("{")) return JSON_LD;
    if (head.startsWith("[")
        && (named.equals(Optional.of(JSON_LD)) || head.matches("(?s)\\[\\s*\\{.*"))) return JSON_LD;
    return named.equals(Optional.of(N_TRIPLES)) ? N_TRIPLES : TURTLE;
  }

  Lang lang() {
    return switch (this) {
      case TURTLE -> Lang.TURTLE;
      case N_TRIPLES -> Lang.NTRIPLES;
      case RDF_XML -> Lang.RDFXML;
      case JSON_LD -> Lang.JSONLD11;
    };
  }
}
