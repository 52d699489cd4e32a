package dev.cairn.server.http;

import dev.cairn.indexer.mapping.Mappings;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Match;
import dev.cairn.ontology.curating.Edit;
import dev.cairn.ontology.matching.Rejections;
import dev.cairn.ontology.matching.Suggestion;
import dev.cairn.server.pages.Address;
import dev.cairn.server.pages.Choice;
import dev.cairn.server.pages.MappingPage;
import dev.cairn.server.pages.MappingPage.Shows;
import dev.cairn.server.pages.MappingWords;
import dev.cairn.server.pages.Page;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.Plain;
import dev.cairn.server.pages.Viewer;
import dev.cairn.server.pages.Words;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The admin's page of mappings between vocabularies, and its forms, which work without scripts.
final class MappingPages {
  private static final String PATH = "/admin/mappings";
  private static final int ON_A_PAGE = 25;
  private static final int LONGEST_SAYING = 160;
  private static final int MOST_NAMED = 5;

  private static final SortedMap<Double, String> LEAST =
      new TreeMap<>(
          Map.of(
              0.0,
              "any",
              MappingWords.POSSIBLE,
              "possible or better",
              MappingWords.LIKELY,
              "likely or better",
              MappingWords.VERY_LIKELY,
              "very likely"));

  private final Rooms rooms;
  private final MappingRoutes routes;
  private final Pages pages;

  MappingPages(Rooms rooms, MappingRoutes routes, Pages pages) {
    this.rooms = rooms;
    this.routes = routes;
    this.pages = pages;
  }

  void addTo(RoutesConfig config) {
    // `show`: `open`, `stated`, `rejected`; `vocabulary`, `property`, `least`, `concept`, `from`.
    config.get(PATH, ctx -> show(ctx, List.of(), Map.of()));
    config.post(PATH + "/look", this::look);
    // `pair` with `all`, or one of `confirm`, `reject`, `remove`, `restore`; `as KEY`: the kind.
    config.post(PATH, this::decide);
    // `concept`, `property`, `other`.
    config.post(PATH + "/add", this::add);
  }

  private void look(Context ctx) {
    Guard.requireAdmin(ctx);
    routes.look();
    ctx.redirect(PATH, HttpStatus.SEE_OTHER);
  }

  private void show(Context ctx, List<String> wrong, Map<String, String> typed) {
    var viewer = Viewers.of(ctx, rooms.clock());
    if (!Guard.caller(ctx).isAdmin()) {
      ctx.status(401);
      Viewers.show(ctx, pages.signIn(Plain.SignIn.of(viewer.address(), "", true, viewer)));
      return;
    }
    if (!wrong.isEmpty()) ctx.status(422);
    Viewers.show(ctx, pages.mappings(page(ctx, wrong, typed, viewer)));
  }

