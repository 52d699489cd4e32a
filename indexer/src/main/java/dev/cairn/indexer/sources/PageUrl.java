package dev.cairn.indexer.sources;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Addresses of pages: which may be fetched, and how one page has one address.
final class PageUrl {
  private PageUrl() {}

  /// Where a web source begins.
  ///
  /// @throws IllegalArgumentException one sentence, if it may not be fetched
  static URI start(URI start, List<String> allowedHosts) {
    if (allowedHosts.isEmpty())
      throw new IllegalArgumentException(
          "No pages may be fetched; name their hosts in the setting sources.allowed-hosts.");
    if (start.getRawUserInfo() != null)
      throw new IllegalArgumentException(
          "The address bears a name or password; leave it out, Cairn signs in nowhere.");
    var normal =
        normal(start)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "'" + start + "' is no address that begins with http:// or https://."));
    if (!allowed(normal, allowedHosts))
      throw new IllegalArgumentException(
          "'"
              + authority(normal)
              + "' is none of the hosts whose pages may be fetched; add it to the setting"
              + " sources.allowed-hosts.");
    return normal;
  }

  /// The address without fragment, with its host in lower case, without the usual port and without
  /// `.` and `..`; empty if it is none of a page.
  static Optional<URI> normal(URI uri) {
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) return Optional.empty();
    if (uri.getHost() == null || uri.getRawUserInfo() != null) return Optional.empty();
    try {
      var host = uri.getHost().toLowerCase(Locale.ROOT);
      if (!host.startsWith("[")) host = IDN.toASCII(host);
      if (host.endsWith(".")) host = host.substring(0, host.length() - 1);
      int port = uri.getPort() == usualPort(scheme) ? -1 : uri.getPort();
      if (host.isEmpty() || port == 0 || port > 65_535) return Optional.empty();
      var path = withoutDots(path(uri));
      return Optional.of(
          new URI(
              scheme
                  + "://"
                  + host
                  + (port < 0 ? "" : ":" + port)
                  + path
                  + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())));
    } catch (URISyntaxException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// As RFC 3986 removes `.` and `..`, section 5.2.4.
  private static String withoutDots(String path) {
    var kept = new ArrayDeque<String>();
    var segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      var segment = segments[i];
      if (segment.equals("..")) kept.pollLast();
      else if (!segment.equals(".")) kept.addLast(segment);
      if (last && (segment.equals("..") || segment.equals("."))) kept.addLast("");
    }
    return "/" + String.join("/", kept);
  }

  private static String path(URI uri) {
    var path = uri.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  private static int usualPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /// Host, and port where it is not the usual one.
  static String authority(URI normal) {
    return normal.getHost() + (normal.getPort() < 0 ? "" : ":" + normal.getPort());
  }

  static boolean allowed(URI normal, List<String> allowedHosts) {
    return allowedHosts.contains(authority(normal));
  }

  /// Whether the page is of the same host as the first one and lies below its folder.
  static boolean below(URI start, URI page) {
    var folder = path(start).substring(0, path(start).lastIndexOf('/') + 1);
    return start.getScheme().equals(page.getScheme())
        && authority(start).equals(authority(page))
        && path(page).startsWith(folder);
  }

  /// The path of the page's place: one for the page, whether or not its address ends in `/`.
  static String place(URI normal) {
    var address = normal.toString();
    if (normal.getRawQuery() == null && address.endsWith("/"))
      address = address.substring(0, address.length() - 1);
    // `!/` stands between a container and what lies in it.
    return address.replace("!", "%21");
  }
}
