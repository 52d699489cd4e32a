package dev.cairn.indexer.sources;

import dev.cairn.corpus.ContentId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/// Fetches one page at a time: from allowed hosts only, by http and https, from public addresses.
/// Redirects are followed by hand, each of them judged like a first request. Sends no cookies and
/// signs in nowhere. For one thread.
final class Fetcher implements AutoCloseable {
  private static final int REDIRECTS = 5;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /// A page that comes in drops is given up.
  private static final Duration WHOLE = Duration.ofMinutes(3);

  static final String AGENT = "Cairn/0.1 (knowledge management server; fetches for its readers)";

  private final List<String> allowedHosts;
  private final Path folder;
  private final CloseableHttpClient client;
  private int files;

  /// @param folder for what is fetched
  Fetcher(List<String> allowedHosts, AddressRule rule, Path folder) {
    this.allowedHosts = allowedHosts;
    this.folder = folder;
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new Judging(rule))
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(CONNECT))
                    .setSocketTimeout(Timeout.of(SILENCE))
                    .build())
            .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(Timeout.of(SILENCE)).build())
            .build();
    client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setUserAgent(AGENT)
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableAutomaticRetries()
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setRedirectsEnabled(false)
                    .setAuthenticationEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .setConnectionRequestTimeout(Timeout.of(CONNECT))
                    .setResponseTimeout(Timeout.of(SILENCE))
                    .build())
            .build();
  }

  /// Resolves names, and addresses that are written out, and judges what they lead to at the moment
  /// of connecting.
  private record Judging(AddressRule rule) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return rule.judged(host, InetAddress.getAllByName(host));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /// What came of asking for a page.
  sealed interface Fetched {
    /// @param at the address after all redirects
    /// @param mediaType in lower case; empty where the server does not say
    /// @param robots what the header `X-Robots-Tag` says, in lower case
    /// @param validator to ask by whether it has changed
    record Page(
        URI at,
        Optional<String> mediaType,
        Optional<String> charset,
        Path file,
        long bytes,
        ContentId content,
        String robots,
        String validator)
        implements Fetched {}

    record NotModified() implements Fetched {}

    /// It is not there any more, the server says.
    record Gone() implements Fetched {}

    /// @param forGood whether it will not be there again
    record Elsewhere(URI to, boolean forGood) implements Fetched {}

    /// It is of a kind that is not taken.
    record Unwanted(String mediaType) implements Fetched {}

    record TooLarge(long limitBytes) implements Fetched {}

    /// @param sentence for the operator
    record Failed(String sentence) implements Fetched {}
  }

  /// Which kinds of pages are taken.
  interface Wanted {
    boolean test(String mediaType);
  }

  /// @param follow whether to follow redirects; else the first one is the answer
  /// @param validator of the state that is known; else empty
  Fetched get(URI address, String validator, Wanted wanted, long limitBytes, boolean follow) {
    var at = address;
    boolean forGood = true;
    for (int i = 0; i <= REDIRECTS; i++) {
      var fetched = once(at, i == 0 ? validator : "", wanted, limitBytes);
      if (!(fetched instanceof Fetched.Elsewhere(var to, var lasting))) return fetched;
      forGood &= lasting;
      if (!follow) return new Fetched.Elsewhere(to, forGood);
      at = to;
    }
    return new Fetched.Failed("It redirects more than " + REDIRECTS + " times.");
  }

  private Fetched once(URI at, String validator, Wanted wanted, long limitBytes) {
    if (!PageUrl.allowed(at, allowedHosts))
      return new Fetched.Failed(
          "It leads to '"
              + PageUrl.authority(at)
              + "', which is not in the setting sources.allowed-hosts.");
    var request = new HttpGet(at);
    request.setHeader(HttpHeaders.ACCEPT, "text/html, application/pdf;q=0.9, */*;q=0.5");
    Validators.ask(validator, request::setHeader);
    try (var response = client.executeOpen(null, request, null)) {
      return answer(at, response, wanted, limitBytes);
    } catch (UnknownHostException e) {
      return new Fetched.Failed(
          "'"
              + at.getHost()
              + "' has no address, or leads to one that is not public; pages are fetched from"
              + " public addresses only.");
    } catch (IOException | RuntimeException e) {
      System.getLogger(Fetcher.class.getName())
          .log(System.Logger.Level.DEBUG, "a page cannot be fetched", e);
      return new Fetched.Failed("'" + at.getHost() + "' does not answer as it should.");
    }
  }

  private Fetched answer(URI at, ClassicHttpResponse response, Wanted wanted, long limitBytes)
      throws IOException {
    int code = response.getCode();
    return switch (code) {
      case 200 -> page(at, response, wanted, limitBytes);
      case 304 -> new Fetched.NotModified();
      case 404, 410 -> new Fetched.Gone();
      case 301, 302, 303, 307, 308 ->
          target(at, response)
              .<Fetched>map(to -> new Fetched.Elsewhere(to, code == 301 || code == 308))
              .orElseGet(() -> new Fetched.Failed("It redirects to no address of a page."));
      default -> new Fetched.Failed("The server answers " + code + ".");
    };
  }

  private static Optional<URI> target(URI at, ClassicHttpResponse response) {
    var location = Optional.ofNullable(response.getFirstHeader(HttpHeaders.LOCATION));
    return location.map(Header::getValue).flatMap(value -> resolved(at, value));
  }

  /// An address as it stands in a header or a page; empty if it leads to no page.
  static Optional<URI> resolved(URI at, String address) {
    try {
      return PageUrl.normal(at.resolve(new URI(address.strip().replace(" ", "%20"))));
    } catch (URISyntaxException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Fetched page(URI at, ClassicHttpResponse response, Wanted wanted, long limitBytes)
      throws IOException {
    var entity = response.getEntity();
    if (entity == null) return new Fetched.Failed("The server sends an empty answer.");
    // Lenient: what cannot be read of it is as if it were not said.
    var type = ContentType.parseLenient(entity.getContentType());
    Optional<String> mediaType =
        Optional.ofNullable(type).map(t -> t.getMimeType().toLowerCase(Locale.ROOT));
    if (!wanted.test(mediaType.orElse("")))
      return new Fetched.Unwanted(mediaType.orElse("unknown"));
    if (entity.getContentLength() > limitBytes) return new Fetched.TooLarge(limitBytes);
    var file = folder.resolve(String.valueOf(files++));
    var digest = Hashing.sha256();
    long bytes = 0;
    long end = System.nanoTime() + WHOLE.toNanos();
    try (var in = entity.getContent();
        OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
      var buffer = new byte[16 << 10];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes += count;
        // What is sent compressed is counted as it is.
        if (bytes > limitBytes) return new Fetched.TooLarge(limitBytes);
        if (System.nanoTime() - end > 0)
          return new Fetched.Failed(
              "It takes longer than " + WHOLE.toMinutes() + " minutes to come.");
        out.write(buffer, 0, count);
      }
    }
    return new Fetched.Page(
        at,
        mediaType,
        Optional.ofNullable(type).map(ContentType::getCharset).map(c -> c.name()),
        file,
        bytes,
        Hashing.content(digest),
        header(response, "X-Robots-Tag").toLowerCase(Locale.ROOT),
        Validators.of(
            header(response, HttpHeaders.ETAG), header(response, HttpHeaders.LAST_MODIFIED)));
  }

  private static String header(ClassicHttpResponse response, String name) {
    var header = response.getFirstHeader(name);
    return header == null || header.getValue() == null ? "" : header.getValue();
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
