package dev.cairn.ontology.vocabulary;

import dev.cairn.ontology.GraphFailure;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.GraphStore.Change;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.vocabulary.OWL2;

/// The scheme of concepts that comes with the program.
public final class BuiltIn {
  /// The graph it is kept in.
  public static final String GRAPH = "urn:cairn:graph:built-in";

  /// The scheme its concepts belong to.
  public static final String SCHEME = "urn:cairn:scheme:built-in";

  private static final List<String> FILES =
      List.of(
          "cairn.ttl",
          "management-functions.ttl",
          "knowledge-management.ttl",
          "customer-experience.ttl",
          "organisation.ttl",
          "people-and-works.ttl",
          "lessons.ttl");

  private final Graph graph;
  private final String version;

  private BuiltIn(Graph graph, String version) {
    this.graph = graph;
    this.version = version;
  }

  /// Reads it from the program's resources; takes some tenths of a second.
  public static BuiltIn load() {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    MessageDigest digest = sha256();
    for (String file : FILES) {
      byte[] bytes = bytes(file);
      digest.update(bytes);
      RDFDataMgr.read(graph, new ByteArrayInputStream(bytes), Lang.TURTLE);
    }
    String version = HexFormat.of().formatHex(digest.digest(), 0, 8);
    graph.add(
        Triple.create(
            NodeFactory.createURI(SCHEME),
            OWL2.versionInfo.asNode(),
            NodeFactory.createLiteralString(version)));
    return new BuiltIn(graph, version);
  }

  /// Names the content: 16 hex digits, other for every other content of the files.
  public String version() {
    return version;
  }

  /// A copy of its statements, the version among them (`owl:versionInfo` of the scheme).
  public Graph graph() {
    Graph copy = GraphMemFactory.createDefaultGraphSameTerm();
    GraphUtil.addInto(copy, graph);
    return copy;
  }

  /// Makes the store hold this version: one change if it holds another or none, else nothing.
  ///
  /// @return whether the store was changed
  public boolean installInto(GraphStore store) {
    if (isIn(store)) return false;
    store.apply(List.of(new Change.Replace(GRAPH, graph())));
    return true;
  }

  private boolean isIn(GraphStore store) {
    var query =
        "SELECT ?version { GRAPH <%s> { <%s> <%s> ?version } }"
            .formatted(GRAPH, SCHEME, OWL2.versionInfo.getURI());
    var rows = store.select(query, Duration.ofSeconds(30));
    return rows.hasNext() && rows.next().getLiteral("version").getLexicalForm().equals(version);
  }

  private static byte[] bytes(String file) {
    try (var in = BuiltIn.class.getResourceAsStream(file)) {
      if (in == null) throw new IOException("there is no resource " + file);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new GraphFailure(
          GraphFailure.Kind.CORRUPT, "reading the built-in vocabulary failed", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
