package dev.cairn.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn ingest`
@Command(
    name = "ingest",
    description = {
      "Brings files in: files, folders with all that is below them, archives.",
      "Ends when every file has its outcome; exit status 3 if some were not taken in."
    })
final class IngestCommand implements Callable<Failure.Status> {
  private final Terminal terminal;
  private final Session.Opener opener;

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--metadata",
      paramLabel = "FILE",
      description = "Titles, dates, tags and rights of the files: CSV or TSV with a column 'file'.")
  private Optional<Path> metadata = Optional.empty();

  @Option(names = "--json", description = "One line of JSON for each file, and last a summary.")
  private boolean json;

  IngestCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Failure.Status call() {
    var list = metadata.map(IngestCommand::text);
    var all = new ArrayList<Walk.Found>();
    for (var path : paths) all.addAll(Walk.of(path, metadata.map(this::real).stream().toList()));
    var tally = new Tally(terminal, json, "files");
    var progress = new Progress(terminal, "files");
    try (var session = opener.open(data.folder())) {
      new Upload(session.api(), list, tally, progress, all.size()).send(all);
    }
    progress.clear();
    return tally.summary(progress.took());
  }

  private Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException _) {
      return file.toAbsolutePath();
    }
  }

  /// @throws Failure if it cannot be read
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException _) {
      throw Failure.usage("There is no file '" + file + "'.");
    } catch (IOException _) {
      throw Failure.usage("'" + file + "' cannot be read as text in UTF-8.");
    }
  }
}
