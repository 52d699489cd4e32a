package dev.cairn.server.http;

import dev.cairn.ontology.Caller;
import dev.cairn.server.security.Gate;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/// What every request passes before its handler: known host, known origin, who is calling, and for
/// changes made from a page the token that only our own pages know. Also sets the headers that keep
/// a browser from doing what we did not ask for.
final class Guard {
  static final String COOKIE = "cairn-session";
  private static final String CALLER = "cairn.caller";
  private static final String CSRF = "cairn.csrf";
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
          + "frame-ancestors 'none'";

  private final Gate gate;

  Guard(Gate gate) {
    this.gate = gate;
  }

  void check(Context ctx) {
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "same-origin");
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    var host = Optional.ofNullable(ctx.header("Host")).orElse("");
    if (!gate.knowsHost(host))
      throw Refusal.of(
          421,
          "This server does not answer for that name",
          "Use http://127.0.0.1 or add the name to the setting server.allowed-hosts.");
    var origin = Optional.ofNullable(ctx.header("Origin"));
    boolean changing = CHANGING.contains(ctx.req().getMethod());
    if (changing && origin.isPresent() && !gate.knowsOrigin(origin.get(), host))
      throw Refusal.forbidden("Changes are taken from this server's own pages only.");
    var verdict =
        gate.judge(
            new Gate.Credentials(
                Optional.ofNullable(ctx.header("Authorization")),
                Optional.ofNullable(ctx.cookie(COOKIE))));
    switch (verdict) {
      case Gate.Verdict.Known(var caller, var csrf) -> {
        ctx.attribute(CALLER, caller);
        csrf.ifPresent(token -> ctx.attribute(CSRF, token));
      }
      case Gate.Verdict.WrongToken() -> throw Refusal.wrongToken();
      case Gate.Verdict.Wait(var pause) -> throw Refusal.tooMany(pause);
    }
  }

  /// Only the admin may go on; with a session, only with its token.
  static void requireAdmin(Context ctx) {
    if (!caller(ctx).isAdmin()) throw Refusal.notSignedIn();
    if (CHANGING.contains(ctx.req().getMethod())) requireOwnPage(ctx);
  }

  /// Who is calling.
  static Caller caller(Context ctx) {
    return Optional.ofNullable(ctx.<Caller>attribute(CALLER)).orElseGet(Caller::anonymous);
  }

  /// The token that changes made from a page must bear; empty for who has no session.
  static Optional<String> csrf(Context ctx) {
    return Optional.ofNullable(ctx.attribute(CSRF));
  }

  /// With a session, only with its token.
  static void requireOwnPage(Context ctx) {
    var expected = csrf(ctx);
    if (expected.isEmpty()) return;
    var given = Optional.ofNullable(ctx.header("X-CSRF-Token"));
    if (given.isEmpty() && ctx.isMultipartFormData()) given = Parts.of(ctx).text("csrf");
    if (given.isEmpty() && ctx.isFormUrlencoded())
      given = Optional.ofNullable(ctx.formParam("csrf"));
    if (given.isEmpty() || !same(given.get(), expected.get()))
      throw Refusal.forbidden(
          "The page is older than your session. Load it again and repeat what you did.");
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
