package dev.cairn.corpus.extract;

import dev.cairn.corpus.extract.Draft.Piece;
import dev.cairn.corpus.extract.Draft.Zone;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Tells the matter of a web page from what stands around it on every page of its site.
final class WebPage {
  private WebPage() {}

  /// Removes what is not matter. If the page says what is its main part, only that stays; else its
  /// articles, if they hold most of the text; else all but navigation, header, footer and asides.
  /// Where nothing would be left, everything stays.
  static void keepMatter(List<Piece> pieces) {
    var length = new EnumMap<Zone, Integer>(Zone.class);
    for (var piece : pieces) length.merge(piece.zone(), piece.text().length(), Integer::sum);
    var kept = keptZones(length);
    if (!kept.isEmpty()) pieces.removeIf(piece -> !kept.contains(piece.zone()));
  }

  private static Set<Zone> keptZones(EnumMap<Zone, Integer> length) {
    if (length.containsKey(Zone.MAIN)) return EnumSet.of(Zone.MAIN);
    int articles = length.getOrDefault(Zone.ARTICLE, 0);
    int body = length.getOrDefault(Zone.BODY, 0);
    if (articles > body) return EnumSet.of(Zone.ARTICLE);
    return articles + body > 0 ? EnumSet.of(Zone.ARTICLE, Zone.BODY) : EnumSet.noneOf(Zone.class);
  }
}
