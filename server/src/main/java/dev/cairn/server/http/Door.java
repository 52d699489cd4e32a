package dev.cairn.server.http;

import dev.cairn.ontology.sparql.Sparql;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The HTTP server. Listens when made, answers until closed.
public final class Door implements AutoCloseable {
  private static final long STOP_MILLIS = 10_000;
  private static final long LARGEST_BACKUP = 1L << 50;

  /// The end of every address that takes a backup.
  private static final String RESTORE = "/admin/restore";

  private final Javalin javalin;
  private final AtomicBoolean draining;
  private final Growing growing;
  private final Works works;
  private final Sparql sparql;
  private final String host;

  private Door(
      Javalin javalin,
      AtomicBoolean draining,
      Growing growing,
      Works works,
      Sparql sparql,
      String host) {
    this.javalin = javalin;
    this.draining = draining;
    this.growing = growing;
    this.works = works;
    this.sparql = sparql;
    this.host = host;
  }

  /// Opens the door on the address of the settings.
  ///
  /// @throws IllegalArgumentException if the address is not a loopback one: until there are
  ///   accounts, whoever reaches the server may read
  /// @throws RuntimeException if the port is taken (the cause is a `java.net.BindException`)
  public static Door open(Rooms rooms) {
    var settings = rooms.settings();
    requireLoopback(settings.host());
    var draining = new AtomicBoolean();
    var guard = new Guard(rooms.gate());
    var limits = new Parts.Limits(rooms.incoming(), settings.maxFileBytes());
    var backup = new Parts.Limits(rooms.incoming(), LARGEST_BACKUP);
    var growing = new Growing(rooms.ingest(), rooms.clock());
    var works = new Works(rooms.clock());
    var asked = new Asked(rooms, growing, works);
    var routes = table(asked, rooms, draining);
    var pages = new PageRoutes(rooms, asked, routes);
    var javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.http.maxRequestSize = 4L << 20;
          config.http.prefer405over404 = true;
          config.jetty.host = settings.host();
          config.jetty.port = settings.port();
          config.jetty.threadPool = threads();
          config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLIS);
            server.insertHandler(new GracefulHandler());
          });
          config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(true);
          });
          config.routes.before(ctx -> {
            if (draining.get() && !ctx.path().startsWith("/health/"))
              throw Refusal.unavailable("The server is stopping.");
            Parts.limit(ctx, ctx.path().endsWith(RESTORE) ? backup : limits);
            guard.check(ctx);
          });
          config.routes.after(Parts::release);
          for (var route : routes)
            config.routes.addHttpHandler(
                HandlerType.findOrCreate(route.method().name()),
                route.path(),
                ctx -> handle(route, ctx));
          new StaticFiles().addTo(config.routes);
          pages.addTo(config.routes);
          Problems.addTo(config.routes, pages::problem);
        });
    javalin.start();
    return new Door(javalin, draining, growing, works, rooms.helping().sparql(), settings.host());
  }

  /// The routes that pages ask, too.
  record Asked(
      Rooms rooms,
      Works works,
      DocumentRoutes documents,
      DocumentChanges changes,
      LessonRoutes lessons,
      JobRoutes jobs,
      CareRoutes care,
      SourceRoutes sources,
      CurationRoutes curation,
      CuratingRoutes curating,
      JudgementRoutes judgements,
      SavedSearches searches,
      VocabularyRoutes vocabularies,
      MappingRoutes mappings,
      CourseRoutes courses,
      SparqlRoutes sparql) {
    Asked(Rooms rooms, Growing growing, Works works) {
      this(
          rooms,
          works,
          new DocumentChanges(rooms),
          growing,
          new CareRoutes(rooms, works),
          new CuratingRoutes(rooms));
    }

    private Asked(
        Rooms rooms,
        Works works,
        DocumentChanges changes,
        Growing growing,
        CareRoutes care,
        CuratingRoutes curating) {
      this(
          rooms,
          works,
          new DocumentRoutes(rooms, growing, changes),
          changes,
          new LessonRoutes(rooms),
          new JobRoutes(rooms, growing),
          care,
          new SourceRoutes(rooms, care),
          new CurationRoutes(rooms),
          curating,
          new JudgementRoutes(rooms),
          new SavedSearches(rooms),
          new VocabularyRoutes(rooms, works),
          new MappingRoutes(rooms, works, curating),
          new CourseRoutes(rooms),
          new SparqlRoutes(rooms));
    }
  }

  /// Every route of the interface; also what `/openapi.json` tells.
  private static List<Route> table(Asked asked, Rooms rooms, AtomicBoolean draining) {
    var all = new ArrayList<Route>();
    all.addAll(new SearchRoutes(rooms).routes());
    all.addAll(asked.documents().routes());
    all.addAll(asked.lessons().routes());
    all.addAll(new CubeRoutes(rooms).routes());
    all.addAll(new CompareRoutes(rooms).routes());
    all.addAll(new CentreRoutes(rooms).routes());
    all.addAll(asked.curating().routes());
    all.addAll(asked.judgements().routes());
    all.addAll(new PreviewRoutes(rooms).routes());
    all.addAll(new ConceptRoutes(rooms).routes());
    all.addAll(asked.vocabularies().routes());
    all.addAll(asked.mappings().routes());
    all.addAll(new IdRoutes(rooms).routes());
    all.addAll(asked.sparql().routes());
    all.addAll(asked.jobs().routes());
    all.addAll(asked.sources().routes());
    all.addAll(asked.curation().routes());
    all.addAll(asked.searches().routes());
    all.addAll(asked.courses().routes());
    all.addAll(asked.care().routes());
    all.addAll(new HealthRoutes(rooms, draining::get).routes());
    var openApi = new OpenApi(all);
    all.add(openApi.route());
    return List.copyOf(all);
  }

  private static void handle(Route route, Context ctx) throws Exception {
    switch (route.access()) {
      case READ -> {}
      case ADMIN -> Guard.requireAdmin(ctx);
    }
    var unknown = new TreeSet<>(ctx.queryParamMap().keySet());
    route.parameters().forEach(p -> unknown.remove(p.name()));
    if (!unknown.isEmpty()) {
      var name = unknown.first();
      throw Refusal.badParameter(name, unknownParameter(route, name));
    }
    route.handler().handle(ctx);
  }

  private static String unknownParameter(Route route, String name) {
    var known = route.parameters().stream().map(Route.Parameter::name).toList();
    return known.isEmpty()
        ? "There is no parameter '" + name + "' here; this address takes none."
        : "There is no parameter '" + name + "' here; there are " + String.join(", ", known) + ".";
  }

  private static QueuedThreadPool threads() {
    var pool = new QueuedThreadPool(64, 4);
    pool.setName("http");
    return pool;
  }

  private static void requireLoopback(String host) {
    try {
      if (!InetAddress.getByName(host).isLoopbackAddress())
        throw new IllegalArgumentException(
            "Cairn listens on this machine only (127.0.0.1) until it has accounts; '"
                + host
                + "' would let everybody in the network read.");
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("there is no host '" + host + "'", e);
    }
  }

  /// Where the first page is, without a slash at the end.
  public String url() {
    var name = Set.of("::1", "[::1]").contains(host) ? "[::1]" : host;
    return "http://" + name + ":" + javalin.port();
  }

  /// Refuses what comes from now on, finishes what has begun, but for questions in SPARQL, which
  /// may take minutes.
  @Override
  public void close() {
    draining.set(true);
    sparql.cancelAll();
    javalin.stop();
    growing.close();
    works.close();
  }
}
