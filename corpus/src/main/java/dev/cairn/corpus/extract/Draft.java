package dev.cairn.corpus.extract;

import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.xml.sax.SAXException;

/// A reading while it is being written: blocks that have their text but no offsets yet.
/// Thread-safe, so that what was read can be had while a parser hangs.
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
  private boolean closed;

  /// @param limit of UTF-16 code units, with separators
  Draft(int limit) {
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  /// How many pieces there are: a mark for what comes after.
  synchronized int size() {
    return pieces.size();
  }

  /// Adds the piece, or as much of it as fits.
  ///
  /// @throws StoppedException if the limit is passed
  /// @throws BrokenOffException if nothing is to be added any more
  synchronized void add(Piece piece) throws SAXException {
    if (piece.text().isEmpty()) return;
    if (closed) throw new BrokenOffException();
    long room = limit - characters;
    characters += piece.text().length() + 1;
    if (piece.text().length() > room) {
      characters = limit;
      var start = CleanText.line(cut(piece.text(), (int) room));
      if (!start.isEmpty()) pieces.add(plain(piece.with(start)));
      throw new StoppedException(Limits.characters(limit));
    }
    pieces.add(plain(piece));
  }

  private static String cut(String text, int length) {
    if (length <= 0) return "";
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  private static Piece plain(Piece piece) {
    boolean heading = piece.kind() == Kind.HEADING;
    return heading && piece.text().length() > LONGEST_HEADING ? piece.as(Kind.PARAGRAPH, 0) : piece;
  }

  /// From another thread: what there is stays as it is.
  synchronized void close() {
    closed = true;
  }

  /// Changes the pieces from a mark on, in place.
  synchronized void change(int mark, Consumer<List<Piece>> change) {
    if (!closed) change.accept(pieces.subList(mark, pieces.size()));
  }

  /// Takes back the pieces from a mark on.
  synchronized void undo(int mark) {
    change(
        mark,
        undone -> {
          for (var piece : undone) characters -= piece.text().length() + 1;
          undone.clear();
        });
  }

  /// The pieces from a mark on.
  synchronized List<Piece> since(int mark) {
    return List.copyOf(pieces.subList(mark, pieces.size()));
  }

  synchronized boolean isEmpty() {
    return pieces.isEmpty();
  }

  /// Puts all from the mark on below a heading; does nothing if there is nothing.
  void putBelow(int mark, String name) {
    var text = CleanText.line(name);
    if (text.isEmpty()) return;
    change(
        mark,
        pieces -> {
          if (pieces.isEmpty()) return;
          // The pages of a part are not pages of the whole.
          pieces.replaceAll(piece ->
              piece.kind() == Kind.HEADING
                  ? piece.as(Kind.HEADING, piece.level() + 1).onPage(0)
                  : piece.onPage(0));
          pieces.addFirst(new Piece(Kind.HEADING, 1, 0, text, Zone.MAIN, false));
          characters += text.length() + 1;
        });
  }

  synchronized Reading reading() {
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
