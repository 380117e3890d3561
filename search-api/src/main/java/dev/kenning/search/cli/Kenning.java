package dev.kenning.search.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line: knows the commands, turns what they throw into an [ExitStatus] and a message.
@Command(
    name = "kenning",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = KenningVersion.class,
    sortOptions = false,
    description = "Finds Java methods by what they do. Everything stays on this machine.",
    footer = {
      "",
      "Examples:",
      "  kenning index ~/src/shop                    make or update the index of a source tree",
      "  kenning search \"retry with growing pauses\"  ask it",
      "  kenning serve                               answer over HTTP and on a page",
      "",
      "kenning COMMAND --help tells more of a command.",
      "Exit status: 0 done, 1 the work failed, 2 the call was wrong, 3 done in part."
    })
public final class Kenning implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec before anything runs
  Kenning() {}

  public static void main(String[] arguments) {
    StandardStreams.restoreError();
    LogSetup.prepare();
    Ending ending = Ending.ofThisThread();
    Terminal terminal = Terminal.ofProcess();
    SqliteCode.unpackInto(Engine.cache(terminal));
    int status = run(terminal, arguments);
    ending.reached();
    System.exit(status);
  }

  /// Runs one command.
  ///
  /// @return the exit status
  static int run(Terminal terminal, String... arguments) {
    CommandLine line = commandLine(terminal);
    int status = line.execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return status;
  }

  static CommandLine commandLine(Terminal terminal) {
    CommandLine line = new CommandLine(new Kenning());
    line.addSubcommand(new IndexCommand(terminal));
    line.addSubcommand(new SearchCommand(terminal));
    line.addSubcommand(new SimilarCommand(terminal));
    line.addSubcommand(new CallersCommand(terminal));
    line.addSubcommand(new CalleesCommand(terminal));
    line.addSubcommand(new ServeCommand(terminal));
    line.addSubcommand(new StatusCommand(terminal));
    line.addSubcommand(new EvaluateCommand(terminal));
    line.addSubcommand(new VerifyCommand(terminal));
    line.addSubcommand(new RepairCommand(terminal));
    line.addSubcommand(new BackupCommand(terminal));
    line.addSubcommand(new RestoreCommand(terminal));
    line.addSubcommand(new CompactCommand(terminal));
    line.addSubcommand(new ForgetCommand(terminal));
    line.addSubcommand(
        new CommandLine(new ModelCommand(terminal)).addSubcommand(new TrainCommand(terminal)));
    line.addSubcommand(new GenerationCommand(terminal));
    line.addSubcommand(new KeyCommand(terminal));
    line.addSubcommand(
        new CommandLine(new BenchmarkCommand(terminal))
            .addSubcommand(new PassagesCommand(terminal))
            .addSubcommand(new CalibrationCommand(terminal))
            .addSubcommand(new QuestionsCommand(terminal))
            .addSubcommand(new RankingCommand(terminal))
            .addSubcommand(new NamesCommand(terminal))
            .addSubcommand(new SnippetsCommand(terminal))
            .addSubcommand(new ModelsCommand(terminal))
            .addSubcommand(new LoadCommand(terminal))
            .addSubcommand(new SoakCommand(terminal)));
    for (PlannedCommand planned : PlannedCommand.all()) {
      line.addSubcommand(planned.name(), planned.spec(terminal));
    }
    line.setOut(terminal.outWriter());
    line.setErr(terminal.errWriter());
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setUsageHelpWidth(100);
    line.setUsageHelpAutoWidth(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setParameterExceptionHandler((problem, _) -> explain(terminal, problem));
    line.setExecutionExceptionHandler(
        (problem, _, _) -> new FailureReport(terminal).print(problem).code);
    return line;
  }

  private static int explain(Terminal terminal, ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    terminal.remark("kenning: " + problem.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(problem, terminal.errWriter());
    terminal.remark("Try '%s --help'.".formatted(command.getCommandSpec().qualifiedName()));
    return ExitStatus.WRONG_CALL.code;
  }

  /// Without a command there is nothing to do but to say what there is.
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is needed: " + String.join(", ", commandNames(spec.commandLine())));
  }

  private static List<String> commandNames(CommandLine line) {
    return line.getSubcommands().values().stream()
        .filter(command -> !command.getCommandSpec().usageMessage().hidden())
        .map(CommandLine::getCommandName)
        .distinct()
        .toList();
  }
}
