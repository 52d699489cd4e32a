package dev.cairn.indexer.sources;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A web server on this machine.
final class LocalSite implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> cookies = new CopyOnWriteArrayList<>();
  final List<String> agents = new CopyOnWriteArrayList<>();

  private record Page(int code, Map<String, String> headers, byte[] body) {}

  LocalSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  URI at(String path) {
    return URI.create("http://" + host() + path);
  }

  String place(String path) {
    return PageUrl.place(at(path));
  }

  void html(String path, String body) {
    put(path, 200, Map.of("Content-Type", "text/html; charset=utf-8", "ETag", tag(body)), body);
  }

  private static String tag(String body) {
    return "\"" + Integer.toHexString(body.hashCode()) + "\"";
  }

  void put(String path, int code, Map<String, String> headers, String body) {
    pages.put(path, new Page(code, headers, body.getBytes(StandardCharsets.UTF_8)));
  }

  void redirect(String path, int code, String to) {
    put(path, code, Map.of("Location", to), "");
  }

  void remove(String path) {
    pages.remove(path);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().toString();
      asked.add(path);
      var headers = exchange.getRequestHeaders();
      cookies.addAll(headers.getOrDefault("Cookie", List.of()));
      agents.addAll(headers.getOrDefault("User-Agent", List.of()));
      var page = pages.get(path);
      if (page == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      page.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Set-Cookie", "a=b");
      if (page.headers().containsKey("ETag")
          && headers
              .getOrDefault("If-None-Match", List.of())
              .contains(page.headers().get("ETag"))) {
        asked.add("304 " + path);
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      exchange.sendResponseHeaders(page.code(), page.body().length == 0 ? -1 : page.body().length);
      exchange.getResponseBody().write(page.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
