package io.panoptes.app.cli;

import io.panoptes.app.Stage;
import picocli.CommandLine.Command;

/** Runs the stage {@code distil} alone, against a Kafka cluster. */
@Command(
    name = "teach",
    description = {
      "Teach cameras with 'distil: true' networks of their own while they are watched.",
      "Segment processes must see the same folder of models."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  panoptes teach --config panoptes.yaml --bootstrap-servers kafka:9092"
    })
final class TeachCommand extends StageCommand {

  TeachCommand() {
    super(Stage.DISTIL);
  }
}
