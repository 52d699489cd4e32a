package dev.cairn.server.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final String ADMIN = "the-admins-token";
  private static final String RUN = "the-token-of-this-run";

  private final Later clock = new Later();
  private final Gate gate =
      new Gate(() -> Secrets.hash(ADMIN), RUN, List.of("Knowledge.Example"), clock);

  /// A clock that a test moves.
  private static final class Later extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private Gate.Verdict bearer(String token) {
    return gate.judge(new Gate.Credentials(Optional.of("Bearer " + token), Optional.empty()));
  }

  private static void assertCaller(Caller expected, Gate.Verdict verdict) {
    assertEquals(expected, assertInstanceOf(Gate.Verdict.Known.class, verdict).caller());
  }

  @Test
  void who_brings_nothing_is_the_anonymous_reader() {
    assertCaller(
        Caller.anonymous(), gate.judge(new Gate.Credentials(Optional.empty(), Optional.empty())));
    assertCaller(
        Caller.anonymous(),
        gate.judge(new Gate.Credentials(Optional.empty(), Optional.of("made-up"))));
  }

  @Test
  void both_tokens_let_the_admin_in() {
    assertCaller(Caller.admin(), bearer(ADMIN));
    assertCaller(Caller.admin(), bearer(RUN));
  }

  @Test
  void a_wrong_token_is_not_taken_for_the_anonymous_reader() {
    assertInstanceOf(Gate.Verdict.WrongToken.class, bearer("guess"));
    assertInstanceOf(
        Gate.Verdict.WrongToken.class,
        gate.judge(new Gate.Credentials(Optional.of("Basic abc"), Optional.empty())));
  }

  @Test
  void guessing_is_slowed_down_and_the_run_token_still_works() {
    for (int i = 0; i < 10; i++) bearer("guess " + i);
    var wait = assertInstanceOf(Gate.Verdict.Wait.class, bearer("guess"));
    assertTrue(wait.pause().isPositive());
    assertInstanceOf(
        Gate.Verdict.Wait.class, bearer(ADMIN), "else a guesser sees when he is right");
    assertCaller(Caller.admin(), bearer(RUN));
    clock.now = clock.now.plus(Duration.ofSeconds(61));
    assertCaller(Caller.admin(), bearer(ADMIN));
  }

  @Test
  void a_session_lasts_twelve_hours_after_its_last_use() {
    var opened = gate.sessions().open();
    var credentials = new Gate.Credentials(Optional.empty(), Optional.of(opened.cookie()));
    clock.now = clock.now.plus(Duration.ofHours(11));
    assertCaller(Caller.admin(), gate.judge(credentials));
    clock.now = clock.now.plus(Duration.ofHours(11));
    var verdict = assertInstanceOf(Gate.Verdict.Known.class, gate.judge(credentials));
    assertEquals(Optional.of(opened.csrf()), verdict.csrf());
    clock.now = clock.now.plus(Duration.ofHours(13));
    assertCaller(Caller.anonymous(), gate.judge(credentials));
  }

  @Test
  void signing_out_ends_the_session() {
    var opened = gate.sessions().open();
    gate.sessions().close(opened.cookie());
    assertCaller(
        Caller.anonymous(),
        gate.judge(new Gate.Credentials(Optional.empty(), Optional.of(opened.cookie()))));
  }

  @Test
  void only_known_hosts_are_answered() {
    for (var known :
        List.of(
            "localhost",
            "localhost:7070",
            "127.0.0.1:1",
            "[::1]",
            "[::1]:7070",
            "knowledge.example",
            "KNOWLEDGE.example:80")) assertTrue(gate.knowsHost(known), known);
    for (var unknown : List.of("", "evil.example", "evil.example:7070", "127.0.0.1.evil.example"))
      assertFalse(gate.knowsHost(unknown), unknown);
  }

  @Test
  void only_the_own_origin_may_change_things() {
    assertTrue(gate.knowsOrigin("http://localhost:7070", "localhost:7070"));
    for (var foreign :
        List.of("http://evil.example", "null", "http://localhost:8080", "not a uri", ""))
      assertFalse(gate.knowsOrigin(foreign, "localhost:7070"), foreign);
  }
}
