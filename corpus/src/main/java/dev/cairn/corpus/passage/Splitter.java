package dev.cairn.corpus.passage;

import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts a text into passages: along headings, then paragraphs, then sentences. Lengths are UTF-16
/// code units.
///
/// A passage never crosses a heading. Within a section passages have about 900 to 1,400 units,
/// never more than 2,000, and less than 200 only where the section is that short. Headings are in
/// no passage but in the path of those below them; only a heading that has nothing below it is a
/// passage of its own, so that its words can be found.
public final class Splitter {
  /// The longest stretch that grows by another piece.
  private static final int FULL = 1_400;

  /// A passage of at least this length may end at a paragraph although more would fit.
  private static final int ENOUGH = 700;

  /// Less than this is joined to the passage before.
  private static final int SCRAP = 200;

  /// A sentence longer than this is cut between words. With `FULL` it bounds the rest: a passage
  /// ends at the latest when the next piece would make it longer than `FULL`, so it has more than
  /// `FULL - PIECE` units, and with a scrap joined less than `FULL + SCRAP`.
  private static final int PIECE = 1_000;

  private static final String PATH = " › ";

  private Splitter() {}

  /// Changes whenever the same reading would be cut in another way.
  public static String version() {
    return "split-1";
  }

  /// Passages in the order of the text, numbered from 0.
  public static List<Passage> split(Reading reading) {
    return new Cutting(reading).all();
  }

  /// A stretch that is not cut further.
  ///
  /// @param last whether it ends its block
  private record Piece(int start, int end, int page, boolean last) {}

  private static final class Cutting {
    private final Reading reading;
    private final List<Passage> passages = new ArrayList<>();
    private final List<Block> path = new ArrayList<>();
    private final List<Piece> section = new ArrayList<>();

    /// Whether something stands below the innermost heading.
    private boolean used = true;

    Cutting(Reading reading) {
      this.reading = reading;
    }

    List<Passage> all() {
      for (var block : reading.blocks()) {
        if (block.kind() == Block.Kind.HEADING) {
          endSection();
          enter(block);
        } else {
          addPieces(block);
        }
      }
      endSection();
      keepLoneHeading();
      return passages;
    }

    private void enter(Block heading) {
      if (!path.isEmpty() && depth(path.getLast()) >= depth(heading)) keepLoneHeading();
      while (!path.isEmpty() && depth(path.getLast()) >= depth(heading)) path.removeLast();
      path.add(heading);
      used = false;
    }

    private static int depth(Block heading) {
      return Math.max(1, heading.level());
    }

    /// A heading above nothing becomes a passage below the headings above it.
    private void keepLoneHeading() {
      if (used || path.isEmpty()) return;
      var lone = path.removeLast();
      addPassage(lone.start(), lone.end(), lone.page());
      path.add(lone);
      used = true;
    }

    private void endSection() {
      if (section.isEmpty()) return;
      used = true;
      var rest = new ArrayList<Piece>();
      var cuts = new ArrayList<List<Piece>>();
      for (var piece : section) {
        while (!rest.isEmpty() && piece.end() - rest.getFirst().start() > FULL) {
          int keep = goodCut(rest);
          cuts.add(List.copyOf(rest.subList(0, keep)));
          rest.subList(0, keep).clear();
        }
        rest.add(piece);
      }
      if (!cuts.isEmpty() && length(rest) < SCRAP) {
        var joined = new ArrayList<>(cuts.removeLast());
        joined.addAll(rest);
        cuts.add(joined);
      } else {
        cuts.add(rest);
      }
      for (var cut : cuts)
        addPassage(cut.getFirst().start(), cut.getLast().end(), cut.getFirst().page());
      section.clear();
    }

    /// How many of the pieces go into the passage: as many as end at the last end of a paragraph
    /// that leaves enough, else all.
    private static int goodCut(List<Piece> pieces) {
      for (int n = pieces.size(); n > 0; n--) {
        if (pieces.get(n - 1).end() - pieces.getFirst().start() < ENOUGH) break;
        if (pieces.get(n - 1).last()) return n;
      }
      return pieces.size();
    }

    private static int length(List<Piece> pieces) {
      return pieces.getLast().end() - pieces.getFirst().start();
    }

    private void addPassage(int start, int end, int page) {
      var heading = new StringBuilder();
      for (var above : path) {
        if (!heading.isEmpty()) heading.append(PATH);
        heading.append(reading.text(above));
      }
      int stop = end;
      while (stop > start + 1 && Character.isWhitespace(reading.text().charAt(stop - 1))) stop--;
      var text = reading.text().substring(start, stop);
      passages.add(new Passage(passages.size(), start, stop, heading.toString(), page, text));
    }

    private void addPieces(Block block) {
      if (block.end() - block.start() <= PIECE) {
        section.add(new Piece(block.start(), block.end(), block.page(), true));
        return;
      }
      var sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
      var text = reading.text(block);
      sentences.setText(text);
      int start = sentences.first();
      for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
        addSentence(block, text, start, end);
        start = end;
      }
    }

    private void addSentence(Block block, String text, int start, int end) {
      int from = start;
      while (end - from > PIECE) {
        int to = wordEnd(text, from, from + PIECE);
        addPiece(block, text, from, to);
        from = to;
      }
      addPiece(block, text, from, end);
    }

    /// The last place in the second half of the range where a word ends, else the end of the range,
    /// moved so that it cuts no surrogate pair.
    private static int wordEnd(String text, int from, int to) {
      for (int i = to; i > from + (to - from) / 2; i--)
        if (Character.isWhitespace(text.charAt(i - 1))) return i;
      boolean insidePair =
          Character.isHighSurrogate(text.charAt(to - 1))
              && Character.isLowSurrogate(text.charAt(to));
      return insidePair ? to - 1 : to;
    }

    private void addPiece(Block block, String text, int start, int end) {
      boolean last = end == text.length();
      section.add(new Piece(block.start() + start, block.start() + end, block.page(), last));
    }
  }
}
