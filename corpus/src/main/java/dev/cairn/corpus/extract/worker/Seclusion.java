package dev.cairn.corpus.extract.worker;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Takes from a child what no parser needs: the network, other programs, other files by way of XML,
/// and code that is not Java.
final class Seclusion {
  /// The addresses that lead nowhere but into files.
  private static final Set<String> HERE = Set.of("file", "jar", "jrt");

  private Seclusion() {}

  /// What must be said before a virtual machine starts.
  ///
  /// @param folder of the child
  /// @param programs whether it may run other programs
  static List<String> options(Path folder, boolean programs) {
    var options =
        new ArrayList<>(
            List.of(
                // Names of hosts are looked up in this file only, which is not there.
                "-Djdk.net.hosts.file=" + folder.resolve("no-hosts"),
                "-Djava.nio.channels.spi.SelectorProvider=" + NoChannels.class.getName(),
                "-Djava.nio.channels.spi.AsynchronousChannelProvider="
                    + NoAsynchronousChannels.class.getName(),
                "-Djavax.xml.accessExternalDTD=",
                "-Djavax.xml.accessExternalSchema=",
                "-Djavax.xml.accessExternalStylesheet=",
                "--illegal-native-access=deny"));
    if (!programs)
      options.addAll(
          List.of(
              "-Djdk.lang.Process.launchMechanism=POSIX_SPAWN",
              "--add-opens=java.base/java.lang=ALL-UNNAMED"));
    return options;
  }

  /// What can be said only once it runs. Holds until its end and cannot be taken back.
  ///
  /// @param programs whether it may run other programs
  /// @throws IOException if somebody else said something else before
  @SuppressWarnings("deprecation")
  static void begin(boolean programs) throws IOException {
    if (!programs) forgetHowToRunPrograms();
    Socket.setSocketImplFactory(() -> {
      throw new NoNetworkException();
    });
    ServerSocket.setSocketFactory(() -> {
      throw new NoNetworkException();
    });
    DatagramSocket.setDatagramSocketImplFactory(() -> {
      throw new NoNetworkException();
    });
    URL.setURLStreamHandlerFactory(protocol -> HERE.contains(protocol) ? null : new Nowhere());
  }

  /// A program is run by way of a helper of the JDK; here its path is wiped out, so that the system
  /// finds none. An impossible launch mechanism, which would need no reflection, also makes
  /// `System.getenv(String)` fail, and Tika asks for variables.
  private static void forgetHowToRunPrograms() {
    try {
      var field = Class.forName("java.lang.ProcessImpl").getDeclaredField("helperpath");
      field.setAccessible(true);
      if (field.get(null) instanceof byte[] path) Arrays.fill(path, (byte) 0);
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.getLogger(Seclusion.class.getName())
          .log(System.Logger.Level.WARNING, "this Java can still run other programs", e);
    }
  }

  /// A socket was asked for. Unchecked: the places where it is thrown allow no other.
  static final class NoNetworkException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    NoNetworkException() {
      super("there is no network where files are read");
    }
  }

  /// Addresses can be written down and not followed.
  private static final class Nowhere extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL address) throws IOException {
      throw new IOException("there is no network where files are read");
    }

    @Override
    protected URLConnection openConnection(URL address, Proxy proxy) throws IOException {
      return openConnection(address);
    }
  }
}
