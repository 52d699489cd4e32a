package dev.cairn.server.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// Slows down guessing: after ten wrong tokens within a minute, further ones must wait. Counts all
/// callers together, because there is one token to guess and addresses cost an attacker nothing.
/// Thread-safe.
public final class Attempts {
  private static final int ALLOWED = 10;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Clock clock;
  private final Deque<Instant> wrong = new ArrayDeque<>();

  public Attempts(Clock clock) {
    this.clock = clock;
  }

  /// How long to wait before the next try; zero if it may be now.
  public synchronized Duration pause() {
    var now = clock.instant();
    while (!wrong.isEmpty() && !wrong.peekFirst().plus(WINDOW).isAfter(now)) wrong.removeFirst();
    if (wrong.size() < ALLOWED) return Duration.ZERO;
    return Duration.between(now, wrong.getFirst().plus(WINDOW));
  }

  /// Notes a wrong token.
  public synchronized void failed() {
    wrong.addLast(clock.instant());
    if (wrong.size() > ALLOWED) wrong.removeFirst();
  }
}
