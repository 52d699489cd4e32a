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
      "Brings files in: files, folders with all that is below them, archives and mail with what"
          + " lies in them.",
      "Ends when every file has its outcome; exit status 3 if some were not taken in, or only in"
          + " part. Files without text are named, and are no reason for 3."
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

  @Option(
      names = "--password",
      paramLabel = "WORD",
      description = "To be tried where a file is locked; may be given several times.")
  private List<String> passwords = new ArrayList<>();

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
      new Upload(session.api(), list, passwords, tally, progress).send(title(), all);
    }
    progress.clear();
    return tally.summary(progress.took());
  }

  private String title() {
    var first = Terminal.line(String.valueOf(paths.getFirst().normalize().getFileName()));
    var name = first.isEmpty() ? "Files" : first.substring(0, Math.min(first.length(), 150));
    return paths.size() == 1 ? name : name + " and " + (paths.size() - 1) + " more";
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
