package dev.cairn.server.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Who is signed in by browser. Kept in memory: a restart signs everybody out. Thread-safe.
public final class Sessions {
  private static final Duration IDLE = Duration.ofHours(12);
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Map<String, Session> byHash = new ConcurrentHashMap<>();

  public Sessions(Clock clock) {
    this.clock = clock;
  }

  /// @param csrf token that changes made with this session must bear
  public record Session(String csrf, Instant lastUsed) {}

  /// @param cookie value of the session cookie
  public record Opened(String cookie, String csrf) {}

  /// Signs in; the caller has checked the token.
  public Opened open() {
    sweep();
    var cookie = Secrets.random();
    var csrf = Secrets.random();
    byHash.put(Secrets.hash(cookie), new Session(csrf, clock.instant()));
    return new Opened(cookie, csrf);
  }

  /// The session of this cookie, if it is open and was used within the last twelve hours.
  public Optional<Session> find(String cookie) {
    var now = clock.instant();
    return Optional.ofNullable(
        byHash.computeIfPresent(
            Secrets.hash(cookie),
            (_, session) ->
                session.lastUsed().plus(IDLE).isBefore(now)
                    ? null
                    : new Session(session.csrf(), now)));
  }

  /// Signs out.
  public void close(String cookie) {
    byHash.remove(Secrets.hash(cookie));
  }

  private void sweep() {
    var oldest = clock.instant().minus(IDLE);
    byHash.values().removeIf(session -> session.lastUsed().isBefore(oldest));
    if (byHash.size() >= MOST) byHash.clear();
  }
}
