package io.panoptes.app.cli.eval;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures results against ground truth with the field's own metrics. */
@Command(
    name = "eval",
    description = "Measure results against ground truth with the field's own metrics.",
    mixinStandardHelpOptions = true,
    subcommands = {
      PanopticCommand.class,
      InstancesCommand.class,
      SemanticCommand.class,
      VideoPanopticCommand.class,
      StqCommand.class,
      MotCommand.class,
      MotsCommand.class
    },
    footer = {"", "Example:", "  panoptes eval mot --gt gt.txt --pred tracks.txt"})
public final class EvalCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "eval needs to know what to measure: " + String.join(", ", spec.subcommands().keySet()));
  }
}
