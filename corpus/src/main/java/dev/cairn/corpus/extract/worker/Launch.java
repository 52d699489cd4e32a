package dev.cairn.corpus.extract.worker;

import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.ExtractSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// How a child is started.
///
/// @param main class whose main method is run
/// @param heapBytes of the child
/// @param settings how files are read
/// @param zone in which a day begins
/// @param mostFiles after which the child ends itself
record Launch(String main, long heapBytes, ExtractSettings settings, ZoneId zone, int mostFiles) {
  /// What a process may take beside its heap, in bytes: code, classes, stacks, buffers.
  private static final long BESIDE_HEAP = 384L << 20;

  private static final long STEP = 1L << 20;

  static Launch of(WorkerSettings settings, ExtractSettings reading, Clock clock) {
    return new Launch(
        WorkerMain.class.getName(),
        settings.heapBytes(),
        reading,
        clock.getZone(),
        settings.filesPerChild());
  }

  Launch withMain(Class<?> other) {
    return new Launch(other.getName(), heapBytes, settings, zone, mostFiles);
  }

  /// A process that takes more bytes of memory than this has grown beyond reason.
  long mostMemory() {
    return heapBytes + BESIDE_HEAP;
  }

  /// The other side of `arguments`.
  static Launch read(String main, String[] arguments) {
    var values = Arrays.asList(arguments).iterator();
    return new Launch(
        main,
        Long.parseLong(values.next()),
        new ExtractSettings(
            new ExtractLimits(
                Duration.parse(values.next()),
                Integer.parseInt(values.next()),
                Integer.parseInt(values.next()),
                Integer.parseInt(values.next()),
                Integer.parseInt(values.next()),
                Long.parseLong(values.next()),
                Long.parseLong(values.next())),
            Boolean.parseBoolean(values.next())),
        ZoneId.of(values.next()),
        Integer.parseInt(values.next()));
  }

  private List<String> arguments() {
    var limits = settings.limits();
    return List.of(
        String.valueOf(heapBytes),
        limits.time().toString(),
        String.valueOf(limits.characters()),
        String.valueOf(limits.depth()),
        String.valueOf(limits.parts()),
        String.valueOf(limits.expansion()),
        String.valueOf(limits.partBytes()),
        String.valueOf(limits.roomBytes()),
        String.valueOf(settings.ocr()),
        zone.getId(),
        String.valueOf(mostFiles));
  }

  /// @param folder for whatever the child leaves lying about; there, and empty
  Process start(Path folder) throws IOException {
    var builder = new ProcessBuilder(command(folder)).directory(folder.toFile());
    clear(builder.environment());
    return builder.start();
  }

  List<String> command(Path folder) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms" + Math.min(heapBytes, 64 * STEP) / STEP + "m",
            "-Xmx" + heapBytes / STEP + "m",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:MaxMetaspaceSize=192m",
            "-XX:ReservedCodeCacheSize=96m",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + folder.resolve("error.log"),
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + folder,
            "-Duser.home=" + folder,
            // What is read must not depend on the machine.
            "-Duser.language=en",
            "-Duser.country=US",
            "-Duser.timezone=" + zone.getId()));
    command.addAll(Seclusion.options(folder, settings.ocr()));
    command.addAll(List.of("-cp", classPath(), main));
    command.addAll(arguments());
    return command;
  }

  /// That of this process. A jar that was started with `-jar` names further ones in its manifest,
  /// also where it is named in a class path.
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        // A child has another working directory.
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Takes away what may be secret or lead outside; leaves the language, by which the names of
  /// files are encoded, and what a program cannot run without.
  private void clear(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(name -> {
          var upper = name.toUpperCase(Locale.ROOT);
          boolean language = upper.equals("LANG") || upper.startsWith("LC_");
          boolean program = upper.equals("PATH") || upper.equals("TESSDATA_PREFIX");
          return !(language || upper.equals("SYSTEMROOT") || settings.ocr() && program);
        });
  }
}