  private MappingPage page(
      Context ctx, List<String> wrong, Map<String, String> typed, Viewer viewer) {
    // What a form sends back is the list that it was on.
    var query = wrong.isEmpty() ? new Params(ctx) : Params.ofQuery(Params.field(ctx, "back"));
    var shows =
        Stream.of(Shows.values())
            .filter(it -> it.code().equals(query.text("show").orElse("")))
            .findFirst()
            .orElse(Shows.OPEN);
    var filled = new HashMap<>(typed);
    var complaints = new ArrayList<>(wrong);
    var about = query.text("concept").filter(name -> !name.isBlank());
    about.ifPresent(name -> filled.put("filter", name));
    var called =
        about.map(name -> ChangeForm.allCalled(name.strip(), rooms.concepts().get())).stream()
            .flatMap(List::stream)
            .toList();
    var concept = called.size() == 1 ? Optional.of(called.getFirst()) : Optional.<Concept>empty();
    if (about.isPresent() && concept.isEmpty())
      complaints.add(
          called.isEmpty()
              ? "There is no concept “" + about.get() + "”; all are shown."
              : several(about.get(), called) + " All are shown.");
    var wish =
        routes.wish(
            new Params(
                name ->
                    name.equals("concept")
                        ? concept.map(Concept::id).stream().toList()
                        : query.values().apply(name),
                Optional.empty()));
    int from = query.number("from", 0, 0, Integer.MAX_VALUE);
    var titles = routes.titles();
    var open = routes.mappings().open();
    boolean chosen = query.text("chosen").isPresent();
    var all =
        switch (shows) {
          case OPEN ->
              routes.wanted(open.suggestions(), wish).stream()
                  .<RowOf>map(s -> () -> row(s, chosen, titles))
                  .toList();
          case STATED ->
              routes.stated(wish).stream().<RowOf>map(p -> () -> row(p, titles)).toList();
          case REJECTED ->
              rooms.imported().rejections().all().stream()
                  .<RowOf>map(r -> () -> row(r, titles))
                  .toList();
        };
    int begin = Math.min(from, all.size());
    int end = Math.min(all.size(), begin + ON_A_PAGE);
    var address = address(query);
    return new MappingPage(
        Page.of(viewer, "Mappings", Page.Section.ADMIN)
            .with(List.of("admin", "curating"), List.of("jobs.js", "mappings.js")),
        shows,
        state(open, viewer),
        !rooms.imported().shelf().all().isEmpty(),
        routes.looking().map(work -> CarePages.work(work, _ -> false, viewer)),
        said(query),
        complaints,
        filters(wish, titles),
        total(shows, all.size()),
        all.subList(begin, end).stream().map(RowOf::row).toList(),
        address.with("from", from == 0 ? Optional.empty() : Optional.of(from)).toString(),
        address
            .with("from", from == 0 ? Optional.empty() : Optional.of(from))
            .with("chosen", "all")
            .toString(),
        begin == 0
            ? ""
            : address.with("from", Integer.toString(Math.max(0, begin - ON_A_PAGE))).toString(),
        end < all.size() ? address.with("from", Integer.toString(end)).toString() : "",
        filled);
  }

  private interface RowOf {
    MappingPage.Row row();
  }

  /// The list without place and news.
  private static Address address(Params query) {
    var address = Address.of(PATH);
    for (var name : List.of("show", "vocabulary", "property", "least", "concept"))
      for (var value : query.texts(name)) address = address.with(name, value);
    return address;
  }

  private static String total(Shows shows, long count) {
    return switch (shows) {
      case OPEN -> Words.count(count, "suggestion", "suggestions");
      case STATED -> Words.count(count, "stated mapping", "stated mappings");
      case REJECTED -> Words.count(count, "rejected pair", "rejected pairs");
    };
  }

  private static String said(Params query) {
    var change = query.text("change").filter(n -> n.matches("[0-9]{1,9}"));
    var done = query.text("done").filter(n -> n.matches("[0-9]{1,3}")).map(Integer::parseInt);
    if (done.isEmpty()) return "";
    return switch (query.text("did").orElse("")) {
      case "confirm" ->
          Words.count(done.get(), "mapping is", "mappings are")
              + " stated now"
              + change.map(n -> ", as change " + n).orElse("")
              + ".";
      case "reject" -> Words.count(done.get(), "pair is", "pairs are") + " not suggested any more.";
      case "remove" ->
          "The mapping is taken away" + change.map(n -> ", as change " + n).orElse("") + ".";
      case "restore" -> "The pair may be suggested again.";
      default -> "";
    };
  }

  private String state(Mappings.Open open, Viewer viewer) {
    if (rooms.imported().shelf().all().isEmpty())
      return "There is only the built-in scheme; import another vocabulary first.";
    if (open.at().isEmpty())
      return "Suggestions have not been looked for since the server was started. It takes seconds"
          + " by names; reading some thousand concepts for their meaning takes minutes, the first"
          + " time.";
    return "Looked for "
        + Words.ago(open.at().get(), viewer.now())
        + (open.byMeaning() ? ", by names, neighbours and meaning." : ", by names and neighbours.")
        + (open.outdated() ? " The vocabularies have changed since; look again." : "")
        + open.notice().map(notice -> " " + notice).orElse("");
  }

