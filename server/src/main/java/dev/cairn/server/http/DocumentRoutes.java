package dev.cairn.server.http;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.lesson.MetadataList;
import dev.cairn.indexer.Job;
import dev.cairn.indexer.ingest.Submission;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Documents: bringing them in, listing and reading them, and their originals.
final class DocumentRoutes {
  private static final Set<String> SHOWN_IN_PLACE =
      Set.of("application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp");

  private final Rooms rooms;
  private final Growing growing;
  private final Items items;
  private final DocumentChanges changes;

  /// @param growing jobs to which files are still being added
  DocumentRoutes(Rooms rooms, Growing growing, DocumentChanges changes) {
    this.rooms = rooms;
    this.growing = growing;
    this.items = new Items(rooms);
    this.changes = changes;
  }

  List<Route> routes() {
    var all = new ArrayList<Route>();
    all.addAll(reading());
    all.addAll(changes.routes());
    return all;
  }

  private List<Route> reading() {
    return List.of(
        new Route(
            Route.Method.POST,
            "/api/documents",
            Route.Access.ADMIN,
            "Documents",
            "Brings files in: parts 'file', and 'metadata' (JSON) or 'list' (CSV or TSV with a"
                + " column 'file'); 'passwords' to try where a file is locked; 'job' where one is"
                + " being filled. When this answers 202, the bytes are durable.",
            List.of(),
            Route.Body.MULTIPART,
            this::receive),
        Route.get(
            "/api/documents",
            "Documents",
            "Documents, newest first.",
            Stream.of(
                    PAGING.stream(),
                    OutcomeFilter.PARAMETERS.stream(),
                    Stream.of(
                        Route.flag(
                            "binned",
                            "What lies in the bin instead, last thrown away first; for admins.")))
                .flatMap(parameters -> parameters)
                .toList(),
            this::list),
        Route.get(
            "/api/documents/{id}",
            "Documents",
            "One document: what is known of it, its concepts with evidence, its versions.",
            List.of(),
            ctx -> items.one(ctx, Item.Kind.DOCUMENT)),
        Route.get(
            "/api/documents/{id}/content",
            "Documents",
            "The original bytes, with ranges.",
            List.of(Route.flag("inline", "Show PDF and pictures in place.")),
            ctx -> content(ctx, find(ctx), find(ctx).version())),
        Route.get(
            "/api/documents/{id}/versions/{n}",
            "Documents",
            "What is known of one version.",
            List.of(),
            this::version),
        Route.get(
            "/api/documents/{id}/versions/{n}/content",
            "Documents",
            "The bytes of one version, with ranges.",
            List.of(Route.flag("inline", "Show PDF and pictures in place.")),
            this::versionContent),
        Route.get(
            "/api/documents/{id}/text",
            "Documents",
            "The text that was read, in passages.",
            List.of(),
            this::text));
  }

  static final List<Route.Parameter> PAGING =
      List.of(
          Route.integer("limit", "Items on a page, 1 to 100, 10 unless said."),
          Route.text("cursor", "Where the former page ended."));

  private void receive(Context ctx) throws IOException {
    var growing = Parts.of(ctx).text("job");
    if (growing.isPresent())
      Accepted.write(ctx, this.growing.add(growing.get(), submissions(Parts.of(ctx))));
    else Accepted.write(ctx, accept(ctx));
  }

  /// Takes the files of a multipart request in; when this returns, their bytes are durable.
  ///
  /// @throws Refusal if the request cannot be used; then nothing was taken in
  Job accept(Context ctx) throws IOException {
    var parts = Parts.of(ctx);
    var files = parts.files();
    var all = submissions(parts);
    var title = files.size() == 1 ? files.getFirst().name() : files.size() + " files";
    var passwords = passwords(parts);
    var caller = Guard.caller(ctx);
    if (passwords.isEmpty()) return rooms.ingest().submit("documents", title, all, caller);
    try (var intake = rooms.ingest().begin("documents", title, passwords, caller)) {
      intake.add(all);
      return rooms.ingest().job(intake.job()).orElseThrow();
    }
  }

