package dev.cairn.ontology.linking;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Concept.Label.Kind;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// All labels of a vocabulary, each under every sequence of keys by which it may be met.
final class Lexicon implements Tokens.Numbering {
  /// One label of one concept.
  ///
  /// @param folded its words in lower case, joined by blanks: what a text must have to match it
  ///   without any inflection
  /// @param words how many words it has, a hyphenated one counting once
  /// @param capitals whether it is all capitals and matches only such
  /// @param everyday whether it says too little by itself
  record Entry(
      Concept concept,
      String text,
      Kind kind,
      String folded,
      int words,
      boolean capitals,
      boolean everyday) {
    /// A vocabulary marks a name as an everyday word by giving it once more as a context label.
    Entry asEveryday() {
      return new Entry(concept, text, kind, folded, words, capitals, true);
    }

    boolean hidden() {
      return kind == Kind.HIDDEN;
    }
  }

  /// Words that carry no meaning by themselves; a label that is one of them in small letters (as
  /// some thesauri have) would be found in every sentence.
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          """
          a about above after again against all almost also although always am among an and
          another any anybody anyone anything are around as at away be became because become
          been before being below between both but by came can cannot come could did do does
          doing done down during each either else enough even ever every everybody everyone
          everything few for from further gave get give go goes going gone got had has have
          having he her here hers herself him himself his how however i if in into is it its
          itself just keep least less let like made make many may maybe me might mine more
          most much must my myself neither never next no nobody none nor not nothing now of
          off often on once one only onto or other otherwise our ours out over own per perhaps
          put quite rather really said same saw say see seem seen several shall she should
          since so some somebody something sometimes soon still such take than that the their
          theirs them themselves then there therefore these they thing this those though
          through thus to together too toward under until up upon us use used using very via
          was way we well went were what whatever when whenever where whether which while who
          whoever whom whose why will with within without would yes yet you your yours
          """
              .split("\\s+"));

  private static final Pattern QUALIFIER = Pattern.compile("\\s*\\([^()]*\\)");
  private static final int SHORT_COMPOUND = 12;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final Trie trie = new Trie();
  private final Map<Integer, List<Entry>> leaves = new HashMap<>();
  private final Set<String> heads = new HashSet<>();
  private final List<List<Entry>> byNode;
  private final Set<String> ordinary;

  Lexicon(ConceptView view) {
    ordinary = SpunText.ordinaryWords(view.all());
    for (var concept : view.all()) for (var label : concept.labels()) add(concept, label);
    for (var odd : SpunText.oddCollocations(view))
      add(odd.concept(), new Label(Kind.HIDDEN, odd.text(), "en"), odd.instead());
    byNode = new ArrayList<>(trie.size());
    for (int i = 0; i < trie.size(); i++)
      byNode.add(List.copyOf(leaves.getOrDefault(i, List.of())));
    leaves.clear();
  }

  private void add(Concept concept, Label label) {
    add(concept, label, label.text());
  }

  /// @param shown what a mention gives as its label
  private void add(Concept concept, Label label, String shown) {
    var bare = QUALIFIER.matcher(label.text()).replaceAll("").strip();
    boolean qualified = bare.length() < label.text().strip().length();
    var tokens = Tokens.of(bare);
    int last = tokens.size();
    while (last > 0 && tokens.isMark(last - 1)) last--;
    int first = 0;
    while (first < last && tokens.isMark(first)) first++;
    var keys = new ArrayList<String>();
    var hyphens = new ArrayList<Boolean>();
    var folded = new ArrayList<String>();
    boolean capitals = true;
    int words = 0;
    for (int i = first; i < last; i++) {
      if (tokens.isArticle(i) && last - first > 1) continue;
      keys.add(tokens.word(i).key());
      folded.add(tokens.word(i).folded());
      hyphens.add(tokens.isHyphenated(i));
      if (tokens.isMark(i)) continue;
      if (!tokens.isHyphenated(i)) words++;
      capitals &= tokens.isCapitals(i);
    }
    if (words == 0) return;
    if (keys.size() == 1 && !capitals && saysNothing(keys.getFirst())) return;
    var entry =
        new Entry(
            concept,
            shown,
            label.kind(),
            String.join(" ", folded),
            words,
            capitals,
            label.kind() == Kind.CONTEXT || qualified);
    for (var key : keys) if (key.length() > 4) addHeads(key);
    for (var way : ways(keys, hyphens, words)) put(way, entry);
  }

  private static boolean saysNothing(String key) {
    return key.length() == 1
        || EMPTY_WORDS.contains(key)
        || key.chars().allMatch(Character::isDigit);
  }

  private void addHeads(String key) {
    for (int i = 1; i < key.length(); i++) heads.add(key.substring(0, i));
  }

  /// The label's own sequence; the same with a pair of words written as one (`e mail`, `email`);
  /// the same with its first verb as gerund or the other way round.
  private static List<List<String>> ways(List<String> keys, List<Boolean> hyphens, int words) {
    var ways = new ArrayList<List<String>>();
    ways.add(keys);
    for (int i = 0; i + 1 < keys.size(); i++) {
      var one = keys.get(i) + keys.get(i + 1);
      boolean plain = keys.size() <= 3 && one.length() <= SHORT_COMPOUND;
      if (!hyphens.get(i + 1) && !plain) continue;
      var way = new ArrayList<>(keys.subList(0, i));
      way.add(Tokens.key(one));
      way.addAll(keys.subList(i + 2, keys.size()));
      ways.add(way);
    }
    if (words > 1)
      Inflection.opening(keys.getFirst())
          .ifPresent(other -> {
            var way = new ArrayList<>(keys);
            way.set(0, other);
            ways.add(way);
          });
    return ways;
  }

  private void put(List<String> keys, Entry entry) {
    int node = Trie.ROOT;
    for (var key : keys) node = trie.grow(node, numbers.computeIfAbsent(key, _ -> numbers.size()));
    var leaf = leaves.computeIfAbsent(node, _ -> new ArrayList<>());
    for (int i = 0; i < leaf.size(); i++) {
      var other = leaf.get(i);
      if (other.concept() != entry.concept() || other.hidden() != entry.hidden()) continue;
      if (other.kind() == entry.kind() && other.text().equals(entry.text())) return;
      // "Person" preferred and "person" a context label: the name itself is an everyday word
      if (entry.kind() == Kind.CONTEXT) leaf.set(i, other.asEveryday());
      if (other.kind() == Kind.CONTEXT) entry = entry.asEveryday();
    }
    leaf.add(entry);
  }

  static boolean isEmptyWord(String key) {
    return EMPTY_WORDS.contains(key);
  }

  /// 1 for a hidden label with a word that no other label has, else 0.25.
  double oddness(Entry entry) {
    for (var word : entry.folded().split(" ")) if (!ordinary.contains(word)) return 1;
    return 0.25;
  }

  @Override
  public int idOf(String key) {
    return numbers.getOrDefault(key, -1);
  }

  int step(int node, int number) {
    return trie.step(node, number);
  }

  List<Entry> entries(int node) {
    return byNode.get(node);
  }

  /// Whether some key is longer than this and begins with it; little words do not count.
  @Override
  public boolean isHead(String folded) {
    return heads.contains(folded) && !EMPTY_WORDS.contains(folded);
  }
}