  private MappingPage.Filters filters(MappingRoutes.Wish wish, Map<String, String> titles) {
    var chosen = wish.vocabularies();
    var properties = new ArrayList<Choice>();
    properties.add(new Choice("any", "", "", wish.matches().isEmpty()));
    for (var match : Match.values())
      properties.add(
          new Choice(match.words(), match.code(), "", wish.matches().equals(Set.of(match))));
    var least = new ArrayList<Choice>();
    LEAST.forEach((score, words) -> {
      long hundredths = Math.round(score * 100);
      least.add(
          new Choice(
              words, Long.toString(hundredths), "", Math.round(wish.least() * 100) == hundredths));
    });
    return new MappingPage.Filters(
        vocabularies(titles, chosen.isEmpty() ? "" : chosen.getFirst()),
        vocabularies(titles, chosen.size() < 2 ? "" : chosen.getLast()),
        properties,
        least);
  }

  private static List<Choice> vocabularies(Map<String, String> titles, String on) {
    var all = new ArrayList<Choice>();
    all.add(new Choice("any vocabulary", "", "", on.isEmpty()));
    titles.forEach((id, title) -> all.add(new Choice(title, id, "", id.equals(on))));
    return all;
  }

  // Rows

  private MappingPage.Row row(Suggestion it, boolean chosen, Map<String, String> titles) {
    return new MappingPage.Row(
        it.one().id() + " " + it.other().id(),
        end(it.one(), titles),
        it.match().words(),
        end(it.other(), titles),
        MappingWords.sure(it.score()),
        Stream.of(Match.values())
            .map(match -> new Choice(match.words(), match.code(), "", match == it.match()))
            .toList(),
        MappingWords.why(it),
        chosen);
  }

  private MappingPage.Row row(MappingRoutes.Pair it, Map<String, String> titles) {
    var view = rooms.concepts().get();
    return decided(
        end(it.one(), titles),
        it.match().words(),
        end(it.other(), view, titles),
        it.one().iri() + " " + it.other());
  }

  private MappingPage.Row row(Rejections.Rejection it, Map<String, String> titles) {
    var view = rooms.concepts().get();
    return decided(
        end(it.pair().one(), view, titles),
        "is not",
        end(it.pair().other(), view, titles),
        it.pair().one() + " " + it.pair().other());
  }

  private static MappingPage.Row decided(
      MappingPage.End one, String words, MappingPage.End other, String key) {
    return new MappingPage.Row(key, one, words, other, "", List.of(), List.of(), false);
  }

  private MappingPage.End end(Concept concept, Map<String, String> titles) {
    var view = rooms.concepts().get();
    var says =
        concept
            .definition()
            .or(() ->
                concept.notes().stream()
                    .filter(note -> note.kind() == Concept.Note.Kind.SCOPE)
                    .map(Concept.Note::text)
                    .findFirst())
            .orElseGet(() -> {
              var above =
                  concept.broader().stream()
                      .flatMap(id -> view.byId(id).stream())
                      .map(Concept::label)
                      .limit(3)
                      .toList();
              return above.isEmpty() ? "" : "Below " + Words.list(above) + ".";
            });
    return new MappingPage.End(
        concept.label(),
        "/concepts/" + concept.id(),
        titles.getOrDefault(routes.home(concept), ""),
        says.length() > LONGEST_SAYING ? says.substring(0, LONGEST_SAYING).strip() + "…" : says);
  }

  private MappingPage.End end(String iri, ConceptView view, Map<String, String> titles) {
    return view.byIri(iri)
        .map(concept -> end(concept, titles))
        .orElseGet(() -> new MappingPage.End(iri, "", "not imported here", ""));
  }

  // Deciding

