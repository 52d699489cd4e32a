package dev.cairn.indexer.sources;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// Where a page leads to, and whether it wants to be kept and followed.
///
/// @param kept whether the page lets itself be kept
record Links(List<URI> to, boolean kept) {
  private static final Links NONE = new Links(List.of(), true);

  /// Links beyond are not looked at.
  private static final int BYTES = 8 << 20;

  private static final int MOST = 5_000;

  /// Whether pages of this kind lead anywhere; what a server does not name may.
  static boolean in(String mediaType) {
    return mediaType.isEmpty()
        || mediaType.equals("text/html")
        || mediaType.equals("application/xhtml+xml");
  }

  /// @param page is read, not closed
  /// @param robots what the server says to crawlers in a header
  static Links of(InputStream page, Optional<String> charset, URI at, String robots)
      throws IOException {
    Document document;
    try {
      document = parsed(page, charset.orElse(null), at);
    } catch (RuntimeException e) {
      // A page that no parser understands leads nowhere.
      return new Links(NONE.to(), !robots.contains("noindex"));
    }
    var said = new StringBuilder(robots);
    for (var meta : document.select("meta[name]"))
      if (List.of("robots", "cairn").contains(meta.attr("name").toLowerCase(Locale.ROOT)))
        said.append(',').append(meta.attr("content").toLowerCase(Locale.ROOT));
    boolean none = said.toString().matches("(?s).*\\bnone\\b.*");
    boolean kept = !none && said.indexOf("noindex") < 0;
    if (none || said.indexOf("nofollow") >= 0) return new Links(List.of(), kept);
    var to = new LinkedHashSet<URI>();
    for (var link : document.select("a[href], area[href]")) {
      if (to.size() == MOST) break;
      if (link.attr("rel").toLowerCase(Locale.ROOT).contains("nofollow")) continue;
      Fetcher.resolved(at, link.attr("abs:href")).ifPresent(to::add);
    }
    return new Links(List.copyOf(to), kept);
  }

  private static Document parsed(InputStream page, @Nullable String charset, URI at)
      throws IOException {
    return Jsoup.parse(new Bounded(page, BYTES), charset, at.toString());
  }
}
