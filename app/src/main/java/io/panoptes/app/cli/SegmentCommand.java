package io.panoptes.app.cli;

import io.panoptes.app.Stage;
import picocli.CommandLine.Command;

/** Runs the stage {@code segment} alone, against a Kafka cluster. */
@Command(
    name = "segment",
    description = "Segment frames; start as many as there are partitions.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  panoptes segment --config panoptes.yaml --bootstrap-servers kafka:9092"
    })
final class SegmentCommand extends StageCommand {

  SegmentCommand() {
    super(Stage.SEGMENT);
  }
}
