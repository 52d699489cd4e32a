package dev.cairn.server.testkit;

import dev.cairn.ontology.GraphStore.Change;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.testkit.Views;
import java.nio.file.Path;
import java.util.List;

/// A scheme of some thousand concepts, made of trees and stars, for tests and measurements.
public final class LargeScheme {
  private static final List<String> WOODS =
      List.of(
          "Alder", "Beech", "Cedar", "Date", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper",
          "Kauri", "Larch", "Maple", "Nutmeg", "Oak", "Pine", "Quince", "Rowan", "Spruce", "Teak");
  private static final List<String> STARS =
      List.of(
          "Algol",
          "Bellatrix",
          "Capella",
          "Deneb",
          "Elnath",
          "Fomalhaut",
          "Gienah",
          "Hadar",
          "Izar",
          "Jabbah",
          "Kochab",
          "Lesath",
          "Mizar",
          "Nunki",
          "Okab",
          "Polaris",
          "Qamar",
          "Rigel",
          "Sirius",
          "Thuban");

  private LargeScheme() {}

  public static String top(int wood) {
    return WOODS.get(wood);
  }

  public static String middle(int wood, int star) {
    return WOODS.get(wood) + " " + STARS.get(star);
  }

  public static String leaf(int wood, int star, int number) {
    return STARS.get(star)
        + " "
        + WOODS.get(wood).toLowerCase(java.util.Locale.ROOT)
        + " "
        + number;
  }

  /// Puts 20 tops, 20 below each and `leaves` below each of those into the store of a folder that
  /// no server has open yet. Each leaf is related to one of another branch.
  public static void into(Path data, int leaves) throws Exception {
    var turtle = new StringBuilder();
    turtle.append(
        "<urn:test:large> a skos:ConceptScheme ; dcterms:title \"Woods and stars\"@en .\n");
    for (int wood = 0; wood < WOODS.size(); wood++) {
      concept(turtle, "w" + wood, top(wood), "");
      for (int star = 0; star < STARS.size(); star++) {
        var middle = "w" + wood + "s" + star;
        concept(turtle, middle, middle(wood, star), "w" + wood);
        for (int number = 1; number <= leaves; number++) {
          concept(turtle, middle + "n" + number, leaf(wood, star, number), middle);
          int other = (wood * 7 + star + number) % WOODS.size();
          turtle.append(
              ":%sn%d skos:related :w%ds%dn%d .\n"
                  .formatted(middle, number, other, (star + number) % STARS.size(), number));
        }
      }
    }
    try (var store = GraphStores.tdb2(data.resolve("graph"))) {
      store.apply(
          List.of(
              new Change.Replace(
                  "urn:cairn:graph:vocabulary:large", Views.graph(turtle.toString()))));
    }
  }

  private static void concept(StringBuilder turtle, String id, String label, String broader) {
    turtle.append(
        ":%s a skos:Concept ; skos:inScheme <urn:test:large> ; skos:prefLabel \"%s\"@en %s.\n"
            .formatted(id, label, broader.isEmpty() ? "" : "; skos:broader :" + broader + " "));
  }
}
