package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParamsTest {
  @Test
  void the_best_liked_language_counts() {
    assertEquals(Optional.of("de"), Params.preferred("de-AT,de;q=0.9,en;q=0.8"));
    assertEquals(Optional.of("fr"), Params.preferred("en;q=0.3, fr;q=0.7"));
    assertEquals(Optional.of("nl"), Params.preferred("*, nl;q=0.5"));
  }

  @Test
  void what_cannot_be_read_is_no_language_and_no_error() {
    for (var header :
        List.of("", " ", "*", "en;q=0", ";;;", "q=1", "en;q=x", "a".repeat(501), "\u0000, de,,"))
      assertEquals(Optional.empty(), Params.preferred(header), () -> "'" + header + "'");
  }
}
