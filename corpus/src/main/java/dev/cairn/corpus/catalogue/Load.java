package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Catalogue.Change;
import dev.cairn.corpus.Item;
import dev.cairn.ontology.GraphStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.graph.NodeFactory;

/// Reads the whole catalogue from the graph, some hundred items at a time.
final class Load {
  private static final int ITEMS_AT_ONCE = 500;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Load() {}

  static Picture from(GraphStore store) {
    var names = store.graphNames().stream().filter(name -> name.startsWith(Terms.ITEM)).toList();
    var items = new ArrayList<Item>(names.size());
    for (int start = 0; start < names.size(); start += ITEMS_AT_ONCE)
      items.addAll(
          read(store, names.subList(start, Math.min(names.size(), start + ITEMS_AT_ONCE))));
    return sequence(store, items);
  }

  private static List<Item> read(GraphStore store, List<String> names) {
    var rows =
        store.select(
            names.stream()
                .collect(
                    Collectors.joining(
                        "> <",
                        "SELECT ?g ?s ?p ?o { VALUES ?g { <",
                        "> } GRAPH ?g { ?s ?p ?o } }")),
            LIMIT);
    Map<String, Statements> found = new HashMap<>();
    rows.forEachRemaining(row ->
        found
            .computeIfAbsent(row.getResource("g").getURI(), _ -> new Statements())
            .add(row.get("s").asNode(), row.get("p").asNode(), row.get("o").asNode()));
    return found.entrySet().stream()
        .map(entry -> ItemGraph.read(ItemGraph.id(entry.getKey()), entry.getValue()))
        .toList();
  }

  private static Picture sequence(GraphStore store, List<Item> items) {
    var from = new Statements();
    store
        .graph(Terms.SEQUENCE)
        .find()
        .forEachRemaining(t -> from.add(t.getSubject(), t.getPredicate(), t.getObject()));
    var tombstones = new ArrayList<Change>();
    for (var triple : from.all())
      if (triple.getObject().equals(Terms.TOMBSTONE))
        tombstones.add(
            new Change(
                from.need(triple.getSubject(), Terms.CHANGED, Long::parseLong),
                ItemGraph.id(triple.getSubject().getURI()),
                Optional.empty()));
    long last =
        from.read(NodeFactory.createURI(Terms.SEQUENCE), Terms.LAST, Long::parseLong).orElse(0L);
    return Picture.of(items, tombstones, last);
  }
}
