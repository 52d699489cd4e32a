package dev.cairn.server.pages;

import dev.cairn.indexer.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the pages of the small world into a folder, to be looked at.
final class PageShots {
  private PageShots() {}

  public static void main(String[] folder) throws IOException {
    var into = Files.createDirectories(Path.of(folder[0]));
    var pages = new Pages();
    var concepts = Samples.concepts();
    var request = SearchRequest.of("why do customers leave");
    put(
        into,
        "search",
        pages.search(
            SearchPages.of(
                request,
                Samples.answer(request.text()),
                concepts,
                Map.of("customer-churn", 25L),
                Samples.reader())));
    var nothing = SearchRequest.of("custmer chrn");
    put(
        into,
        "nothing",
        pages.search(
            SearchPages.of(
                nothing, Samples.nothing(nothing.text()), concepts, Map.of(), Samples.reader())));
    put(
        into,
        "start",
        pages.start(
            StartPage.of(
                Samples.answer(""), StartPage.QUESTIONS, concepts, Map.of(), Samples.reader())));
    put(
        into,
        "start-empty",
        pages.start(
            StartPage.of(Samples.nothing(""), List.of(), concepts, Map.of(), Samples.reader())));
    var churn = concepts.byId("customer-churn").orElseThrow();
    var counts = Map.of("customer-churn", 25L, "loyalty", 9L, "customer-retention", 60L);
    put(
        into,
        "concept",
        pages.concepts(
            ConceptPages.of(
                churn,
                concepts,
                counts,
                Samples.answer("Customer churn"),
                Samples.nothing("Customer churn"),
                Samples.reader())));
    put(
        into,
        "concepts",
        pages.concepts(ConceptPages.overview("", concepts, counts, Samples.reader())));
    put(
        into,
        "graph",
        pages.graph(ConceptPages.graph(churn, concepts, counts, 1, Samples.reader())));
    put(
        into,
        "lesson",
        pages.item(
            ItemPages.of(
                Samples.lesson(),
                Optional.of(Samples.derived()),
                new ItemPages.Opened(1, "why do customers leave", 0),
                concepts,
                Samples.reader())));
  }

  private static void put(Path into, String name, String html) throws IOException {
    Files.writeString(into.resolve(name + ".html"), html);
  }
}
