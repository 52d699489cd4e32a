package dev.cairn.corpus.extract;

import dev.cairn.corpus.Reading.Block.Kind;
import dev.cairn.corpus.extract.Draft.Piece;
import java.util.List;
import java.util.regex.Pattern;

/// Puts right what office files leave unsaid.
final class OfficeText {
  private static final Pattern NUMBER = Pattern.compile("^(?:\\d{1,3}|[a-z])[.)]\\s+(?=\\S)");

  /// A bold line up to this length is a heading where the file knows no others.
  private static final int LONGEST_BOLD_HEADING = 120;

  private OfficeText() {}

  static void tidy(List<Piece> pieces) {
    dropSenselessNumbers(pieces);
    if (pieces.stream().noneMatch(piece -> piece.kind() == Kind.HEADING)) findHeadings(pieces);
  }

  /// Many people make headings by setting a line in bold.
  private static void findHeadings(List<Piece> pieces) {
    for (int i = 0; i + 1 < pieces.size(); i++) {
      var piece = pieces.get(i);
      var text = piece.text();
      boolean heading =
          piece.kind() == Kind.PARAGRAPH
              && piece.bold()
              && text.length() <= LONGEST_BOLD_HEADING
              && !text.matches(".*[.;,]");
      if (heading) pieces.set(i, piece.as(Kind.HEADING, 2));
    }
  }

  /// Some lists are numbered 1, 1, 1 by the library that reads them: such numbers say nothing.
  private static void dropSenselessNumbers(List<Piece> pieces) {
    for (int i = 0; i < pieces.size(); ) {
      var number = NUMBER.matcher(pieces.get(i).text());
      int next = i + 1;
      if (pieces.get(i).kind() == Kind.LIST_ITEM && number.find()) {
        while (next < pieces.size() && begins(pieces.get(next), number.group())) next++;
        if (next - i > 1)
          for (int k = i; k < next; k++) {
            var piece = pieces.get(k);
            pieces.set(k, piece.with(piece.text().substring(number.group().length())));
          }
      }
      i = next;
    }
  }

  private static boolean begins(Piece piece, String number) {
    return piece.kind() == Kind.LIST_ITEM
        && piece.text().startsWith(number)
        && piece.text().length() > number.length();
  }
}
