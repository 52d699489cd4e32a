package dev.cairn.ontology.tdb;

import dev.cairn.ontology.GraphStore.Change;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.system.RiotLib;

/// Changes as bytes. Each name stands once, where it comes first; later its number stands for it.
/// Blank nodes keep theirs, so that what is written twice is there once.
final class ChangeRecord {
  private static final int REPLACE = 0;
  private static final int INSERT = 1;
  private static final int DELETE = 2;
  private static final int DROP = 3;

  private static final int IRI = 0;
  private static final int TEXT = 1;
  private static final int TAGGED = 2;
  private static final int TYPED = 3;
  private static final int BLANK = 4;
  private static final int OTHER = 5;

  private ChangeRecord() {}

  // ---- writing

  static byte[] write(List<Change> changes) {
    var bytes = new ByteArrayOutputStream(4096);
    try {
      new Writer(new DataOutputStream(bytes)).write(changes);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private record Writer(DataOutputStream out, Map<Node, Integer> known) {
    Writer(DataOutputStream out) {
      this(out, new HashMap<>());
    }

    void write(List<Change> changes) throws IOException {
      out.writeInt(changes.size());
      for (var change : changes) {
        switch (change) {
          case Change.Replace(var graph, var statements) -> write(REPLACE, graph, statements);
          case Change.Insert(var graph, var statements) -> write(INSERT, graph, statements);
          case Change.Delete(var graph, var statements) -> write(DELETE, graph, statements);
          case Change.Drop(var graph) -> {
            out.writeByte(DROP);
            text(graph);
          }
        }
      }
    }

    private void write(int kind, String graph, Graph statements) throws IOException {
      var triples = statements.find().toList();
      out.writeByte(kind);
      text(graph);
      out.writeInt(triples.size());
      for (var triple : triples) {
        node(triple.getSubject());
        node(triple.getPredicate());
        node(triple.getObject());
      }
    }

    private void node(Node node) throws IOException {
      var number = known.get(node);
      out.writeInt(number == null ? known.size() : number);
      if (number != null) return;
      known.put(node, known.size());
      if (node.isURI()) name(IRI, node.getURI());
      else if (node.isBlank()) name(BLANK, node.getBlankNodeLabel());
      else if (!node.isLiteral() || node.getLiteralBaseDirection() != null)
        name(OTHER, NodeFmtLib.strNT(node));
      else if (!node.getLiteralLanguage().isEmpty()) {
        name(TAGGED, node.getLiteralLexicalForm());
        text(node.getLiteralLanguage());
      } else if (node.getLiteralDatatypeURI().equals("http://www.w3.org/2001/XMLSchema#string"))
        name(TEXT, node.getLiteralLexicalForm());
      else {
        name(TYPED, node.getLiteralLexicalForm());
        text(node.getLiteralDatatypeURI());
      }
    }

    private void name(int kind, String text) throws IOException {
      out.writeByte(kind);
      text(text);
    }

    private void text(String text) throws IOException {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  // ---- reading

  /// @throws IOException if {@link #write} did not make these bytes
  static List<Change> read(byte[] bytes) throws IOException {
    return new Reader(new DataInputStream(new ByteArrayInputStream(bytes))).read();
  }

  private record Reader(DataInputStream in, List<Node> known) {
    Reader(DataInputStream in) {
      this(in, new ArrayList<>());
    }

    List<Change> read() throws IOException {
      int count = in.readInt();
      var changes = new ArrayList<Change>();
      for (int i = 0; i < count; i++) {
        int kind = in.readByte();
        var graph = text();
        changes.add(
            switch (kind) {
              case REPLACE -> new Change.Replace(graph, statements());
              case INSERT -> new Change.Insert(graph, statements());
              case DELETE -> new Change.Delete(graph, statements());
              case DROP -> new Change.Drop(graph);
              default -> throw new IOException("no kind of change: " + kind);
            });
      }
      return changes;
    }

    private Graph statements() throws IOException {
      int count = in.readInt();
      var graph = GraphMemFactory.createDefaultGraphSameTerm();
      for (int i = 0; i < count; i++) graph.add(Triple.create(node(), node(), node()));
      return graph;
    }

    private Node node() throws IOException {
      int number = in.readInt();
      if (number < known.size()) return known.get(number);
      int kind = in.readByte();
      var text = text();
      var node =
          switch (kind) {
            case IRI -> NodeFactory.createURI(text);
            case TEXT -> NodeFactory.createLiteralString(text);
            case TAGGED -> NodeFactory.createLiteralLang(text, text());
            case TYPED ->
                NodeFactory.createLiteralDT(
                    text, TypeMapper.getInstance().getSafeTypeByName(text()));
            case BLANK -> NodeFactory.createBlankNode(text);
            case OTHER -> RiotLib.parse(text);
            default -> throw new IOException("no kind of name: " + kind);
          };
      known.add(node);
      return node;
    }

    private String text() throws IOException {
      int length = in.readInt();
      var bytes = in.readNBytes(length);
      if (bytes.length < length) throw new IOException("cut off");
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
