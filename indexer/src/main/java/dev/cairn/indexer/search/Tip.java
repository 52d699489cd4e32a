package dev.cairn.indexer.search;

import static java.util.Locale.ROOT;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A sentence that advises something, as a lesson says it.
public record Tip(Kind kind, Excerpt.Sentence sentence) {
  /// What is advised.
  public enum Kind {
    DO,
    AVOID,
    WATCH_OUT
  }

  private static final int FEWEST_WORDS = 3;

  private static final Pattern AVOIDING =
      Pattern.compile(
          "(?i)\\b(?:avoid|never|do not|don['’]t|must not|mustn['’]t|should not|shouldn['’]t"
              + "|shall not|ought not|stop|refrain|no longer|not be)\\b");
  private static final Pattern WATCHING =
      Pattern.compile(
          "(?i)\\b(?:beware|be aware|aware of|be careful|carefully watch|take care|caution"
              + "|cautious|watch(?: out)?|look out|keep in mind|note that|remember that"
              + "|pay (?:close )?attention|be alert|keep an eye)\\b");
  private static final Pattern ASKING =
      Pattern.compile(
          "(?i)\\b(?:should|must|shall|ought to|needs? to|ha(?:s|ve) to|recommend(?:ed|s)?|ensure"
              + "|make sure|is essential|is important|is advisable)\\b");

  /// With these an order begins, as lessons and guides give it.
  private static final Set<String> ORDERS =
      Set.of(
          ("add adopt agree align allow always analyse analyze announce appoint apply arrange ask"
               + " assess assign begin bring build call change check choose clarify collect combine"
               + " communicate compare conduct confirm consider consult continue control coordinate"
               + " create decide define deliver design determine develop discuss document draw"
               + " encourage ensure establish evaluate examine explain explore find follow gather"
               + " get give hold identify implement improve include incorporate increase inform"
               + " inspect install integrate introduce invite involve keep learn let limit link"
               + " listen look maintain make manage map measure meet monitor name note observe"
               + " obtain offer open organise organize perform plan practice practise prepare"
               + " prevent prioritise prioritize promote protect provide publish put reconsider"
               + " record reduce reinforce remind remove replace report request require respond"
               + " review revise schedule seek select send set share show speak specify standardise"
               + " standardize start state strengthen study support take talk teach tell test track"
               + " train treat try understand update upgrade use validate verify visit wait work"
               + " write")
              .split(" "));

  /// Decided by plain rules: what warns off is to be avoided, what calls for attention is to be
  /// watched, an order or what should be is to be done. Empty for a sentence that advises nothing.
  static Optional<Kind> kind(String sentence) {
    if (!Citable.is(sentence, FEWEST_WORDS)) return Optional.empty();
    if (AVOIDING.matcher(sentence).find()) return Optional.of(Kind.AVOID);
    if (WATCHING.matcher(sentence).find()) return Optional.of(Kind.WATCH_OUT);
    return ASKING.matcher(sentence).find() || isOrder(sentence)
        ? Optional.of(Kind.DO)
        : Optional.empty();
  }

  private static boolean isOrder(String sentence) {
    var words =
        sentence
            .replaceFirst("^(?:[-*•]|\\(?\\d{1,2}[.)]|[a-z][.)])\\s+", "")
            .toLowerCase(ROOT)
            .split("[^\\p{L}’']+", 3);
    for (int i = 0; i < Math.min(2, words.length); i++) {
      if (ORDERS.contains(words[i])) return true;
      if (!words[i].endsWith("ly")) return false;
    }
    return false;
  }
}
