package io.panoptes.app.cli;

import io.panoptes.app.Stage;
import picocli.CommandLine.Command;

/** Runs the stage {@code ingest} alone, against a Kafka cluster. */
@Command(
    name = "ingest",
    description = "Read cameras and publish frames.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  panoptes ingest --config panoptes.yaml --bootstrap-servers kafka:9092"
    })
final class IngestCommand extends StageCommand {

  IngestCommand() {
    super(Stage.INGEST);
  }
}
