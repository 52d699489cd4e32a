package dev.cairn.ontology.linking;

import dev.cairn.ontology.Concept.Label.Kind;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import dev.cairn.ontology.Mention;
import dev.cairn.ontology.Mention.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Longest labels first. What is clear by itself is settled first and serves as surroundings for
/// what is not.
final class LabelLinker implements Linker {
  /// Raised whenever equal vocabularies would give other mentions than before.
  private static final String RULES = "labels-4";

  private static final int NEAR = 300;
  private static final int PARAGRAPH = 1200;
  private static final int LEAST_PARTS = 3;

  private final Lexicon lexicon;
  private final Neighbours neighbours;
  private final boolean spunRule;
  private final String version;

  LabelLinker(ConceptView view, LinkerSettings settings) {
    lexicon = new Lexicon(view);
    neighbours = new Neighbours(view);
    spunRule = settings.spunRule();
    version = names(view) + "/" + RULES + (spunRule ? "" : "-without-spun");
  }

  /// Names what links depend on: who has which names, and who is linked with whom. A definition or
  /// a note that changes leaves them as they are.
  private static String names(ConceptView view) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
    for (var concept : view.all())
      digest.update(
          (concept.id() + concept.labels() + concept.links()).getBytes(StandardCharsets.UTF_8));
    for (var gone : view.deprecated())
      digest.update((gone.id() + gone.replacedBy()).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  @Override
  public String version() {
    return version;
  }

  /// A stretch of tokens that some labels have.
  ///
  /// @param first first token
  /// @param last last token, inclusive
  private record Match(int first, int last, int start, int end, List<Lexicon.Entry> entries) {
    int length() {
      return end - start;
    }
  }

  /// A decided one.
  private record Found(Match match, Lexicon.Entry entry, Method method, double confidence) {
    String concept() {
      return entry.concept().id();
    }

    Mention mention() {
      return new Mention(concept(), match.start(), match.end(), entry.text(), method, confidence);
    }
  }

  @Override
  public Linked link(String text) {
    var tokens = Tokens.of(text, lexicon);
    var matches = matches(tokens);
    double spun = spunScore(tokens, matches);
    boolean hidden = spunRule && spun >= SpunText.THRESHOLD;
    var mentions =
        new Reader(tokens, matches, false, hidden ? spun : 0)
            .read().stream().map(Found::mention).toList();
    return new Linked(mentions, spun, hidden);
  }

  @Override
  public List<Mention> recognise(String question) {
    var tokens = Tokens.of(question, lexicon);
    return new Reader(tokens, matches(tokens), true, 0)
        .read().stream()
            .map(Found::mention)
            .sorted(
                Comparator.comparingDouble(Mention::confidence)
                    .reversed()
                    .thenComparing(Comparator.comparingInt(m -> m.start() - m.end()))
                    .thenComparingInt(Mention::start))
            .toList();
  }

  /// Every stretch that is a label of some kind, ordered by start, then by length.
  private List<Match> matches(Tokens tokens) {
    var all = new ArrayList<Match>();
    for (int i = 0; i < tokens.size(); i++)
      if (!tokens.isMark(i)) walk(tokens, Trie.ROOT, i, i, all);
    return all;
  }

  private void walk(Tokens tokens, int node, int first, int at, List<Match> all) {
    if (at >= tokens.size()) return;
    if (at > first && tokens.isArticle(at)) walk(tokens, node, first, at + 1, all);
    step(tokens, node, tokens.word(at).id(), first, at, all);
    if (at + 1 < tokens.size() && mayJoin(tokens, at)) {
      var one = tokens.word(at).folded() + tokens.word(at + 1).folded();
      step(tokens, node, lexicon.idOf(Tokens.key(one)), first, at + 1, all);
    }
  }

  private void step(Tokens tokens, int node, int id, int first, int at, List<Match> all) {
    if (id < 0) return;
    int next = lexicon.step(node, id);
    if (next == Trie.NONE) return;
    var entries = lexicon.entries(next);
    if (!entries.isEmpty())
      all.add(new Match(first, at, tokens.start(first), tokens.end(at), entries));
    walk(tokens, next, first, at + 1, all);
  }

  /// `co-ordination` always, `touch point` where neither half is tiny; *on line* and *in put* are
  /// two words more often than one.
  private boolean mayJoin(Tokens tokens, int at) {
    if (tokens.isMark(at) || tokens.isMark(at + 1)) return false;
    // the team's work is no teamwork
    if (tokens.start(at + 1) - tokens.end(at) > 1 && !tokens.isHyphenated(at + 1)) return false;
    var head = tokens.word(at).folded();
    if (!tokens.word(at).head()) return false;
    return tokens.isHyphenated(at + 1)
        || head.length() > 2 && tokens.word(at + 1).folded().length() > 2;
  }

  private double spunScore(Tokens tokens, List<Match> matches) {
    Map<String, Double> phrases = new HashMap<>();
    var taken = new BitSet();
    for (var match : longestFirst(matches)) {
      int next = taken.nextSetBit(match.first());
      if (next >= 0 && next <= match.last()) continue;
      for (var entry : match.entries())
        if (entry.hidden() && entry.words() > 1 && entry.folded().equals(folded(tokens, match))) {
          phrases.put(entry.folded(), lexicon.oddness(entry));
          taken.set(match.first(), match.last() + 1);
          break;
        }
    }
    return phrases.isEmpty() ? 0 : SpunText.score(phrases, tokens.wordCount());
  }

  private static List<Match> longestFirst(List<Match> matches) {
    var sorted = new ArrayList<>(matches);
    sorted.sort(Comparator.comparingInt(Match::length).reversed().thenComparingInt(Match::start));
    return sorted;
  }

  private static String folded(Tokens tokens, Match match) {
    if (match.first() == match.last()) return tokens.word(match.first()).folded();
    var words = new StringBuilder();
    for (int i = match.first(); i <= match.last(); i++) {
      if (i > match.first() && tokens.isArticle(i)) continue;
      if (!words.isEmpty()) words.append(' ');
      words.append(tokens.word(i).folded());
    }
    return words.toString();
  }

  /// One reading of one text.
  private final class Reader {
    private final Tokens tokens;
    private final List<Match> matches;
    private final boolean question;
    private final double spun;
    private List<Found> anchors = List.of();
    private Set<String> named = Set.of();
    private Map<Match, Lexicon.Entry> parts = Map.of();

    /// @param spun 0 if hidden labels do not count
    Reader(Tokens tokens, List<Match> matches, boolean question, double spun) {
      this.tokens = tokens;
      this.matches = matches;
      this.question = question;
      this.spun = spun;
    }

    List<Found> read() {
      var clear = new ArrayList<Found>();
      var unclear = new ArrayList<Match>();
      for (var match : matches) clear(match).ifPresentOrElse(clear::add, () -> unclear.add(match));
      anchors = withoutOverlap(clear);
      named = anchors.stream().map(Found::concept).collect(Collectors.toSet());
      parts = parts(unclear);
      for (var match : unclear) decide(match).ifPresent(clear::add);
      return withoutOverlap(clear);
    }

    /// Decided without looking around.
    private Optional<Found> clear(Match match) {
      var entries = usable(match, false);
      if (!entries.isEmpty()) {
        if (isEveryday(match, entries)) return Optional.empty();
        var choices = firm(entries);
        return choices.size() == 1
            ? Optional.of(byLabel(match, choices.getFirst(), 1))
            : Optional.empty();
      }
      var hidden = usable(match, true);
      return hidden.size() == 1 && hidden.getFirst().words() > 1
          ? Optional.of(byHiddenLabel(match, hidden.getFirst()))
          : Optional.empty();
    }

    /// Decided by the surroundings.
    private Optional<Found> decide(Match match) {
      var entries = usable(match, false);
      if (entries.isEmpty()) return decideHidden(match);
      if (!isEveryday(match, entries)) {
        var choices = firm(entries);
        var best = strongest(match, choices);
        return best.isPresent()
            ? best.map(b -> byLabel(match, b.entry(), 0.85))
            : neighbours.mostGeneral(choices).map(e -> byLabel(match, e, 0.7));
      }
      var best = strongest(match, entries);
      if (best.isPresent())
        return best.map(b ->
            new Found(match, b.entry(), Method.CONTEXT, 0.45 + 0.35 * b.sum() / (1 + b.sum())));
      var part = parts.get(match);
      if (part != null) return Optional.of(new Found(match, part, Method.CONTEXT, 0.65));
      if (!question || !isWhole(match)) return Optional.empty();
      return (entries.size() == 1
              ? Optional.of(entries.getFirst())
              : neighbours.mostGeneral(entries))
          .map(e -> new Found(match, e, Method.CONTEXT, 0.6));
    }

    /// Everyday words that confirm one another: at least three quarters of the parts of one whole,
    /// and three, each near the one before (*strengths, weaknesses, opportunities, threats*).
    private Map<Match, Lexicon.Entry> parts(List<Match> unclear) {
      if (question) return Map.of();
      Map<String, List<Part>> byWhole = new HashMap<>();
      for (var match : unclear)
        for (var entry : usable(match, false))
          for (var whole : neighbours.wholes(entry.concept().id()))
            byWhole
                .computeIfAbsent(whole, _ -> new ArrayList<>())
                .add(new Part(match, Optional.of(match), entry));
      if (byWhole.isEmpty()) return Map.of();
      for (var anchor : anchors)
        for (var whole : neighbours.wholes(anchor.concept()))
          byWhole.computeIfPresent(
              whole,
              (_, all) -> {
                all.add(new Part(anchor.match(), Optional.empty(), anchor.entry()));
                return all;
              });
      Map<Match, Lexicon.Entry> confirmed = new IdentityHashMap<>();
      byWhole.forEach((whole, all) -> {
        int enough = Math.max(LEAST_PARTS, (neighbours.parts(whole) * 3 + 3) / 4);
        all.sort(Comparator.comparingInt(part -> part.match().start()));
        int from = 0;
        for (int i = 1; i <= all.size(); i++) {
          if (i < all.size() && all.get(i).match().start() - all.get(i - 1).match().end() <= NEAR)
            continue;
          var group = all.subList(from, i);
          if (group.stream().map(part -> part.entry().concept().id()).distinct().count() >= enough)
            for (var part : group)
              part.unclear().ifPresent(match -> confirmed.putIfAbsent(match, part.entry()));
          from = i;
        }
      });
      return confirmed;
    }

    private Optional<Found> decideHidden(Match match) {
      var hidden = usable(match, true);
      if (hidden.isEmpty()) return Optional.empty();
      var best = strongest(match, hidden).map(Strength::entry);
      if (best.isEmpty() && hidden.getFirst().words() > 1) best = neighbours.mostGeneral(hidden);
      return best.map(e -> byHiddenLabel(match, e));
    }

    /// The best entry of each concept, as far as kind and capitals allow.
    private List<Lexicon.Entry> usable(Match match, boolean hidden) {
      if (hidden && spun == 0) return List.of();
      boolean capitals = isCapitals(match);
      boolean acronym = false;
      Map<String, Lexicon.Entry> best = new LinkedHashMap<>();
      var folded = folded(tokens, match);
      for (var entry : match.entries()) {
        if (entry.hidden() != hidden) continue;
        if (entry.capitals() && !capitals) {
          if (!question || Lexicon.isEmptyWord(folded)) continue;
        }
        acronym |= entry.capitals() == capitals;
        best.merge(
            entry.concept().id(), entry, (a, b) -> rank(b, folded) < rank(a, folded) ? b : a);
      }
      if (best.size() > 1 && acronym)
        best.values().removeIf(e -> e.capitals() != capitals && !isShouted(match));
      return List.copyOf(best.values());
    }

    private static int rank(Lexicon.Entry entry, String folded) {
      return entry.kind().ordinal() * 2 + (entry.folded().equals(folded) ? 0 : 1);
    }

    private boolean isCapitals(Match match) {
      for (int i = match.first(); i <= match.last(); i++)
        if (!tokens.isMark(i) && !tokens.isCapitals(i)) return false;
      return true;
    }

    private boolean isShouted(Match match) {
      return !question && tokens.isShouted(match.first());
    }

    private boolean isEveryday(Match match, List<Lexicon.Entry> entries) {
      if (entries.stream().allMatch(Lexicon.Entry::everyday)) return true;
      if (match.first() != match.last() && entries.getFirst().words() > 1) return false;
      if (entries.size() > 1) return true;
      return entries.getFirst().capitals()
          ? isShouted(match)
          : !question && match.first() == match.last() && isInName(match, entries.getFirst());
    }

    /// A name in small letters inside a longer name; `Internet` and `Google` are names themselves.
    private boolean isInName(Match match, Lexicon.Entry entry) {
      boolean common =
          entry.kind() == Kind.PREFERRED || Character.isLowerCase(entry.text().charAt(0));
      return common && tokens.isInName(match.first());
    }

    private static List<Lexicon.Entry> firm(List<Lexicon.Entry> entries) {
      return entries.stream().filter(e -> !e.everyday()).toList();
    }

    private Found byLabel(Match match, Lexicon.Entry entry, double certainty) {
      boolean preferred = entry.kind() == Kind.PREFERRED;
      double base;
      if (entry.words() > 1) base = preferred ? 0.95 : 0.9;
      else if (entry.capitals()) base = isCapitals(match) ? 0.85 : 0.85 * 0.8;
      else base = preferred ? 0.8 : 0.75;
      if (!entry.folded().equals(folded(tokens, match))) base -= 0.05;
      return new Found(match, entry, Method.LABEL, base * certainty);
    }

    private Found byHiddenLabel(Match match, Lexicon.Entry entry) {
      double sure = entry.words() > 1 ? 0.3 + 0.4 * spun : 0.2 + 0.3 * spun;
      return new Found(match, entry, Method.HIDDEN_LABEL, sure);
    }

    /// @param unclear the match if it has to be confirmed
    private record Part(Match match, Optional<Match> unclear, Lexicon.Entry entry) {}

    private record Strength(Lexicon.Entry entry, double sum) {}

    /// The choice with the strongest surroundings; of equals the most general; none if nothing
    /// nearby has to do with any.
    private Optional<Strength> strongest(Match match, List<Lexicon.Entry> choices) {
      var strengths = new ArrayList<Strength>();
      double most = 0;
      for (var choice : choices) {
        var strength = new Strength(choice, surroundings(match, choice));
        strengths.add(strength);
        most = Math.max(most, strength.sum());
      }
      if (most == 0) return Optional.empty();
      double sum = most;
      var best = strengths.stream().filter(s -> s.sum() == sum).map(Strength::entry).toList();
      var chosen = best.size() == 1 ? Optional.of(best.getFirst()) : neighbours.mostGeneral(best);
      return chosen.map(e -> new Strength(e, sum));
    }

    private double surroundings(Match match, Lexicon.Entry choice) {
      var concept = choice.concept().id();
      Map<String, Double> near = new HashMap<>();
      if (choice.capitals() && named.contains(concept)) near.put(concept, 0.5);
      for (int i = firstAnchor(match.start() - PARAGRAPH); i < anchors.size(); i++) {
        var anchor = anchors.get(i);
        if (anchor.match().start() > match.end() + PARAGRAPH) break;
        double weight = weight(match, anchor.match());
        if (weight == 0) continue;
        weight *= neighbours.nearness(concept, anchor.concept());
        if (weight > 0) near.merge(anchor.concept(), weight, Math::max);
      }
      double sum = 0;
      for (double weight : near.values()) sum += weight;
      return sum;
    }

    /// 1 nearby, a half in the same paragraph, 0 for what overlaps or is farther away.
    private double weight(Match match, Match other) {
      int gap = Math.max(other.start() - match.end(), match.start() - other.end());
      if (gap < 0) return 0;
      if (gap <= NEAR) return 1;
      return gap <= PARAGRAPH && tokens.line(match.first()) == tokens.line(other.first()) ? 0.5 : 0;
    }

    private int firstAnchor(int from) {
      int low = 0;
      int high = anchors.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (anchors.get(middle).match().end() < from) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    /// Whether the question has no other word that means something.
    private boolean isWhole(Match match) {
      for (int i = 0; i < tokens.size(); i++)
        if ((i < match.first() || i > match.last())
            && !tokens.isMark(i)
            && !Lexicon.isEmptyWord(tokens.word(i).folded())) return false;
      return true;
    }

    /// The longest first, of equally long ones the first; ordered by start.
    private static List<Found> withoutOverlap(List<Found> all) {
      var sorted = new ArrayList<>(all);
      sorted.sort(
          Comparator.comparingInt((Found f) -> f.match().length())
              .reversed()
              .thenComparingInt(f -> f.match().start())
              .thenComparing(Comparator.comparingDouble(Found::confidence).reversed()));
      var taken = new BitSet();
      var kept = new ArrayList<Found>();
      for (var found : sorted) {
        int next = taken.nextSetBit(found.match().first());
        if (next >= 0 && next <= found.match().last()) continue;
        taken.set(found.match().first(), found.match().last() + 1);
        kept.add(found);
      }
      kept.sort(Comparator.comparingInt(f -> f.match().start()));
      return kept;
    }
  }
}
