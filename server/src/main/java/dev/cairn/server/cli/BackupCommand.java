package dev.cairn.server.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn backup`
@Command(
    name = "backup",
    description = {
      "Writes everything that cannot be made again into one file, as it stands at one moment."
          + " Serving goes on.",
      "The file appears under its name only when it is whole and was read through once."
    })
final class BackupCommand implements Callable<Failure.Status> {
  private final Terminal terminal;
  private final Session.Opener opener;

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "FILE", description = "Where to write it.")
  private Path file = Path.of("");

  @Option(names = "--force", description = "Write over a file that is there.")
  private boolean force;

  @Option(
      names = "--with-texts",
      description = "With the texts that were read, so that a restored server need not read again.")
  private boolean derived;

  @Option(names = "--json", description = "The end as one JSON object.")
  private boolean json;

  BackupCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Failure.Status call() {
    refuseExisting();
    var folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder))
      throw Failure.usage("There is no folder '" + folder + "' to write into.");
    try (var session = opener.open(data.existing())) {
      Path temporary = Files.createTempFile(folder, ".cairn-backup-", ".part");
      try {
        try (var out =
            new BufferedOutputStream(
                Files.newOutputStream(temporary, StandardOpenOption.TRUNCATE_EXISTING))) {
          session.api().fetch(new Api.Address("/api/admin/backup").with("derived", derived), out);
        }
        long entries = readThrough(temporary);
        try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        refuseExisting();
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        tell(entries, Files.size(file));
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw Failure.failed("'" + file + "' cannot be written.");
    } catch (IOException e) {
      throw Failure.failed("'" + file + "' cannot be written: " + e.getMessage() + ".");
    }
    return Failure.Status.OK;
  }

  private void refuseExisting() {
    if (!force && Files.exists(file))
      throw Failure.usage("'" + file + "' is there already; --force writes over it.");
  }

  /// Reads every entry, which compares each with its checksum.
  ///
  /// @return how many there are
  private static long readThrough(Path archive) throws IOException {
    try (var zip = new ZipFile(archive.toFile())) {
      var buffer = new byte[1 << 16];
      var entries = zip.entries();
      long count = 0;
      while (entries.hasMoreElements())
        try (var in = zip.getInputStream(entries.nextElement())) {
          while (in.read(buffer) >= 0) {
            // only read
          }
          count++;
        }
      return count;
    } catch (ZipException e) {
      throw Failure.failed("The backup did not arrive whole, and nothing was kept; try it again.");
    }
  }

  private void tell(long entries, long bytes) {
    if (json) {
      var shape = new LinkedHashMap<String, Object>();
      shape.put("file", file.toString());
      shape.put("entries", entries);
      shape.put("bytes", bytes);
      terminal.out().println(Api.JSON.writeValueAsString(shape));
      return;
    }
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "'%s' holds everything: %,d entries, %,d bytes, read through.",
                file,
                entries,
                bytes));
  }
}
