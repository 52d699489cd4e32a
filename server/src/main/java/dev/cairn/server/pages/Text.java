package dev.cairn.server.pages;

import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Reading.Block;
import dev.cairn.indexer.Answer.Range;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Mention;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The text of an item as rows: blocks of one kind that belong together, cut where something is
/// marked, mentioned or linked to.
final class Text {
  /// As the extractor joins the cells of a row.
  private static final String CELLS = " | ";

  /// More concepts beside one row would push the rows apart.
  private static final int BESIDE = 4;

  private final Derived derived;
  private final ConceptView concepts;
  private final List<Range> marks;
  private final int from;
  private final int to;
  private final int here;

  /// @param from block to begin with
  /// @param to block to end before
  /// @param here passage that the reader was sent to; below 0 for none
  Text(Derived derived, ConceptView concepts, String question, int from, int to, int here) {
    this.derived = derived;
    this.concepts = concepts;
    this.marks = Marks.of(derived.reading().text(), question);
    this.from = from;
    this.to = to;
    this.here = here;
  }

  List<ItemPage.Row> rows() {
    int depth = 1;
    var firsts = firsts();
    var rows = new ArrayList<ItemPage.Row>();
    var blocks = derived.reading().blocks();
    // The title of the page is level 1, so the highest heading of the text becomes level 2.
    int shift =
        2
            - blocks.stream()
                .filter(b -> b.kind() == Block.Kind.HEADING)
                .mapToInt(Block::level)
                .min()
                .orElse(1);
    int at = from;
    int page = from == 0 ? 0 : blocks.get(from - 1).page();
    while (at < to) {
      int end = at + 1;
      var kind = kind(blocks.get(at));
      if (kind == ItemPage.Row.Kind.LIST || kind == ItemPage.Row.Kind.TABLE)
        while (end < to
            && kind(blocks.get(end)) == kind
            && blocks.get(end).page() == blocks.get(at).page()) end++;
      // A heading is never more than one step below the one before, whatever the file says.
      if (kind == ItemPage.Row.Kind.HEADING)
        depth = Math.clamp(shift + blocks.get(at).level(), 2, Math.min(6, depth + 1));
      rows.add(row(kind, blocks.subList(at, end), page, firsts, depth));
      page = blocks.get(end - 1).page();
      at = end;
    }
    return rows;
  }

  private ItemPage.Row row(
      ItemPage.Row.Kind kind,
      List<Block> blocks,
      int pageBefore,
      Map<Integer, String> firsts,
      int depth) {
    int start = blocks.getFirst().start();
    int end = blocks.getLast().end();
    var linked = new HashSet<String>();
    var lines =
        blocks.stream()
            .map(b -> new ItemPage.Line(Math.max(1, b.level()), cells(kind, b, linked)))
            .toList();
    var beside =
        derived.mentions().stream()
            .filter(m -> m.start() >= start && m.start() < end)
            .filter(m -> m.concept().equals(firsts.get(m.start())))
            .limit(BESIDE)
            .flatMap(m -> concepts.byId(m.concept()).stream())
            .map(c -> Choice.of(c.label(), Cards.href(c.id())))
            .toList();
    int page = blocks.getFirst().page();
    return new ItemPage.Row(
        kind,
        kind == ItemPage.Row.Kind.HEADING ? depth : 0,
        page != pageBefore ? page : 0,
        isHere(start, end),
        lines,
        beside);
  }

  private boolean isHere(int start, int end) {
    if (here < 0 || here >= derived.passages().size()) return false;
    var passage = derived.passages().get(here);
    return passage.start() < end && passage.end() > start;
  }

  private List<List<Segment>> cells(ItemPage.Row.Kind kind, Block block, Set<String> linked) {
    if (kind != ItemPage.Row.Kind.TABLE)
      return List.of(segments(block.start(), block.end(), linked));
    var text = derived.reading().text();
    var cells = new ArrayList<List<Segment>>();
    int start = block.start();
    while (true) {
      int bar = text.indexOf(CELLS, start);
      int end = bar < 0 || bar > block.end() - CELLS.length() ? block.end() : bar;
      cells.add(segments(start, end, linked));
      if (end == block.end()) return cells;
      start = end + CELLS.length();
    }
  }

  private List<Segment> segments(int start, int end, Set<String> linked) {
    var cuts = new TreeSet<Integer>(List.of(start, end));
    for (var mark : within(marks, start, end)) {
      cuts.add(Math.max(start, mark.start()));
      cuts.add(Math.min(end, mark.end()));
    }
    var mentions = new HashMap<Integer, Mention>();
    for (var mention : derived.mentions())
      if (mention.start() >= start && mention.end() <= end && linked.add(mention.concept())) {
        mentions.put(mention.start(), mention);
        // One link, marked as a whole or not at all.
        cuts.subSet(mention.start(), mention.end()).clear();
        cuts.add(mention.start());
        cuts.add(mention.end());
      }
    var anchors = new HashMap<Integer, String>();
    for (var passage : derived.passages())
      if (passage.start() >= start && passage.start() < end) {
        anchors.put(passage.start(), "p" + passage.ordinal());
        cuts.add(passage.start());
      }
    return pieces(List.copyOf(cuts), mentions, anchors);
  }

  private List<Segment> pieces(
      List<Integer> cuts, Map<Integer, Mention> mentions, Map<Integer, String> anchors) {
    var all = new ArrayList<Segment>();
    Mention open = null;
    for (int i = 0; i + 1 < cuts.size(); i++) {
      int start = cuts.get(i);
      int end = cuts.get(i + 1);
      if (mentions.containsKey(start)) open = mentions.get(start);
      if (open != null && start >= open.end()) open = null;
      all.add(
          new Segment(
              derived.reading().text().substring(start, end),
              anchors.getOrDefault(start, ""),
              !within(marks, start, end).isEmpty(),
              open == null ? "" : Cards.href(open.concept()),
              open == null ? "" : title(open)));
    }
    return all;
  }

  private String title(Mention mention) {
    var label = concepts.byId(mention.concept()).map(c -> c.label()).orElse(mention.concept());
    return mention.method() == Mention.Method.HIDDEN_LABEL ? "reads as: " + label : label;
  }

  private static List<Range> within(List<Range> ranges, int start, int end) {
    int low = 0;
    int high = ranges.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ranges.get(middle).end() <= start) low = middle + 1;
      else high = middle;
    }
    int last = low;
    while (last < ranges.size() && ranges.get(last).start() < end) last++;
    return ranges.subList(low, last);
  }

  /// Where each concept is named for the first time: offset → concept.
  private Map<Integer, String> firsts() {
    var seen = new HashSet<String>();
    var firsts = new HashMap<Integer, String>();
    for (var mention : derived.mentions())
      if (seen.add(mention.concept())) firsts.put(mention.start(), mention.concept());
    return firsts;
  }

  private static ItemPage.Row.Kind kind(Block block) {
    return switch (block.kind()) {
      case HEADING -> ItemPage.Row.Kind.HEADING;
      case PARAGRAPH -> ItemPage.Row.Kind.PARAGRAPH;
      case LIST_ITEM -> ItemPage.Row.Kind.LIST;
      case TABLE_ROW -> ItemPage.Row.Kind.TABLE;
      case QUOTE -> ItemPage.Row.Kind.QUOTE;
      case CODE -> ItemPage.Row.Kind.CODE;
    };
  }

  /// The passage in which an offset lies, if any.
  static int passageAt(List<Passage> passages, int offset) {
    for (var passage : passages.reversed()) if (passage.start() <= offset) return passage.ordinal();
    return 0;
  }
}
