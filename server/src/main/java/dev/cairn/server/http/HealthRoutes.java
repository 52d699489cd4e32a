package dev.cairn.server.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// For whoever supervises the server.
final class HealthRoutes {
  private final Rooms rooms;
  private final BooleanSupplier draining;

  HealthRoutes(Rooms rooms, BooleanSupplier draining) {
    this.rooms = rooms;
    this.draining = draining;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/health/live", "Running", "Whether the process answers.", List.of(), this::live),
        Route.get(
            "/health/ready",
            "Running",
            "Whether requests will be answered.",
            List.of(),
            this::ready));
  }

  record Health(String status, Optional<String> trouble) {}

  private void live(Context ctx) {
    Json.write(ctx, new Health("live", Optional.empty()));
  }

  private void ready(Context ctx) {
    if (draining.getAsBoolean()) throw Refusal.unavailable("The server is stopping.");
    var trouble = rooms.trouble().get();
    if (trouble.isPresent()) throw Refusal.unavailable(trouble.get());
    Json.write(ctx, new Health("ready", Optional.empty()));
  }
}
