package dev.cairn.indexer.sources;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a host allows to crawlers, in its `robots.txt`.
final class Robots {
  private static final long LIMIT = 512 << 10;
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
  private static final List<String> NAMES = List.of("cairn");

  private final BaseRobotRules rules;

  private Robots(BaseRobotRules rules) {
    this.rules = rules;
  }

  /// @return empty if the host cannot tell now; then nothing may be fetched
  static Optional<Robots> of(URI page, Fetcher fetcher) throws IOException {
    var at = page.resolve("/robots.txt");
    var parser = new SimpleRobotRulesParser();
    return switch (fetcher.get(at, "", _ -> true, LIMIT, true)) {
      case Fetcher.Fetched.Page fetched -> {
        var bytes = Files.readAllBytes(fetched.file());
        Files.delete(fetched.file());
        yield Optional.of(
            new Robots(parser.parseContent(at.toString(), bytes, "text/plain", NAMES)));
      }
      case Fetcher.Fetched.Gone() -> Optional.of(new Robots(parser.failedFetch(404)));
      case Fetcher.Fetched.NotModified(),
          Fetcher.Fetched.Elsewhere(_, _),
          Fetcher.Fetched.Unwanted(_),
          Fetcher.Fetched.TooLarge(_),
          Fetcher.Fetched.Failed(_) ->
          Optional.empty();
    };
  }

  boolean allows(URI page) {
    return rules.isAllowed(page.toString());
  }

  /// The pause between two requests that the host asks for, but no longer than a crawl can bear.
  Duration delay(Duration own) {
    long asked = rules.getCrawlDelay();
    if (asked == BaseRobotRules.UNSET_CRAWL_DELAY || asked <= own.toMillis()) return own;
    return asked < LONGEST_DELAY.toMillis() ? Duration.ofMillis(asked) : LONGEST_DELAY;
  }
}
