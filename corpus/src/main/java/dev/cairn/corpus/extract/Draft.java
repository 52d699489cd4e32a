package dev.cairn.corpus.extract;

import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block.Kind;
import java.util.ArrayList;
import java.util.List;

/// A reading while it is being written: blocks that have their text but no offsets yet.
final class Draft {
  /// A heading with more is a paragraph that somebody made bold.
  static final int LONGEST_HEADING = 250;

  /// @param level depth of a heading or list item from 1, else 0
  /// @param page from 1; 0 where there are none
  /// @param zone where in a web page it stands
  /// @param bold whether all of it is set in bold
  record Piece(Kind kind, int level, int page, String text, Zone zone, boolean bold) {
    Piece as(Kind other, int otherLevel) {
      return new Piece(other, otherLevel, page, text, zone, bold);
    }

    Piece with(String other) {
      return new Piece(kind, level, page, other, zone, bold);
    }

    Piece onPage(int other) {
      return new Piece(kind, level, other, text, zone, bold);
    }
  }

  /// How close to the matter of a web page a piece stands.
  enum Zone {
    MAIN,
    ARTICLE,
    BODY,
    /// Navigation, page header and footer, what stands beside.
    AROUND
  }

  private final int limit;
  private final List<Piece> pieces = new ArrayList<>();
  private long characters;

  /// @param limit of UTF-16 code units, with separators
  Draft(int limit) {
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  /// How many pieces there are: a mark for what comes after.
  int size() {
    return pieces.size();
  }

  /// @throws TooMuchTextException if the limit is passed
  void add(Piece piece) throws TooMuchTextException {
    if (piece.text().isEmpty()) return;
    characters += piece.text().length() + 1;
    if (characters > limit) throw new TooMuchTextException();
    boolean heading = piece.kind() == Kind.HEADING;
    pieces.add(
        heading && piece.text().length() > LONGEST_HEADING ? piece.as(Kind.PARAGRAPH, 0) : piece);
  }

  /// The pieces from a mark on, to be changed in place.
  List<Piece> since(int mark) {
    return pieces.subList(mark, pieces.size());
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /// Puts all from the mark on below a heading; does nothing if there is nothing.
  void putBelow(int mark, String name) {
    var pieces = since(mark);
    var text = CleanText.line(name);
    if (pieces.isEmpty() || text.isEmpty()) return;
    // The pages of a part are not pages of the whole.
    pieces.replaceAll(piece ->
        piece.kind() == Kind.HEADING
            ? piece.as(Kind.HEADING, piece.level() + 1).onPage(0)
            : piece.onPage(0));
    pieces.addFirst(new Piece(Kind.HEADING, 1, 0, text, Zone.MAIN, false));
    characters += text.length() + 1;
  }

  Reading reading() {
    var text = new StringBuilder();
    var blocks = new ArrayList<Reading.Block>();
    for (var piece : pieces) {
      if (!text.isEmpty()) text.append('\n');
      int start = text.length();
      text.append(piece.text());
      blocks.add(
          new Reading.Block(piece.kind(), start, text.length(), piece.level(), piece.page()));
    }
    return new Reading(text.toString(), blocks);
  }
}
