package dev.cairn.indexer.embed;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

/// Lets the native library of ONNX Runtime live in a folder of ours. By itself it is unpacked into
/// the temporary folder, anew at every start, and stays there when the process is killed.
final class NativeFiles {
  private static final System.Logger LOG = System.getLogger(NativeFiles.class.getName());
  private static final String ONNX = "/ai/onnxruntime/native/";
  private static final String FOLDER = "onnxruntime.native.path";

  private static boolean prepared;

  private NativeFiles() {}

  /// Must be called before any class of the library is loaded; later calls do nothing.
  ///
  /// @throws IOException if the folder cannot be written
  static synchronized void prepare(Path folder) throws IOException {
    if (prepared) return;
    var home = Files.createDirectories(folder.toAbsolutePath());
    if (System.getProperty(FOLDER) == null) System.setProperty(FOLDER, unpacked(home).toString());
    prepared = true;
  }

  /// Runs what loads the library, and deletes the empty folder that this makes in the temporary
  /// folder, which else would stay there when the process is killed.
  static synchronized <T> T withoutTraces(Callable<T> loading) throws Exception {
    var before = traces();
    try {
      return loading.call();
    } finally {
      for (var trace : traces())
        if (!before.contains(trace))
          try {
            Files.deleteIfExists(trace);
          } catch (DirectoryNotEmptyException e) {
            LOG.log(System.Logger.Level.DEBUG, "it belongs to another process", e);
          }
    }
  }

  private static Set<Path> traces() throws IOException {
    var temporary = Path.of(System.getProperty("java.io.tmpdir"));
    var traces = new HashSet<Path>();
    try (var all = Files.newDirectoryStream(temporary, "onnxruntime-java*")) {
      all.forEach(traces::add);
    }
    return traces;
  }

  /// The folder in which the libraries of ONNX Runtime lie whole.
  private static Path unpacked(Path home) throws IOException {
    var main = System.mapLibraryName("onnxruntime");
    var folder = home.resolve("onnxruntime-" + Long.toHexString(entry(main).getCrc()));
    Files.createDirectories(folder);
    unpack(main, folder);
    unpack(System.mapLibraryName("onnxruntime4j_jni"), folder);
    return folder;
  }

  private static void unpack(String name, Path folder) throws IOException {
    var file = folder.resolve(name);
    if (Files.isRegularFile(file) && Files.size(file) == entry(name).getSize()) return;
    var draft = folder.resolve(name + "." + UUID.randomUUID() + ".part");
    try (var in = NativeFiles.class.getResourceAsStream(resource(name));
        var out = FileChannel.open(draft, WRITE, CREATE_NEW)) {
      if (in == null) throw new FileNotFoundException(name);
      in.transferTo(Channels.newOutputStream(out));
      out.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
    Files.move(draft, file, ATOMIC_MOVE);
  }

  private static java.util.zip.ZipEntry entry(String name) throws IOException {
    var found = NativeFiles.class.getResource(resource(name));
    if (found == null || !(found.openConnection() instanceof JarURLConnection jar))
      throw new FileNotFoundException(name + " for " + platform());
    return jar.getJarEntry();
  }

  private static String resource(String name) {
    return ONNX + platform() + "/" + name;
  }

  private static String platform() {
    var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    var os = system.contains("win") ? "win" : system.contains("mac") ? "osx" : "linux";
    var processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return os + (processor.matches("aarch64|arm64") ? "-aarch64" : "-x64");
  }
}