  private void decide(Context ctx) {
    Guard.requireAdmin(ctx);
    var one =
        Stream.of("confirm", "reject", "remove", "restore")
            .filter(name -> ctx.formParam(name) != null)
            .findFirst();
    var what = one.orElseGet(() -> Params.field(ctx, "all"));
    var keys =
        one.map(name -> List.of(Params.field(ctx, name))).orElseGet(() -> ctx.formParams("pair"));
    if (keys.isEmpty()) {
      show(ctx, List.of("Choose some first."), Map.of());
      return;
    }
    var pairs = keys.stream().map(key -> key.split(" ", 2)).filter(p -> p.length == 2).toList();
    try {
      switch (what) {
        case "confirm" -> {
          var edits = new ArrayList<Edit>();
          for (var pair : pairs)
            edits.add(
                new Edit.Map(
                    pair[0],
                    Match.of(Params.field(ctx, "as " + pair[0] + " " + pair[1]))
                        .orElse(Match.CLOSE),
                    pair[1]));
          done(ctx, what, edits.size(), Optional.of(routes.confirm(edits, ctx)));
        }
        case "reject" -> {
          var view = rooms.concepts().get();
          var rejected =
              pairs.stream()
                  .map(pair -> new Rejections.Pair(iri(pair[0], view), iri(pair[1], view)))
                  .toList();
          rooms.imported().rejections().reject(rejected, Guard.caller(ctx));
          done(ctx, what, rejected.size(), Optional.empty());
        }
        case "remove" -> {
          var edits = pairs.stream().<Edit>map(pair -> new Edit.Unmap(pair[0], pair[1])).toList();
          done(ctx, what, edits.size(), Optional.of(routes.confirm(edits, ctx)));
        }
        case "restore" -> {
          rooms
              .imported()
              .rejections()
              .takeBack(
                  pairs.stream().map(pair -> new Rejections.Pair(pair[0], pair[1])).toList(),
                  Guard.caller(ctx));
          done(ctx, what, pairs.size(), Optional.empty());
        }
        default -> show(ctx, List.of("Say what is to be done with them."), Map.of());
      }
    } catch (Refusal e) {
      if (e.status() != 422) throw e;
      show(ctx, sentences(e), Map.of());
    }
  }

  private static String iri(String id, ConceptView view) {
    return view.exactly(id)
        .map(Concept::iri)
        .orElseThrow(() -> Refusal.notFound("There is no concept '" + id + "' any more."));
  }

  private static List<String> sentences(Refusal refusal) {
    return refusal.faults().isEmpty()
        ? List.of(refusal.detail())
        : refusal.faults().stream().map(Refusal.Fault::detail).distinct().toList();
  }

  private static void done(Context ctx, String did, int count, Optional<Integer> change) {
    var address =
        address(Params.ofQuery(Params.field(ctx, "back")))
            .with("did", did)
            .with("done", Integer.toString(count))
            .with("change", change);
    var from = Params.ofQuery(Params.field(ctx, "back")).text("from");
    ctx.redirect(address.with("from", from).toString(), HttpStatus.SEE_OTHER);
  }

  private void add(Context ctx) {
    Guard.requireAdmin(ctx);
    var typed = new HashMap<String, String>();
    for (var field : List.of("concept", "property", "other"))
      typed.put(field, Params.field(ctx, field));
    try {
      var edit =
          new Edit.Map(
              known(typed.getOrDefault("concept", "")),
              Match.of(typed.getOrDefault("property", "")).orElse(Match.CLOSE),
              known(typed.getOrDefault("other", "")));
      done(ctx, "confirm", 1, Optional.of(routes.confirm(List.of(edit), ctx)));
    } catch (Refusal e) {
      if (e.status() != 422) throw e;
      show(ctx, sentences(e), typed);
    }
  }

  /// The IRI of what is called so, else what was typed.
  ///
  /// @throws Refusal 422 if several concepts are called so
  private String known(String typed) {
    var called = ChangeForm.allCalled(typed, rooms.concepts().get());
    if (called.size() > 1) throw Refusal.invalid(several(typed, called), List.of());
    return called.isEmpty() ? typed : called.getFirst().iri();
  }

  private static String several(String typed, List<Concept> called) {
    var ids = called.stream().limit(MOST_NAMED).map(Concept::id).toList();
    return "Several concepts are called “%s”: give the id (%s%s)."
        .formatted(typed, String.join(", ", ids), called.size() > MOST_NAMED ? ", …" : "");
  }
}
