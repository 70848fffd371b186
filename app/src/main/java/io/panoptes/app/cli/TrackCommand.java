package io.panoptes.app.cli;

import io.panoptes.app.Stage;
import picocli.CommandLine.Command;

/** Runs the stage {@code track} alone, against a Kafka cluster. */
@Command(
    name = "track",
    description = "Link instances over time.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  panoptes track --config panoptes.yaml --bootstrap-servers kafka:9092"
    })
final class TrackCommand extends StageCommand {

  TrackCommand() {
    super(Stage.TRACK);
  }
}
