package dev.cairn.corpus.extract.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Even a parser in the hands of a file reaches nothing and nobody.
class SeclusionTest {
  @TempDir static Path root;
  private static Hands hostile;

  @BeforeAll
  static void open() {
    hostile = Hands.hostile(root, Hands.settings(root), Duration.ofSeconds(30));
  }

  @AfterAll
  static void close() {
    hostile.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socket",
        "socket-later",
        "nio",
        "nio-async",
        "url",
        "url-https",
        "url-ftp",
        "url-jar",
        "http-client"
      })
  void nobody_is_called(String how) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(hostile.told(how + " 127.0.0.1:" + server.getLocalPort()));
      server.setSoTimeout(1);
      assertThrows(SocketTimeoutException.class, server::accept);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"datagram", "nio-datagram"})
  void nothing_is_sent(String how) throws IOException {
    try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      assertRefused(hostile.told(how + " 127.0.0.1:" + receiver.getLocalPort()));
      receiver.setSoTimeout(1);
      assertThrows(
          SocketTimeoutException.class, () -> receiver.receive(new DatagramPacket(new byte[9], 9)));
    }
  }

  @Test
  void no_socket_in_a_file_is_reached() throws IOException {
    var path = Path.of(System.getProperty("java.io.tmpdir"), "cairn-" + System.nanoTime());
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      assertRefused(hostile.told("nio-unix " + path));
    } finally {
      Files.deleteIfExists(path);
    }
  }

  @Test
  void no_name_is_looked_up() throws IOException {
    assertRefused(hostile.told("name " + InetAddress.getLocalHost().getHostName() + ":1"));
    assertRefused(hostile.told("name cairn.example:1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve x:0", "nio-serve x:0", "nio-select x:0"})
  void nobody_is_listened_to(String how) throws IOException {
    assertRefused(hostile.told(how));
  }

  @Test
  void no_program_is_run_and_no_foreign_code() throws IOException {
    assertRefused(hostile.told("run /bin/true"));
    assertRefused(hostile.told("native x:0"));
  }

  @Test
  void xml_brings_no_other_file() throws IOException {
    var secret = Files.writeString(root.resolve("secret.txt"), "SECRET");
    for (var address : new String[] {secret.toUri().toString(), "http://127.0.0.1:1/x"}) {
      assertRefused(
          hostile.told(
              "xml <!DOCTYPE r [<!ENTITY a SYSTEM \"%s\">]><r>&a;</r>".formatted(address)));
      assertRefused(hostile.told("xml <!DOCTYPE r SYSTEM \"%s\"><r>text</r>".formatted(address)));
    }
    assertEquals("text", hostile.told("xml <!DOCTYPE r [<!ENTITY a \"text\">]><r>&a;</r>"));
  }

  @Test
  void nothing_of_the_environment_is_known() throws IOException {
    var known = hostile.told("environment");
    assertTrue(known.matches("\\[((LANG|LC_\\w+)(, )?)*]"), known);
  }

  @Test
  void what_is_printed_does_not_come_between() throws IOException {
    assertEquals("printed", hostile.told("print"));
  }

  @Test
  void temporary_files_lie_in_a_folder_of_its_own_that_goes_with_it() throws IOException {
    Path left;
    var one = Files.createDirectory(root.resolve("one"));
    try (var other = Hands.hostile(one, Hands.settings(one), Duration.ofHours(1))) {
      left = Path.of(other.told("temporary"));
      assertTrue(left.startsWith(one), left.toString());
      assertTrue(Files.exists(left));
    }
    assertFalse(Files.exists(left));
    try (var all = Files.list(one.resolve("workers"))) {
      assertEquals(0, all.count());
    }
  }

  private static void assertRefused(String answer) {
    assertTrue(answer.startsWith("refused: ") && !answer.contains("no way: "), answer);
  }
}
