package io.panoptes.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.panoptes.app.cli.eval.EvalCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "panoptes",
    description = "Turns camera streams into panoptic video, tracks and alerts.",
    version = "panoptes 0.1.0",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ReplayCommand.class,
      RunCommand.class,
      IngestCommand.class,
      SegmentCommand.class,
      TrackCommand.class,
      SinkCommand.class,
      TeachCommand.class,
      CheckConfigCommand.class,
      EvalCommand.class,
      AssociateCommand.class,
      TracksCommand.class,
      TrainCommand.class,
      DistilCommand.class,
      ValidateCommand.class,
      SegmentImageCommand.class,
      ContactSheetCommand.class,
      ModelsCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 2 wrong usage or configuration, 3 input cannot be read, 1 anything else.",
      "'panoptes COMMAND --help' shows a command's options and an example."
    })
public final class Panoptes implements Runnable {

  private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("See it:", List.of("demo", "replay", "segment-image", "contact-sheet"));
    GROUPS.put("Watch cameras:", List.of("run", "check-config", "models"));
    GROUPS.put(
        "One stage a process, for many machines:",
        List.of("ingest", "segment", "track", "sink", "teach"));
    GROUPS.put("Teach:", List.of("train", "distil", "validate"));
    GROUPS.put("Measure:", List.of("tracks", "eval", "associate"));
  }

  @Spec private CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show what the stages are doing, and stack traces of failures.",
      scope = ScopeType.INHERIT)
  private void setVerbose(boolean verbose) {
    if (verbose) {
      ((Logger) LoggerFactory.getLogger("io.panoptes")).setLevel(Level.DEBUG);
      ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.INFO);
    }
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "no command given; 'panoptes --help' lists them");
  }

  /** The command line with our help and exit codes. */
  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Panoptes());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(new Failures());
    commandLine.setExecutionExceptionHandler(new Failures());
    commandLine
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    commandLine
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Panoptes::groups);
    return commandLine;
  }

  private static String groups(Help help) {
    StringBuilder text = new StringBuilder();
    GROUPS.forEach(
        (title, names) -> {
          text.append("%n%s%n".formatted(title));
          for (String name : names) {
            Help command = help.subcommands().get(name);
            if (command != null) {
              String[] description = command.commandSpec().usageMessage().description();
              text.append(
                  "  %-14s %s%n".formatted(name, description.length == 0 ? "" : description[0]));
            }
          }
        });
    return text.toString();
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }
}
