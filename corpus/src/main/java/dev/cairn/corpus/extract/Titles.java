package dev.cairn.corpus.extract;

import dev.cairn.corpus.Reading.Block.Kind;
import dev.cairn.corpus.extract.Draft.Piece;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a file is called, when what it says of itself is compared with what it shows.
final class Titles {
  /// Only what stands so near the top can be a title, in pieces.
  private static final int NEAR_TOP = 4;

  /// Kinds of files whose first heading is theirs; that of an archive is the name of a part, that
  /// of a workbook the name of a sheet.
  private static final Pattern HEADED =
      Pattern.compile("html|markdown|pdf|word|presentation|powerpoint|opendocument.text|rtf|epub");

  private Titles() {}

  /// The title that the file declares, without the name of its site if the first heading shows
  /// where that begins; else its first heading.
  static Optional<String> best(Optional<String> declared, Draft draft, String mediaType) {
    if (!HEADED.matcher(mediaType).find()) return declared;
    var top =
        draft.since(0).stream()
            .limit(NEAR_TOP)
            .filter(piece -> piece.kind() == Kind.HEADING && piece.level() <= 2)
            .map(Piece::text)
            .flatMap(text -> Plausible.title(text).stream())
            .findFirst();
    if (declared.isEmpty()) return top;
    var title = declared.get();
    if (!mediaType.contains("html")) return declared;
    return top.filter(heading -> isTitleWithoutSite(heading, title)).or(() -> declared);
  }

  private static boolean isTitleWithoutSite(String heading, String title) {
    return title.startsWith(heading)
        && title.substring(heading.length()).matches("\\s+[|–—·-]\\s.*");
  }
}