  /// The lines of a field may be passwords too, since a form has one field for all.
  static List<String> passwords(Parts parts) {
    return Stream.of("passwords", "password")
        .flatMap(name -> parts.texts(name).stream())
        .flatMap(String::lines)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /// Keeps the bytes of all files; when this returns, they are durable.
  private List<Submission> submissions(Parts parts) throws IOException {
    var files = parts.files();
    var given =
        parts
            .text("metadata")
            .map(json -> MetadataForm.read(json, rooms.concepts().get()))
            .orElseGet(Metadata::none);
    var list = list(parts);
    var source = parts.text("source");
    if (source.isPresent() && !source.get().matches("[\\w.@: ()+,-]{1,200}"))
      throw Refusal.badParameter("source", "'source' is a short name, not '" + source.get() + "'.");
    var all = new ArrayList<Submission>();
    for (var file : files) all.add(keep(file, source, given, list));
    return all;
  }

  private Submission keep(
      Parts.File file, Optional<String> source, Metadata given, Optional<MetadataList> list)
      throws IOException {
    var name = file.name();
    var metadata =
        list.flatMap(rows -> rows.find(name)).map(row -> row.orElse(given)).orElse(given);
    try (var bytes = file.content()) {
      var stored = rooms.ingest().store(bytes);
      return new Submission.Document(
          source.map(s -> new Place(s, name)), name, stored.id(), stored.bytes(), metadata);
    } catch (BlobStore.TooLargeException e) {
      return new Submission.Refused(name, new Outcome.TooLarge(e.limitBytes()));
    }
  }

  /// @throws Refusal 422 naming every fault: a file whose access could not be read would be open to
  ///   everyone, so a list with a fault is not used at all
  private static Optional<MetadataList> list(Parts parts) throws IOException {
    var stream = parts.stream("list");
    if (stream.isEmpty()) return Optional.empty();
    try (var in = stream.get()) {
      var list = MetadataList.read(in);
      if (!list.problems().isEmpty())
        throw Refusal.invalid(
            "The list cannot be used; nothing was taken in.",
            list.problems().stream().map(p -> new Refusal.Fault("list", p)).toList());
      return Optional.of(list);
    }
  }

  private Item find(Context ctx) {
    return items.find(ctx, Item.Kind.DOCUMENT);
  }

  /// The version of the path.
  private static Item.Version one(Context ctx, Item item) {
    var number = ctx.pathParam("n");
    return item.versions().stream()
        .filter(v -> String.valueOf(v.number()).equals(number))
        .findFirst()
        .orElseThrow(() ->
            Refusal.notFound(
                "There is no version '"
                    + number
                    + "'; there are 1 to "
                    + item.version().number()
                    + "."));
  }

  private void list(Context ctx) {
    var params = new Params(ctx);
    var wanted = OutcomeFilter.of(params);
    if (!params.flag("binned")) items.list(ctx, Item.Kind.DOCUMENT, wanted);
    else if (wanted.isNone()) items.listBinned(ctx);
    else
      throw Refusal.badParameter(
          "binned", "'binned' goes with neither 'outcome' nor 'needsAttention'; leave it out.");
  }

  /// The bytes of the path's version.
  void versionContent(Context ctx) {
    var item = find(ctx);
    content(ctx, item, one(ctx, item));
  }

  private void version(Context ctx) {
    var item = find(ctx);
    Etags.write(ctx, ItemAnswer.version(item, one(ctx, item)));
  }

  /// Hands the bytes of a version out, so that no browser runs what is in them.
  private void content(Context ctx, Item item, Item.Version version) {
    boolean inline = new Params(ctx).flag("inline") && SHOWN_IN_PLACE.contains(version.mediaType());
    if (Etags.unchanged(ctx, version.content().hex())) return;
    var bytes =
        rooms
            .originals()
            .open(version.content())
            .orElseThrow(() -> Refusal.notFound("The original is not there any more."));
    var name = item.places().getFirst().fileName();
    ctx.header(
        "Content-Disposition",
        (inline ? "inline" : "attachment")
            + "; filename=\""
            + name.replaceAll("[^\\x20-\\x7e]", "_").replaceAll("[\"\\\\]", "_")
            + "\"; filename*=UTF-8''"
            + Problems.encode(name).replace("+", "%20"));
    ctx.header("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'");
    ctx.header("Accept-Ranges", "bytes");
    Ranges.write(ctx, bytes, version.bytes(), inline ? version.mediaType() : safeType(version));
  }

  /// A type that no browser runs: markup and scripts are handed out as plain bytes.
  private static String safeType(Item.Version version) {
    var type = version.mediaType();
    return type.contains("html")
            || type.contains("xml")
            || type.contains("script")
            || type.contains("svg")
        ? "application/octet-stream"
        : type;
  }

  record Text(String id, String title, List<TextPassage> passages) {}

  record TextPassage(
      int ordinal,
      int start,
      int end,
      Optional<String> heading,
      Optional<Integer> page,
      String text) {}

  private void text(Context ctx) {
    var item = items.find(ctx, Item.Kind.DOCUMENT);
    Etags.write(
        ctx,
        new Text(
            item.id().value(),
            item.title(),
            rooms.ingest().derived(item).map(DocumentRoutes::passages).orElse(List.of())));
  }

  static List<TextPassage> passages(Derived derived) {
    return derived.passages().stream()
        .map(p ->
            new TextPassage(
                p.ordinal(),
                p.start(),
                p.end(),
                Optional.of(p.heading()).filter(h -> !h.isEmpty()),
                Optional.of(p.page()).filter(n -> n > 0),
                p.text()))
        .toList();
  }
}
