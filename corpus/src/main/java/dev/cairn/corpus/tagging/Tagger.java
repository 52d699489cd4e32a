package dev.cairn.corpus.tagging;

import dev.cairn.corpus.Meant;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block;
import dev.cairn.corpus.Tag;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Mention;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Decides what an item is about. A mention says where a concept occurs; a tag is a claim about the
/// whole item, so it needs a person, the title, or that the text keeps coming back to it.
///
/// **Presence** of a concept in a text of n words (at least 100 are assumed) is a number 0..1:
///
/// `f = s / (s + 2 sqrt(n / 100))`
///
/// with s the sum of the confidences of its mentions outside headings and code, times its rarity.
/// Three clear mentions in 1,000 words make about 0.3, nine in 10,000.
///
/// **Rarity**, from the vocabulary alone: 0.5, 0.85, 1 for a preferred label of one, two (or an
/// acronym), more words; times 0.7, 0.85, 1 for a concept without, with one level of, with more
/// broader concepts above it; times 0.7 if an everyday word is among its labels and it was found by
/// such words only.
///
/// | tag because | when | weight |
/// | --- | --- | --- |
/// | a person said so | always | 1 |
/// | title | it is named there (1) | 0.6 + 0.2 confidence + 0.2 f |
/// | heading | one of several words has it, and f >= 0.12 (2) | 0.35 + 0.2 confidence + 0.25 f |
/// | frequency | f >= 0.28 (2) | 0.8 f |
///
/// (1) If by one word of a longer title, it must occur in the text as well. (2) For a concept whose
/// preferred label is one word f must be larger: 0.25 with a heading, 0.42 without.
///
/// At most 8 tags, the strongest; what a person said is always kept.
public final class Tagger {
  private static final Pattern ARTICLE = Pattern.compile("(?i)\\b(an?|the|our|your)\\s");
  private static final int MOST = 8;
  private static final double FLOOR = 0.28;
  private static final double FLOOR_OF_ONE_WORD = 0.42;
  private static final double HEADING_FLOOR = 0.12;
  private static final double HEADING_FLOOR_OF_ONE_WORD = 0.25;

  private static final int MOST_BY_MEANING = 2;
  private static final double WEIGHT_OF_MEANING = 0.25;
  private static final double SURE = 0.75;
  private static final double RATHER_SURE = 0.65;

  private static final Comparator<Tag> STRONGEST_FIRST =
      Comparator.comparingDouble(Tag::weight).reversed().thenComparing(Tag::concept);

  private final ConceptView view;

  public Tagger(ConceptView view) {
    this.view = view;
  }

  /// Names the rules; changes whenever equal input would give other tags.
  public static String version() {
    return "tags-1";
  }

  /// What the item is about, strongest first, each concept once.
  ///
  /// @param mentions with offsets into `reading.text()`, ordered by start
  /// @param titleMentions with offsets into `title`
  /// @param confirmedConcepts ids or IRIs of concepts that a person named; unknown ones are left
  ///   out
  public List<Tag> tags(
      String title,
      Reading reading,
      List<Mention> mentions,
      List<Mention> titleMentions,
      List<String> confirmedConcepts) {
    return chosen(
        found(title, reading, mentions, titleMentions),
        confirmedConcepts.stream().flatMap(c -> view.find(c).stream()).map(Concept::id).toList(),
        Set.of());
  }

  /// All that the text says it is about, strongest first, each concept once, however many.
  ///
  /// @param mentions with offsets into `reading.text()`, ordered by start
  /// @param titleMentions with offsets into `title`
  public List<Tag> found(
      String title, Reading reading, List<Mention> mentions, List<Mention> titleMentions) {
    var presence = presence(reading, mentions);
    var found = new HashMap<String, Tag>();
    for (var mention : titleMentions) {
      double f = presence.getOrDefault(mention.concept(), 0.0);
      if (f == 0
          && title.length() > mention.end() - mention.start()
          && words(mention.label()) == 1
          && !isAcronym(mention.label())) continue;
      strongest(found, mention, 0.6 + 0.2 * mention.confidence() + 0.2 * f, Tag.Method.TITLE);
    }
    for (var mention : inHeadings(reading, mentions)) {
      double f = presence.getOrDefault(mention.concept(), 0.0);
      if (f >= (isOneWord(mention.concept()) ? HEADING_FLOOR_OF_ONE_WORD : HEADING_FLOOR))
        strongest(found, mention, 0.35 + 0.2 * mention.confidence() + 0.25 * f, Tag.Method.HEADING);
    }
    presence.forEach((concept, f) -> {
      if (f >= (isOneWord(concept) ? FLOOR_OF_ONE_WORD : FLOOR))
        found.putIfAbsent(concept, new Tag(concept, 0.8 * f, Tag.Method.FREQUENCY));
    });
    return found.values().stream().sorted(STRONGEST_FIRST).toList();
  }

