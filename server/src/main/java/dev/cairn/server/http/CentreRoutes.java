package dev.cairn.server.http;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.search.Centre;
import dev.cairn.indexer.search.Excerpt;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.server.pages.AnswerPages;
import dev.cairn.server.pages.CentrePages;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What is known about a concept, as JSON.
final class CentreRoutes {
  private final Rooms rooms;

  CentreRoutes(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/concepts/{id}/centre",
            "Concepts",
            "The knowledge centre of a concept: what texts say, lessons, best practices, tips,"
                + " documents, neighbours, use over time, and what is missing.",
            List.of(),
            this::centre));
  }

  record Reference(String id, String label) {}

  record ItemShape(String id, String kind, String title, Optional<String> date, String url) {}

  /// @param rank from 1, where they are ranked
  record Ranked(int rank, ItemShape item) {}

  /// @param url of the search that finds them all
  record Section(long total, List<ItemShape> items, String url) {}

  record Practices(long total, String rankedBy, List<Ranked> items, String url) {}

  /// @param url where it is read, opened at the passage
  record Said(
      String text,
      ItemShape item,
      Optional<String> heading,
      int passage,
      Optional<Integer> page,
      int start,
      int end,
      String url) {}

  record Medium(String mediaType, long documents) {}

  /// @param by `genre`: a keyword that says what kind of text it is; `organisation`
  record Origin(String by, String value, long documents) {}

  /// What admins are told of questions that name it.
  record Asked(List<String> inVain, List<String> found) {}

  record Year(int year, long items) {}

  record Beside(Reference concept, String why, long itemsOfBoth) {}

  record Neighbour(String relation, String words, Reference concept, long items) {}

  record GroupOf(String label, boolean ordered, int position, int size) {}

  record Gap(String code, String text, List<Reference> concepts) {}

  record Answered(
      Reference concept,
      Optional<String> definition,
      List<String> sources,
      List<Said> summary,
      Section lessons,
      List<ItemShape> newestLessons,
      Practices bestPractices,
      Map<String, List<Said>> tips,
      Section documents,
      List<Medium> media,
      List<Origin> origins,
      List<Neighbour> neighbours,
      List<GroupOf> groups,
      List<Beside> compareWith,
      List<Year> years,
      List<Gap> missing,
      Optional<Asked> asked) {}

  private void centre(Context ctx) {
    var view = rooms.concepts().get();
    var id = ctx.pathParam("id");
    var concept =
        view.find(id).orElseThrow(() -> Refusal.notFound("There is no concept '" + id + "'."));
    var caller = Guard.caller(ctx);
    var gathered = rooms.helping().knowing().centre().of(concept, caller);
    var counts = rooms.searcher().conceptCounts(caller);
    Map<String, List<Said>> tips = new LinkedHashMap<>();
    gathered
        .tips()
        .forEach((kind, some) ->
            tips.put(
                Params.code(kind),
                some.stream().map(tip -> said(tip.sentence(), concept)).toList()));
    Json.write(
        ctx,
        new Answered(
            reference(concept),
            concept.definition(),
            concept.sources(),
            gathered.summary().stream().map(s -> said(s, concept)).toList(),
            section(gathered.best()),
            items(gathered.newest()),
            practices(gathered.practices()),
            tips,
            section(gathered.documents()),
            gathered.media().entrySet().stream()
                .map(e -> new Medium(e.getKey(), e.getValue()))
                .toList(),
            Stream.concat(
                    origins("genre", gathered.genres()),
                    origins("organisation", gathered.organisations()))
                .toList(),
            neighbours(concept, view, counts),
            groups(concept, view),
            gathered.beside().stream()
                .flatMap(b ->
                    view.byId(b.concept()).stream()
                        .map(c -> new Beside(reference(c), Params.code(b.because()), b.together())))
                .toList(),
            gathered.years().entrySet().stream()
                .map(e -> new Year(e.getKey(), e.getValue()))
                .toList(),
            gathered.missing().stream().map(m -> gap(m, view)).toList(),
            Optional.of(AskedFor.about(concept, rooms, caller))
                .filter(_ -> caller.isAdmin())
                .map(asked -> new Asked(asked.inVain(), asked.found()))));
  }

  private static Stream<Origin> origins(String by, Map<String, Long> counts) {
    return counts.entrySet().stream().map(e -> new Origin(by, e.getKey(), e.getValue()));
  }

  private static Reference reference(Concept concept) {
    return new Reference(concept.id(), concept.label());
  }

  private static ItemShape item(Answer.Hit hit) {
    return new ItemShape(
        hit.id(),
        Params.code(hit.kind()),
        hit.title(),
        hit.date().map(Object::toString),
        SearchAnswer.url(hit.kind(), hit.id()));
  }

  private static List<ItemShape> items(List<Answer.Hit> hits) {
    return hits.stream().map(CentreRoutes::item).toList();
  }

  private static Section section(Centre.Section section) {
    return new Section(section.total(), items(section.first()), CentrePages.search(section));
  }

  private static Practices practices(Centre.Section section) {
    var ranked = new ArrayList<Ranked>();
    for (var hit : section.first()) ranked.add(new Ranked(ranked.size() + 1, item(hit)));
    return new Practices(
        section.total(), "relevance, then date", ranked, CentrePages.search(section));
  }

  private static Said said(Excerpt.Sentence sentence, Concept concept) {
    return new Said(
        sentence.text(),
        new ItemShape(
            sentence.item(),
            Params.code(sentence.kind()),
            sentence.title(),
            Optional.empty(),
            SearchAnswer.url(sentence.kind(), sentence.item())),
        Optional.of(sentence.heading()).filter(heading -> !heading.isEmpty()),
        sentence.passage(),
        Optional.of(sentence.page()).filter(page -> page > 0),
        sentence.start(),
        sentence.end(),
        AnswerPages.href(sentence, concept.label()));
  }

  private static List<Neighbour> neighbours(
      Concept concept, ConceptView view, Map<String, Long> counts) {
    return concept.links().stream()
        .flatMap(l ->
            view.byId(l.target()).stream()
                .map(c ->
                    new Neighbour(
                        l.relation().code(),
                        l.relation().words(),
                        reference(c),
                        counts.getOrDefault(c.id(), 0L))))
        .toList();
  }

  private static List<GroupOf> groups(Concept concept, ConceptView view) {
    return view.groups().stream()
        .filter(g -> g.members().contains(concept.id()))
        .map(g ->
            new GroupOf(
                g.label(), g.ordered(), g.members().indexOf(concept.id()) + 1, g.members().size()))
        .toList();
  }

  private static Gap gap(Centre.Missing missing, ConceptView view) {
    return new Gap(
        Params.code(missing.gap()),
        CentrePages.words(missing.gap()),
        missing.concepts().stream()
            .flatMap(id -> view.byId(id).stream())
            .map(CentreRoutes::reference)
            .toList());
  }
}
