package dev.cairn.indexer.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Item;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebTest {
  @TempDir Path scratch;
  private Shore shore;
  private LocalSite site;

  @BeforeEach
  void open() throws IOException {
    shore = new Shore(scratch);
    site = new LocalSite();
    // The server of the test is no public one.
    shore.addresses = InetAddress::isLoopbackAddress;
    allow(site.host());
  }

  private void allow(String... hosts) {
    shore.settings = shore.settings.withAllowed(List.of(), List.of(hosts));
  }

  @AfterEach
  void close() {
    site.close();
    shore.close();
  }

  private Source follow(String path, int depth) {
    return shore.follow(new Source.Origin.Web(site.at(path), depth));
  }

  private Set<String> places(String... paths) {
    return java.util.Arrays.stream(paths)
        .map(site::place)
        .collect(java.util.stream.Collectors.toSet());
  }

  @Test
  void pages_of_the_same_host_below_the_first_are_followed_so_deep() throws IOException {
    site.html(
        "/docs/",
        "<a href='a'>a</a> <a href='/other/'>o</a> <a href='http://example.org/docs/'>x</a>");
    site.html("/docs/a", "<a href='b#part'>b</a> <a href='./'>up</a> <a href='mailto:x@y'>m</a>");
    site.html("/docs/b", "<a href='c'>c</a>");
    site.html("/docs/c", "deep");
    site.html("/other/", "other");
    var source = follow("/docs/", 2);
    var sweep = shore.sweep(source);
    assertTrue(sweep.trouble().isEmpty(), sweep.toString());
    assertEquals(places("/docs/", "/docs/a", "/docs/b"), shore.known(source).keySet());
    assertTrue(source.placeSource().startsWith("web:"));
    assertEquals(List.of(), site.cookies);
    assertTrue(site.agents.stream().allMatch(agent -> agent.startsWith("Cairn/")));
    assertFalse(site.asked.contains("/docs/c"));
    assertFalse(java.nio.file.Files.exists(shore.settings.folder().resolve("shore.fetched")));
  }

  @Test
  void pages_that_have_not_changed_are_not_sent_again_and_still_lead_on() throws IOException {
    site.html("/", "<a href='a'>a</a>");
    site.html("/a", "first");
    var source = follow("/", 1);
    shore.sweep(source);
    int stored = shore.opened;
    site.asked.clear();
    var again = shore.sweep(source);
    assertEquals(List.of("/robots.txt", "/", "304 /", "/a", "304 /a"), site.asked);
    assertEquals(stored, shore.opened);
    assertTrue(again.job().isEmpty());
    var id = shore.item(source, site.place("/a")).id();
    site.html("/a", "second");
    assertEquals(1, shore.sweep(source).changed());
    assertEquals(id, shore.item(source, site.place("/a")).id());
    assertEquals("second", shore.known(source).get(site.place("/a")));
  }

  @Test
  void only_what_the_server_says_is_gone_is_gone() throws IOException {
    site.html("/", "<a href='a'>a</a> <a href='b'>b</a> <a href='c'>c</a>");
    for (var page : List.of("/a", "/b", "/c")) site.html(page, "page " + page);
    var source = follow("/", 1);
    shore.sweep(source);
    site.html("/", "<a href='a'>a</a> <a href='b'>b</a>");
    site.remove("/a");
    site.put("/b", 500, Map.of(), "");
    var sweep = shore.sweep(source);
    assertEquals(1, sweep.gone());
    assertTrue(sweep.trouble().orElseThrow().contains("500"), sweep.toString());
    assertEquals(
        places("/", "/b", "/c"), shore.known(source).keySet(), "c is there, without a link");
    site.put("/c", 410, Map.of(), "");
    assertEquals(1, shore.sweep(source).gone());
    site.put("/", 503, Map.of(), "");
    assertTrue(shore.sweep(source).trouble().orElseThrow().contains("first page"));
    assertEquals(places("/", "/b"), shore.known(source).keySet());
  }

  @Test
  void a_page_that_moved_for_good_is_the_same_item() throws IOException {
    site.html("/", "<a href='old'>x</a>");
    site.html("/old", "the page");
    var source = follow("/", 1);
    shore.sweep(source);
    var id = shore.item(source, site.place("/old")).id();
    site.redirect("/old", 301, "/new");
    site.html("/new", "the page");
    var sweep = shore.sweep(source);
    assertEquals(1, sweep.moved());
    assertEquals(id, shore.item(source, site.place("/new")).id());
  }

  @Test
  void redirects_are_followed_to_allowed_hosts_only() throws IOException {
    site.redirect("/start", 302, "http://localhost:1/inside");
    var source = follow("/start", 1);
    assertTrue(shore.sweep(source).trouble().orElseThrow().contains("sources.allowed-hosts"));
    site.redirect("/start", 302, "file:///etc/passwd");
    assertTrue(shore.sweep(source).trouble().orElseThrow().contains("redirects to no address"));
    for (int i = 0; i < 9; i++)
      site.redirect("/start" + (i == 0 ? "" : i), 302, "/start" + (i + 1));
    site.html("/start9", "never seen");
    assertTrue(shore.sweep(source).trouble().orElseThrow().contains("more than 5"));
    assertEquals(Map.of(), shore.known(source));
    site.redirect("/start", 302, "/start/");
    site.html("/start/", "here it is");
    assertTrue(shore.sweep(source).trouble().isEmpty());
    assertEquals(places("/start/"), shore.known(source).keySet());
  }

  @Test
  void robots_are_heard() throws IOException {
    site.put(
        "/robots.txt",
        200,
        Map.of("Content-Type", "text/plain"),
        "User-agent: *\nDisallow: /secret\n\nUser-agent: other\nDisallow: /\n");
    site.html("/", "<a href='secret'>s</a> <a href='a'>a</a> <a rel='nofollow' href='b'>b</a>");
    site.html("/secret", "secret");
    site.html("/a", "<meta name='robots' content='noindex'> <a href='c'>c</a>");
    site.html("/b", "b");
    site.html("/c", "c");
    var source = follow("/", 3);
    shore.sweep(source);
    assertEquals(places("/", "/c"), shore.known(source).keySet());
    assertFalse(site.asked.contains("/secret"));
    site.put("/robots.txt", 200, Map.of(), "User-agent: cairn\nDisallow: /\n");
    assertTrue(shore.sweep(source).trouble().orElseThrow().contains("robots.txt"));
    site.put("/robots.txt", 500, Map.of(), "");
    assertTrue(shore.sweep(source).trouble().orElseThrow().contains("robots.txt"));
    assertEquals(places("/", "/c"), shore.known(source).keySet(), "nothing was taken to be gone");
  }

  @Test
  void only_pages_documents_and_texts_within_the_limit_are_taken() throws IOException {
    shore.settings = shore.settings.withLimitBytes(1_000);
    site.html("/", "<a href='i'>i</a> <a href='l'>l</a> <a href='p'>p</a> <a href='n'>n</a>");
    site.put("/i", 200, Map.of("Content-Type", "image/png"), "picture");
    site.put("/l", 200, Map.of("Content-Type", "text/plain"), "x".repeat(2_000));
    site.put("/p", 200, Map.of("Content-Type", "Application/PDF"), "%PDF-");
    site.put("/n", 200, Map.of(), "unnamed");
    var source = follow("/", 1);
    var sweep = shore.sweep(source);
    assertTrue(sweep.trouble().isEmpty(), sweep.toString());
    assertEquals(places("/", "/p"), shore.known(source).keySet());
    assertTrue(shore.lines.contains(site.place("/l") + " tooLarge"), shore.lines.toString());
  }

  @Test
  void a_page_over_the_number_is_left_out_and_told() throws IOException {
    var s = shore.settings;
    shore.settings =
        new SourceSettings(
            s.folder(),
            s.dataFolder(),
            List.of(),
            s.allowedHosts(),
            s.limitBytes(),
            s.settle(),
            s.delay(),
            3);
    site.html("/", "<a href='1'>1</a> <a href='2'>2</a> <a href='3'>3</a>");
    for (var page : List.of("/1", "/2", "/3")) site.html(page, "page " + page);
    var source = follow("/", 1);
    assertTrue(shore.sweep(source).trouble().orElseThrow().contains("more than 3 pages"));
    assertEquals(3, shore.known(source).size());
  }

  @Test
  void what_a_person_threw_away_is_not_fetched_into_the_results_again() throws IOException {
    site.html("/", "page");
    var source = follow("/", 0);
    shore.sweep(source);
    var item = shore.item(source, site.place("/"));
    shore.catalogue.bin(List.of(item.id()), Shore.ADMIN);
    site.html("/", "changed");
    assertTrue(shore.sweep(source).job().isEmpty());
    assertEquals(
        Item.Binned.Reason.DELETED,
        shore.item(source, site.place("/")).binned().orElseThrow().reason());
  }

  @Test
  void without_allowed_hosts_no_page_may_be_followed() throws IOException {
    allow();
    var sentence =
        assertThrows(
                IllegalArgumentException.class,
                () -> PageUrl.start(site.at("/"), shore.settings.allowedHosts()))
            .getMessage();
    assertTrue(sentence.contains("sources.allowed-hosts"), sentence);
    assertTrue(shore.sweep(follow("/", 0)).trouble().isPresent());
    assertEquals(List.of(), site.asked);
  }

  @Test
  void addresses_that_are_refused_say_why() {
    var allowed = List.of("example.org", "example.org:8080");
    for (var bad :
        List.of(
            "ftp://example.org/",
            "file:///etc/passwd",
            "http://user:secret@example.org/",
            "http://example.com/",
            "http://example.org:22/",
            "http://example.org.evil.net/",
            "http:///path",
            "mailto:a@example.org",
            "http://127.0.0.1/"))
      assertThrows(
          IllegalArgumentException.class, () -> PageUrl.start(URI.create(bad), allowed), bad);
    for (var good :
        List.of(
            "http://example.org",
            "HTTPS://Example.ORG:443/a/../b/./c#x",
            "http://example.org:8080/")) PageUrl.start(URI.create(good), allowed);
    assertEquals(
        "https://example.org/b/c",
        PageUrl.start(URI.create("HTTPS://Example.ORG:443/a/../b/./c#x"), allowed).toString());
  }

  @Test
  void nothing_is_connected_to_that_is_not_public() throws IOException {
    shore.addresses = AddressRule.ONLY_PUBLIC;
    site.html("/", "inside");
    var port = site.host().substring(site.host().indexOf(':'));
    for (var host :
        List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1")) {
      allow(host + port);
      var source =
          shore.follow(new Source.Origin.Web(URI.create("http://" + host + port + "/"), 0));
      assertTrue(shore.sweep(source).trouble().isPresent(), host);
    }
    assertEquals(List.of(), site.asked, "no request arrived");
    assertEquals(0, shore.opened);
  }

  @Test
  void a_redirect_inward_is_not_followed() throws IOException {
    // The first page is on an address that is allowed here; where it leads is judged again.
    try (var inside = new LocalSite()) {
      inside.html("/", "inside");
      var port = inside.host().substring(inside.host().indexOf(':'));
      allow(site.host(), "localhost" + port);
      shore.addresses =
          address -> address.isLoopbackAddress() && !address.getHostName().equals("localhost");
      site.redirect("/", 302, "http://localhost" + port + "/");
      assertTrue(shore.sweep(follow("/", 0)).trouble().isPresent());
      assertEquals(List.of(), inside.asked);
    }
  }

  @Test
  void addresses_of_networks_that_are_not_public_are_known() throws IOException {
    for (var inner :
        List.of(
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.254",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.168.1.1",
            "192.88.99.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "fe80::1",
            "fec0::1",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "2002:a00:1::1",
            "3fff::1"))
      assertFalse(AddressRule.ONLY_PUBLIC.allows(InetAddress.getByName(inner)), inner);
    for (var outer :
        List.of(
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "192.167.0.1",
            "198.17.0.1",
            "198.20.0.1",
            "203.0.114.1",
            "223.255.255.254",
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "2a00:1450::1",
            "2002:808:808::1"))
      assertTrue(AddressRule.ONLY_PUBLIC.allows(InetAddress.getByName(outer)), outer);
  }
}
