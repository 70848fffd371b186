package io.panoptes.app.cli;

import io.panoptes.app.Stage;
import picocli.CommandLine.Command;

/** Runs the stage {@code sink} alone, against a Kafka cluster. */
@Command(
    name = "sink",
    description = "Watch rules, write alerts and overlays.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  panoptes sink --config panoptes.yaml --bootstrap-servers kafka:9092"
    })
final class SinkCommand extends StageCommand {

  SinkCommand() {
    super(Stage.SINK);
  }
}
