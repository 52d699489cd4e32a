package dev.cairn.ontology.sparql;

import dev.cairn.ontology.tdb.FailingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.rdf.model.impl.Util;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.rowset.RowSetWriterRegistry;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.util.Context;

/// A whole answer, in memory: nothing of it is open any more, and nothing can go wrong but sending
/// it. Never changes.
public final class Answer {
  private final Content content;
  private final boolean cut;
  private final Duration took;

  /// What kind of answer.
  sealed interface Content {
    record Rows(List<Var> names, List<Binding> rows) implements Content {}

    record Truth(boolean value) implements Content {}

    record Statements(Graph graph) implements Content {}
  }

  Answer(Content content, boolean cut, Duration took) {
    this.content = content;
    this.cut = cut;
    this.took = took;
  }

  /// What stands in one place of a table.
  ///
  /// @param kind what it is
  /// @param text the IRI, the text, or the label of a blank node
  /// @param language of a text, else empty
  /// @param datatype IRI, where it is no plain text, else empty
  public record Cell(Kind kind, String text, String language, String datatype) {
    public enum Kind {
      IRI,
      TEXT,
      BLANK,
      NOTHING
    }

    static final Cell NOTHING = new Cell(Kind.NOTHING, "", "", "");

    static Cell of(Node node) {
      if (node.isURI()) return new Cell(Kind.IRI, node.getURI(), "", "");
      if (node.isBlank()) return new Cell(Kind.BLANK, node.getBlankNodeLabel(), "", "");
      if (!node.isLiteral()) return new Cell(Kind.TEXT, node.toString(), "", "");
      var language = node.getLiteralLanguage();
      boolean plain =
          !language.isEmpty() || node.getLiteralDatatype().equals(XSDDatatype.XSDstring);
      return new Cell(
          Kind.TEXT,
          node.getLiteralLexicalForm(),
          language,
          plain ? "" : node.getLiteralDatatypeURI());
    }
  }

  /// The answer as a table: names of its columns, and rows as long.
  public record Table(List<String> columns, List<List<Cell>> rows) {
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /// Whether it consists of statements; else it is rows, or yes or no.
  public boolean isGraph() {
    return content instanceof Content.Statements;
  }

  /// Yes or no, where that was asked.
  public Optional<Boolean> truth() {
    return content instanceof Content.Truth(var value) ? Optional.of(value) : Optional.empty();
  }

  /// How many rows or statements; 1 for yes or no.
  public int size() {
    return switch (content) {
      case Content.Rows(_, var rows) -> rows.size();
      case Content.Statements(var graph) -> graph.size();
      case Content.Truth _ -> 1;
    };
  }

  /// Whether there would have been more.
  public boolean cut() {
    return cut;
  }

  public Duration took() {
    return took;
  }

  /// The first rows, or the first statements as rows of three; yes or no has none.
  public Table table(int most) {
    return switch (content) {
      case Content.Rows(var names, var rows) ->
          new Table(
              names.stream().map(Var::getVarName).toList(),
              rows.stream().limit(most).map(row -> cells(names, row)).toList());
      case Content.Statements(var graph) ->
          new Table(
              List.of("subject", "property", "object"),
              graph.stream()
                  .limit(most)
                  .map(t ->
                      List.of(
                          Cell.of(t.getSubject()),
                          Cell.of(t.getPredicate()),
                          Cell.of(t.getObject())))
                  .toList());
      case Content.Truth _ -> new Table(List.of(), List.of());
    };
  }

  private static List<Cell> cells(List<Var> names, Binding row) {
    return names.stream()
        .map(name -> Optional.ofNullable(row.get(name)).map(Cell::of).orElse(Cell.NOTHING))
        .toList();
  }

  /// Whether it can be written so: XML has no way to write some names of properties.
  public boolean fits(Format format) {
    if (format.isGraph() != isGraph()) return false;
    return !(format == Format.RDF_XML && content instanceof Content.Statements(var graph))
        || graph.stream().allMatch(t -> hasXmlName(t.getPredicate().getURI()));
  }

  private static boolean hasXmlName(String iri) {
    return Util.splitNamespaceXML(iri) < iri.length();
  }

  /// Writes all of it. Leaves the stream open.
  ///
  /// @throws IllegalArgumentException if the format is not for this sort of answer
  /// @throws IOException if it cannot be sent
  public void write(Format format, OutputStream to) throws IOException {
    var out = new FailingOutput(to);
    try {
      switch (content) {
        case Content.Rows(var names, var rows) ->
            RowSetWriterRegistry.getFactory(format.results())
                .create(format.results())
                .write(out, RowSetStream.create(names, rows.iterator()), new Context());
        case Content.Truth(var value) ->
            RowSetWriterRegistry.getFactory(format.results())
                .create(format.results())
                .write(out, value, new Context());
        case Content.Statements(var graph) ->
            RDFWriter.source(graph).format(format.statements()).output(out);
      }
    } catch (RuntimeException e) {
      out.rethrow();
      throw e;
    }
    out.rethrow();
    to.flush();
  }
}