  /// What an item is about when people have spoken: what they confirmed, then the strongest of the
  /// others.
  ///
  /// @param found strongest first
  /// @param confirmed ids of concepts
  /// @param rejected ids of concepts that are none of its tags, whatever else is said
  public static List<Tag> chosen(
      List<Tag> found, Collection<String> confirmed, Set<String> rejected) {
    var tags = new LinkedHashMap<String, Tag>();
    for (var id : confirmed)
      if (!rejected.contains(id)) tags.put(id, new Tag(id, 1, Tag.Method.PERSON));
    found.stream()
        .filter(t -> !tags.containsKey(t.concept()) && !rejected.contains(t.concept()))
        .limit(Math.max(0, MOST - tags.size()))
        .forEach(t -> tags.put(t.concept(), t));
    return tags.values().stream().sorted(STRONGEST_FIRST).toList();
  }

  /// What the item is about by meaning alone, strongest first: at most two concepts that have no
  /// tag yet, each where two passages mean it and one of them rather surely, or one passage does so
  /// very surely. These tags are weak: below any other that one passage could give.
  ///
  /// @param tags what it is about by what it names
  public static List<Tag> meant(List<Tag> tags, Meant meant) {
    var surest = new LinkedHashMap<String, Double>();
    var passages = new HashMap<String, Integer>();
    for (var mention : meant.mentions()) {
      surest.merge(mention.concept(), mention.confidence(), Math::max);
      passages.merge(mention.concept(), 1, Integer::sum);
    }
    for (var tag : tags) surest.remove(tag.concept());
    return surest.entrySet().stream()
        .filter(e ->
            e.getValue() >= SURE
                || e.getValue() >= RATHER_SURE && passages.getOrDefault(e.getKey(), 0) > 1)
        .map(e -> new Tag(e.getKey(), WEIGHT_OF_MEANING * e.getValue(), Tag.Method.MEANING))
        .sorted(STRONGEST_FIRST)
        .limit(MOST_BY_MEANING)
        .toList();
  }

  private boolean isOneWord(String concept) {
    return words(label(concept)) == 1;
  }

  private String label(String concept) {
    return view.byId(concept).map(Concept::label).orElse("");
  }

  private static boolean isAcronym(String label) {
    return label.chars().filter(Character::isUpperCase).count() > 1;
  }

  private static void strongest(
      Map<String, Tag> tags, Mention mention, double weight, Tag.Method method) {
    tags.merge(
        mention.concept(),
        new Tag(mention.concept(), weight, method),
        (a, b) -> a.weight() >= b.weight() ? a : b);
  }

  /// Concept → f.
  private Map<String, Double> presence(Reading reading, List<Mention> mentions) {
    var sums = new HashMap<String, Double>();
    var onlyEveryday = new HashMap<String, Boolean>();
    for (var mention : inBlocks(reading, mentions, false)) {
      sums.merge(mention.concept(), mention.confidence(), Double::sum);
      boolean everyday = mention.method() == Mention.Method.CONTEXT;
      onlyEveryday.merge(mention.concept(), everyday, Boolean::logicalAnd);
    }
    double length = 2 * Math.sqrt(Math.max(words(reading.text()), 100) / 100.0);
    var presence = new HashMap<String, Double>();
    sums.forEach((concept, sum) -> {
      double s = sum * rarity(concept) * (onlyEveryday.getOrDefault(concept, false) ? 0.7 : 1);
      presence.put(concept, s / (s + length));
    });
    return presence;
  }

  private double rarity(String id) {
    var label = label(id);
    int words = isAcronym(label) ? Math.max(2, words(label)) : words(label);
    int above = view.ancestors(id).size();
    double byLabel = words <= 1 ? 0.5 : words == 2 ? 0.85 : 1;
    double byDepth = above == 0 ? 0.7 : above == 1 ? 0.85 : 1;
    return byLabel * byDepth;
  }

  /// Mentions in headings of several words; one word alone (*Recommendation*, *Summary*) names a
  /// part of the text more often than its subject.
  private static List<Mention> inHeadings(Reading reading, List<Mention> mentions) {
    return inBlocks(reading, mentions, true);
  }

  private static List<Mention> inBlocks(Reading reading, List<Mention> mentions, boolean headings) {
    var chosen = new ArrayList<Mention>();
    var blocks = reading.blocks();
    int at = 0;
    for (var mention : mentions) {
      while (at < blocks.size() && blocks.get(at).end() <= mention.start()) at++;
      if (at == blocks.size()) break;
      var block = blocks.get(at);
      if (block.start() <= mention.start() && counts(reading, block, headings)) chosen.add(mention);
    }
    return chosen;
  }

  private static boolean counts(Reading reading, Block block, boolean headings) {
    return switch (block.kind()) {
      case HEADING -> headings && words(ARTICLE.matcher(reading.text(block)).replaceAll("")) > 1;
      case PARAGRAPH, LIST_ITEM, TABLE_ROW, QUOTE -> !headings;
      case CODE -> false;
    };
  }

  private static int words(String text) {
    int count = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      boolean space = Character.isWhitespace(text.charAt(i));
      if (!space && !inside) count++;
      inside = !space;
    }
    return count;
  }
}
