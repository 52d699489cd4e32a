package dev.cairn.corpus.catalogue;

import dev.cairn.ontology.GraphFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;

/// Finds what the statements of one graph say. A subject has few of them, so they are looked
/// through one by one.
final class StatementReader {
  private final Map<Node, List<Triple>> bySubject = new HashMap<>();

  void add(Triple triple) {
    bySubject.computeIfAbsent(triple.getSubject(), _ -> new ArrayList<>(8)).add(triple);
  }

  /// Everything that something is said of.
  Iterable<Node> subjects() {
    return bySubject.keySet();
  }

  List<Node> objects(Node subject, Node property) {
    var objects = new ArrayList<Node>(2);
    for (var triple : bySubject.getOrDefault(subject, List.of()))
      if (triple.getPredicate().equals(property)) objects.add(triple.getObject());
    return objects;
  }

  Optional<Node> object(Node subject, Node property) {
    for (var triple : bySubject.getOrDefault(subject, List.of()))
      if (triple.getPredicate().equals(property)) return Optional.of(triple.getObject());
    return Optional.empty();
  }

  Optional<String> text(Node subject, Node property) {
    return object(subject, property)
        .map(node -> node.isLiteral() ? node.getLiteralLexicalForm() : node.getURI());
  }

  <T> Optional<T> read(Node subject, Node property, Function<String, T> reader) {
    return text(subject, property)
        .map(text -> {
          try {
            return reader.apply(text);
          } catch (RuntimeException e) {
            throw corrupt(subject, property, "cannot be '" + text + "'", e);
          }
        });
  }

  <T> T need(Node subject, Node property, Function<String, T> reader) {
    return read(subject, property, reader)
        .orElseThrow(() -> corrupt(subject, property, "is missing", null));
  }

  /// The list that {@link StatementWriter#texts} wrote.
  List<String> texts(Node subject, Node property) {
    var sequence = Terms.sequence(subject, property);
    if (bySubject.containsKey(sequence)) {
      var texts = new ArrayList<String>();
      for (int n = 1; ; n++) {
        var text = text(sequence, Terms.member(n));
        if (text.isEmpty()) return texts;
        texts.add(text.get());
      }
    }
    var texts = new ArrayList<String>();
    for (var node : objects(subject, property)) texts.add(node.getLiteralLexicalForm());
    texts.sort(Comparator.naturalOrder());
    return texts;
  }

  /// The nodes that this one points to, by the number in which their names end.
  List<Node> numbered(Node subject, Node property) {
    var nodes = objects(subject, property);
    nodes.sort(Comparator.comparingInt(StatementReader::number));
    return nodes;
  }

  private static int number(Node node) {
    var iri = node.getURI();
    try {
      return Integer.parseInt(iri.substring(iri.lastIndexOf('-') + 1));
    } catch (NumberFormatException e) {
      throw new GraphFailure(
          GraphFailure.Kind.CORRUPT, "reading the catalogue: no number in " + iri, e);
    }
  }

  private static GraphFailure corrupt(
      Node subject, Node property, String what, @Nullable RuntimeException cause) {
    return new GraphFailure(
        GraphFailure.Kind.CORRUPT,
        "reading the catalogue: " + property + " of " + subject + " " + what,
        cause);
  }
}
