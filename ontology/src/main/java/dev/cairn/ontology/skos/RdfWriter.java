package dev.cairn.ontology.skos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.impl.WrappedGraph;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.shared.PrefixMapping;

/// Writes statements. Short names are the same in all that we write, and in the context that stands
/// in our JSON-LD.
public final class RdfWriter {
  private static final int MOST_PRETTY = 20_000;

  /// Short names of namespaces, as they stand in what is written.
  public static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("cairn", "urn:cairn:ns:"),
          Map.entry("dc", "http://purl.org/dc/elements/1.1/"),
          Map.entry("dcterms", "http://purl.org/dc/terms/"),
          Map.entry("foaf", "http://xmlns.com/foaf/0.1/"),
          Map.entry("iso-thes", "http://purl.org/iso25964/skos-thes#"),
          Map.entry("owl", "http://www.w3.org/2002/07/owl#"),
          Map.entry("prov", "http://www.w3.org/ns/prov#"),
          Map.entry("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
          Map.entry("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
          Map.entry("skos", "http://www.w3.org/2004/02/skos/core#"),
          Map.entry("xsd", "http://www.w3.org/2001/XMLSchema#"));

  private static final PrefixMapping NAMES =
      PrefixMapping.Factory.create().setNsPrefixes(PREFIXES).lock();

  private RdfWriter() {}

  /// The same statements under our short names.
  private static final class Named extends WrappedGraph {
    Named(Graph statements) {
      super(statements);
    }

    @Override
    public PrefixMapping getPrefixMapping() {
      return NAMES;
    }
  }

  /// All statements, in UTF-8. Many are written plainly, statement after statement by subject, so
  /// that it takes seconds for 100,000.
  ///
  /// @throws IOException if it cannot be written there
  public static void write(Graph graph, RdfKind kind, OutputStream to) throws IOException {
    boolean many = graph.size() > MOST_PRETTY;
    try {
      RDFWriter.source(new Named(graph))
          .format(
              switch (kind) {
                case TURTLE -> many ? RDFFormat.TURTLE_BLOCKS : RDFFormat.TURTLE_PRETTY;
                case N_TRIPLES -> RDFFormat.NTRIPLES_UTF8;
                case RDF_XML -> many ? RDFFormat.RDFXML_PLAIN : RDFFormat.RDFXML_PRETTY;
                case JSON_LD -> many ? RDFFormat.JSONLD11_PLAIN : RDFFormat.JSONLD11_PRETTY;
              })
          .output(to);
    } catch (RuntimeIOException e) {
      if (e.getCause() instanceof IOException cause) throw cause;
      throw new IOException("the statements cannot be written", e);
    }
  }

  /// The same for a few statements.
  public static byte[] bytes(Graph graph, RdfKind kind) {
    var bytes = new ByteArrayOutputStream();
    try {
      write(graph, kind, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes all that is written", e);
    }
    return bytes.toByteArray();
  }
}
