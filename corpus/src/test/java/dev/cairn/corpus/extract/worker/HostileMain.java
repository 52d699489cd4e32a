package dev.cairn.corpus.extract.worker;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Part;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.xml.parsers.DocumentBuilderFactory;

/// A child in which the worst has happened: the parser does what the file tells it to do. All but
/// the parser is as it is in production.
final class HostileMain {
  private HostileMain() {}

  public static void main(String[] arguments) {
    Worker.run(
        Launch.read(HostileMain.class.getName(), arguments), (_, _) -> new HostileExtractor());
  }

  private static final class HostileExtractor implements Extractor {
    private static final List<byte[]> kept = new ArrayList<>();

    @Override
    public Extraction extract(Request request) {
      try {
        var words = Files.readString(request.bytes()).split(" ", 2);
        var what = words.length > 1 ? words[1].strip() : "";
        return switch (words[0]) {
          case "hang" -> {
            while (true) Thread.onSpinWait();
          }
          case "end" -> {
            Runtime.getRuntime().halt(Integer.parseInt(what));
            yield says("went on");
          }
          // Once only: leaves a mark, and does not do it again where there is one.
          case "end-once" -> {
            var mark = Path.of(what);
            if (!Files.exists(mark)) {
              Files.createFile(mark);
              Files.createFile(request.room().resolve("half a part"));
              Runtime.getRuntime().halt(137);
            }
            yield says("room holds " + names(request.room()));
          }
          case "garbage" -> {
            var out = new FileOutputStream(FileDescriptor.out);
            out.write(new byte[100_000]);
            out.flush();
            new CountDownLatch(1).await();
            yield says("went on");
          }
          case "print" -> {
            System.out.println("Hello!");
            yield says("printed");
          }
          case "eat" -> {
            while (true) kept.add(new byte[1 << 20]);
          }
          case "part-outside" ->
              new Extraction.NoText(
                  "An archive.",
                  Metadata.none(),
                  "application/zip",
                  List.of(new Part.Whole("x", Path.of(what), Metadata.none())));
          case "pid" -> says(String.valueOf(ProcessHandle.current().pid()));
          case "environment" -> says(String.valueOf(System.getenv().keySet()));
          case "temporary" -> {
            var file = Files.createTempFile("left", "behind");
            yield says(file.toString());
          }
          case "xml" -> says(xml(what));
          case "run" -> {
            new ProcessBuilder(what).start().waitFor();
            yield says("ran");
          }
          default -> {
            connect(words[0], what);
            yield says("came through");
          }
        };
      } catch (OutOfMemoryError e) {
        kept.clear();
        return new Extraction.Failed(
            new Extraction.Shortfall.Stopped(
                new dev.cairn.corpus.Limit(dev.cairn.corpus.Limit.Kind.MEMORY, "there is")),
            "x/y");
      } catch (Throwable e) {
        return says("refused: " + e);
      }
    }

    private static String names(Path room) throws IOException {
      try (var all = Files.list(room)) {
        return String.valueOf(all.toList());
      }
    }

    /// @param where `host:port`, or a path
    @SuppressWarnings("restricted")
    private static void connect(String how, String where) throws Exception {
      int colon = where.lastIndexOf(':');
      var host = where.substring(0, Math.max(0, colon));
      int port = colon < 0 ? 0 : Integer.parseInt(where.substring(colon + 1));
      var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      switch (how) {
        case "name" -> InetAddress.getByName(host);
        case "socket" -> new Socket(loopback, port).close();
        case "socket-later" -> {
          try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback, port));
          }
        }
        case "serve" -> new ServerSocket(0).close();
        case "datagram" -> {
          try (var socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[1], 1, loopback, port));
          }
        }
        case "nio" -> SocketChannel.open(new InetSocketAddress(loopback, port)).close();
        case "nio-serve" -> ServerSocketChannel.open().close();
        case "nio-unix" ->
            SocketChannel.open(StandardProtocolFamily.UNIX)
                .connect(UnixDomainSocketAddress.of(where));
        case "nio-datagram" ->
            DatagramChannel.open()
                .send(ByteBuffer.allocate(1), new InetSocketAddress(loopback, port));
        case "nio-select" -> Selector.open().close();
        case "nio-async" ->
            AsynchronousSocketChannel.open().connect(new InetSocketAddress(loopback, port)).get();
        case "url" -> URI.create("http://127.0.0.1:" + port + "/").toURL().openStream().close();
        case "url-https" -> URI.create("https://127.0.0.1:" + port).toURL().openStream().close();
        case "url-ftp" -> URI.create("ftp://127.0.0.1:" + port).toURL().openStream().close();
        case "url-jar" ->
            URI.create("jar:http://127.0.0.1:" + port + "/a.jar!/a").toURL().openStream().close();
        case "http-client" -> {
          try (var client = HttpClient.newHttpClient()) {
            client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build(),
                HttpResponse.BodyHandlers.discarding());
          }
        }
        case "native" -> {
          try (var _ = Arena.ofConfined()) {
            var linker = Linker.nativeLinker();
            linker.downcallHandle(
                linker.defaultLookup().findOrThrow("getpid"),
                java.lang.foreign.FunctionDescriptor.of(java.lang.foreign.ValueLayout.JAVA_INT));
          }
        }
        default -> throw new IllegalArgumentException("no way: " + how);
      }
    }

    /// What an ordinary parser makes of an entity.
    private static String xml(String text) throws Exception {
      var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      return builder
          .parse(new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
          .getDocumentElement()
          .getTextContent();
    }

    private static Extraction says(String words) {
      return new Extraction.Text(
          new Reading(words, List.of(new Block(Block.Kind.PARAGRAPH, 0, words.length(), 0, 0))),
          Metadata.none(),
          "text/plain",
          List.of(),
          Optional.empty());
    }

    @Override
    public String version() {
      return "hostile";
    }

    @Override
    public void close() {
      throw new UncheckedIOException(new IOException("never"));
    }
  }
}
