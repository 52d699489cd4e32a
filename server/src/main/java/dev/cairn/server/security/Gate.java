package dev.cairn.server.security;

import dev.cairn.ontology.Caller;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Decides for every request whether its host is known, who is calling, and whether a change really
/// comes from our own pages. Thread-safe.
public final class Gate {
  private final Supplier<String> adminHash;
  private final String runHash;
  private final Set<String> names;
  private final Sessions sessions;
  private final Attempts attempts;

  /// @param adminHash hash of the admin's token, read anew each time, so that a new token counts at
  ///   once
  /// @param runToken token of this run, for the commands of the person who owns the data folder
  /// @param allowedHosts names beside the loopback ones
  public Gate(
      Supplier<String> adminHash, String runToken, Iterable<String> allowedHosts, Clock clock) {
    this.adminHash = adminHash;
    this.runHash = Secrets.hash(runToken);
    this.sessions = new Sessions(clock);
    this.attempts = new Attempts(clock);
    var known = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    allowedHosts.forEach(host -> known.add(host.toLowerCase(Locale.ROOT)));
    this.names = Set.copyOf(known);
  }

  /// What a request brought that says who is calling.
  ///
  /// @param authorization header of that name
  /// @param cookie value of the session cookie
  public record Credentials(Optional<String> authorization, Optional<String> cookie) {}

  /// Who is calling, or why that cannot be said.
  public sealed interface Verdict {
    /// @param csrf token that changes must bear; empty where no cookie is involved
    record Known(Caller caller, Optional<String> csrf) implements Verdict {}

    record WrongToken() implements Verdict {}

    /// Too many wrong tokens lately.
    record Wait(Duration pause) implements Verdict {}
  }

  /// Whether the request names this server by one of its names (guards against DNS rebinding).
  ///
  /// @param host header of that name, with or without a port
  public boolean knowsHost(String host) {
    return names.contains(withoutPort(host.toLowerCase(Locale.ROOT)));
  }

  /// Whether a request with this `Origin` comes from one of our own pages.
  ///
  /// @param host the request's own host header
  public boolean knowsOrigin(String origin, String host) {
    try {
      var uri = URI.create(origin);
      return uri.getRawAuthority() != null && uri.getRawAuthority().equalsIgnoreCase(host);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Who is calling. A header wins over a cookie; neither is the anonymous reader.
  public Verdict judge(Credentials given) {
    if (given.authorization().isPresent()) {
      var header = given.authorization().get();
      if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) return new Verdict.WrongToken();
      return switch (check(header.substring(7).strip())) {
        case Check.Right() -> new Verdict.Known(Caller.admin(), Optional.empty());
        case Check.Wrong() -> new Verdict.WrongToken();
        case Check.Wait(var pause) -> new Verdict.Wait(pause);
      };
    }
    return given
        .cookie()
        .flatMap(sessions::find)
        .<Verdict>map(s -> new Verdict.Known(Caller.admin(), Optional.of(s.csrf())))
        .orElseGet(() -> new Verdict.Known(Caller.anonymous(), Optional.empty()));
  }

  /// What came of a try to sign in.
  public sealed interface Check {
    record Right() implements Check {}

    record Wrong() implements Check {}

    record Wait(Duration pause) implements Check {}
  }

  /// Whether this is the admin's token or that of this run; wrong ones are counted.
  public Check check(String token) {
    if (Secrets.matches(token, runHash)) return new Check.Right();
    var pause = attempts.pause();
    if (pause.isPositive()) return new Check.Wait(pause);
    if (Secrets.matches(token, adminHash.get())) return new Check.Right();
    attempts.failed();
    return new Check.Wrong();
  }

  public Sessions sessions() {
    return sessions;
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > 0 && host.indexOf(']') < colon ? host.substring(0, colon) : host;
  }
}
