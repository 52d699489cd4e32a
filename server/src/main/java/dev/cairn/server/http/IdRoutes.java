package dev.cairn.server.http;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.catalogue.Catalogues;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.skos.RdfKind;
import dev.cairn.ontology.skos.RdfWriter;
import dev.cairn.server.security.Secrets;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Addresses that stand for things, not for pages about them: who asks for HTML is led to the page,
/// who asks for statements gets them.
final class IdRoutes {
  private static final String TAG = "Things by their names";
  private static final String CONCEPT = "urn:cairn:concept:";
  private static final String ITEM = "urn:cairn:item:";
  private static final String JSON = "application/json";

  /// What there is; who takes several alike gets the first.
  private static final List<String> OFFERED =
      Stream.of(
              Stream.of("text/html", RdfKind.JSON_LD.mediaType(), JSON),
              Stream.of(RdfKind.values()).map(RdfKind::mediaType),
              Stream.of("application/xhtml+xml"))
          .flatMap(types -> types)
          .distinct()
          .toList();

  private final Rooms rooms;

  IdRoutes(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Route> routes() {
    var format =
        Route.choice(
            "format",
            false,
            Stream.of(RdfKind.values()).map(RdfKind::code).toList(),
            "How the statements are written, where the header Accept cannot say it.");
    return List.of(
        Route.get(
            "/id/concept/{id}",
            TAG,
            "A concept: 303 to its page for who accepts HTML, else its statements as Turtle,"
                + " JSON-LD, RDF/XML or N-Triples, by Accept.",
            List.of(format),
            ctx -> concept(ctx, ctx.pathParam("id"))),
        Route.get(
            "/id/item/{id}",
            TAG,
            "A document or lesson: as for concepts. What the caller may not see is 404.",
            List.of(format),
            ctx -> item(ctx, ctx.pathParam("id"))),
        Route.get(
            "/id",
            TAG,
            "Anything by its IRI: a concept, scheme, group, document or lesson.",
            List.of(Route.text("iri", "The full name."), format),
            this::byIri),
        Route.get(
            "/id/context.jsonld",
            TAG,
            "The names that our JSON-LD uses; the same stand in each document itself.",
            List.of(),
            this::context));
  }

  private void byIri(Context ctx) {
    var iri =
        new Params(ctx)
            .text("iri")
            .orElseThrow(() ->
                Refusal.badParameter("iri", "Say which: /id?iri= and the full name, encoded."));
    if (iri.startsWith(ITEM)) item(ctx, iri.substring(ITEM.length()));
    else concept(ctx, iri);
  }

  private void concept(Context ctx, String idOrIri) {
    var view = rooms.concepts().get();
    var concept = view.find(idOrIri);
    var iri = concept.map(Concept::iri).orElse(idOrIri.contains(":") ? idOrIri : CONCEPT + idOrIri);
    var kind = wanted(ctx);
    if (kind.isEmpty() && concept.isPresent()) {
      ctx.header("Vary", "Accept")
          .redirect("/concepts/" + concept.get().id(), HttpStatus.SEE_OTHER);
      return;
    }
    // A scheme or a group has no page of its own.
    var written = kind.orElse(RdfKind.TURTLE);
    var statements =
        rooms
            .imported()
            .export()
            .thing(iri, written)
            .orElseThrow(() -> Refusal.notFound("Nothing is known of '" + idOrIri + "'."));
    write(ctx, statements, written);
  }

  private void item(Context ctx, String id) {
    var caller = Guard.caller(ctx);
    var item =
        Optional.of(id)
            .filter(name -> name.matches("[A-Za-z0-9_-]{22}"))
            .flatMap(name -> rooms.catalogue().find(new ItemId(name), caller))
            .filter(it -> it.binned().isEmpty() || caller.isAdmin())
            .orElseThrow(() -> Refusal.notFound("There is no item '" + id + "'."));
    var kind = wanted(ctx);
    if (kind.isEmpty())
      ctx.header("Vary", "Accept")
          .redirect(
              (item.kind() == Item.Kind.LESSON ? "/lessons/" : "/documents/") + id,
              HttpStatus.SEE_OTHER);
    else write(ctx, Catalogues.statements(item, caller, kind.get()), kind.get());
  }

  private static void write(Context ctx, byte[] statements, RdfKind kind) {
    ctx.header("Vary", "Accept");
    var text = new String(statements, StandardCharsets.UTF_8);
    if (Etags.unchanged(ctx, Secrets.hash(text).substring(0, 32))) return;
    ctx.contentType(VocabularyRoutes.type(kind)).result(statements);
  }

  /// What the client likes best; empty: HTML.
  ///
  /// @throws Refusal 406 if it takes nothing that there is
  private static Optional<RdfKind> wanted(Context ctx) {
    var said = new Params(ctx).text("format");
    if (said.isPresent())
      return Optional.of(
          RdfKind.of(said.get())
              .orElseThrow(() ->
                  Refusal.badParameter("format", "There is no format '" + said.get() + "'.")));
    var best =
        Wanted.of(Optional.ofNullable(ctx.header("Accept")))
            .best(OFFERED)
            .orElseThrow(() ->
                Refusal.of(
                    406,
                    "There is no such form",
                    "There is text/html, text/turtle, application/ld+json, application/rdf+xml and"
                        + " application/n-triples."));
    return best.equals(JSON) ? Optional.of(RdfKind.JSON_LD) : RdfKind.of(best);
  }

  private void context(Context ctx) {
    var names = new LinkedHashMap<String, Object>(new TreeMap<>(RdfWriter.PREFIXES));
    var json = Json.text(Map.of("@context", names));
    if (Etags.unchanged(ctx, Secrets.hash(json).substring(0, 32))) return;
    ctx.contentType("application/ld+json").result(json);
  }
}
