package dev.cairn.server.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The program: its commands, and how it ends.
public final class Cairn {
  private static final Logger LOG = LoggerFactory.getLogger(Cairn.class);

  private Cairn() {}

  public static void main(String[] args) {
    // First of all, so that what Lucene logs takes the same way as everything else.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    var terminal = Terminal.ofProcess();
    System.exit(run(terminal, new LocalSessions(terminal), args));
  }

  /// Runs one command.
  ///
  /// @return the exit status, see {@link Failure.Status}
  static int run(Terminal terminal, Session.Opener opener, String... args) {
    var out = new PrintWriter(terminal.out(), true);
    var err = new PrintWriter(terminal.err(), true);
    return program(terminal, opener)
        .setOut(out)
        .setErr(err)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.interactive() ? Ansi.AUTO : Ansi.OFF))
        .setParameterExceptionHandler((e, _) -> wrongUsage(e, err))
        .setExecutionExceptionHandler((e, _, _) -> failed(e, err))
        .setExecutionStrategy(Cairn::execute)
        .execute(args);
  }

  private static CommandLine program(Terminal terminal, Session.Opener opener) {
    var lessons =
        group("lessons", "Lessons learned.").addSubcommand(new LessonsCommand(terminal, opener));
    var vocabulary =
        group("vocabulary", "Vocabularies of others, in SKOS.")
            .addSubcommand(new VocabularyCommands.Import(terminal, opener))
            .addSubcommand(new VocabularyCommands.All(terminal, opener))
            .addSubcommand(new VocabularyCommands.Export(terminal, opener))
            .addSubcommand(new VocabularyCommands.Remove(terminal, opener));
    var sources =
        group("sources", "Places that are followed: what changes there changes here.")
            .addSubcommand(new SourcesCommands.All(terminal, opener))
            .addSubcommand(new SourcesCommands.Add(terminal, opener))
            .addSubcommand(new SourcesCommands.Sweep(terminal, opener))
            .addSubcommand(new SourcesCommands.Remove(terminal, opener));
    var bin =
        group("bin", "What was thrown away, or has left its source.")
            .addSubcommand(new BinCommands.All(terminal, opener))
            .addSubcommand(new BinCommands.Restore(terminal, opener))
            .addSubcommand(new BinCommands.Destroy(terminal, opener));
    var program =
        group(
                "cairn",
                "Knowledge management and semantic search: documents and lessons learned, tied"
                    + " together by an ontology.")
            .addSubcommand(new ServeCommand(terminal))
            .addSubcommand(new IngestCommand(terminal, opener))
            .addSubcommand(lessons)
            .addSubcommand(new SearchCommand(terminal, opener))
            .addSubcommand(new ConceptCommand(terminal, opener))
            .addSubcommand(new SparqlCommand(terminal, opener))
            .addSubcommand(new JobsCommand(terminal, opener))
            .addSubcommand(sources)
            .addSubcommand(vocabulary)
            .addSubcommand(new DeleteCommand(terminal, opener))
            .addSubcommand(bin)
            .addSubcommand(new BackupCommand(terminal, opener))
            .addSubcommand(new RestoreCommand(terminal, opener))
            .addSubcommand(new VerifyCommand(terminal, opener))
            .addSubcommand(new ReindexCommand(terminal, opener))
            .addSubcommand(new EvaluateCommand(terminal, opener))
            .addSubcommand(new CompactCommand(terminal, opener))
            .addSubcommand(new TokenCommand(terminal))
            .addSubcommand(new DoctorCommand(terminal, opener));
    var spec = program.getCommandSpec();
    spec.version("Cairn " + version(), "Java " + Runtime.version());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the versions and end.")
            .build());
    spec.usageMessage()
        .footer(
            "",
            "Every command has --help, and --data DIR for another folder than ./data.",
            "Exit status: 0 all well, 1 the program failed, 2 wrong usage, 3 done but some items"
                + " were refused.");
    help(program);
    return program;
  }

  /// A command that only holds others.
  private static CommandLine group(String name, String description) {
    var spec = CommandSpec.create().name(name);
    spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
    return new CommandLine(spec);
  }

  private static void help(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this and end.")
                .build());
    command.getSubcommands().values().forEach(Cairn::help);
  }

  private static int execute(ParseResult typed) {
    int code = new CommandLine.RunLast().execute(typed);
    var last = typed;
    while (last.hasSubcommand()) last = last.subcommand();
    var result = last.commandSpec().commandLine().getExecutionResult();
    return result instanceof Failure.Status status ? status.code() : code;
  }

  private static int wrongUsage(ParameterException e, PrintWriter err) {
    var command = e.getCommandLine();
    boolean holds = !command.getSubcommands().isEmpty();
    if (e instanceof UnmatchedArgumentException unknown && holds && !unknown.isUnknownOption()) {
      say(err, "There is no command '" + unknown.getUnmatched().getFirst() + "'.");
      UnmatchedArgumentException.printSuggestions(e, err);
      err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    } else if (!holds || e instanceof UnmatchedArgumentException) {
      say(err, String.valueOf(e.getMessage()));
      UnmatchedArgumentException.printSuggestions(e, err);
      err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    } else {
      command.usage(err);
    }
    return Failure.Status.WRONG_USAGE.code();
  }

  private static int failed(Exception e, PrintWriter err) {
    if (e instanceof Failure known) {
      say(err, known.sentence());
      return known.status().code();
    }
    if (e instanceof Api.Gone gone) {
      say(err, gone.getMessage() + " What it had acknowledged is kept.");
      return Failure.Status.FAILED.code();
    }
    LOG.error("the command failed", e);
    say(err, "This did not work, and the fault is the program's; the lines above say more.");
    return Failure.Status.FAILED.code();
  }

  private static void say(PrintWriter err, String sentence) {
    err.println("cairn: " + sentence);
  }

  static String version() {
    return Optional.ofNullable(Cairn.class.getPackage().getImplementationVersion())
        .orElse("from classes");
  }
}
