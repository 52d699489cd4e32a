package dev.cairn.server.http;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which outcomes a list is asked for.
///
/// @param codes of outcomes, `received` for what has none yet; empty for all
/// @param attention whether only those that a person should look at
record OutcomeFilter(List<String> codes, boolean attention) {
  private static final String RECEIVED = "received";
  private static final List<String> CODES =
      Stream.concat(Stream.of(RECEIVED), Outcome.CODES.stream()).toList();

  static final List<Route.Parameter> PARAMETERS =
      List.of(
          Route.choice("outcome", true, CODES, "Only what ended so, or not yet."),
          Route.flag("needsAttention", "Only what a person should look at."));

  OutcomeFilter {
    codes = List.copyOf(codes);
  }

  static OutcomeFilter of(Params params) {
    var codes = params.texts("outcome");
    for (var code : codes)
      if (!CODES.contains(code))
        throw Refusal.badParameter(
            "outcome",
            "'outcome' must be one of " + String.join(", ", CODES) + ", not '" + code + "'.");
    return new OutcomeFilter(codes, params.flag("needsAttention"));
  }

  boolean isNone() {
    return codes.isEmpty() && !attention;
  }

  boolean admits(Optional<Outcome> outcome) {
    return (codes.isEmpty() || codes.contains(outcome.map(Outcome::code).orElse(RECEIVED)))
        && (!attention || outcome.map(Outcome::needsAttention).orElse(false));
  }

  /// What became of a former version says nothing of one that waits.
  boolean admits(Item item) {
    return admits(item.state() == Item.State.RECEIVED ? Optional.empty() : item.outcome());
  }
}
