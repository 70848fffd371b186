package io.panoptes.app.cli;

import io.panoptes.app.PanoptesConfig;
import io.panoptes.app.Stage;
import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
final class IngestCommand implements Callable<Integer> {

  @Mixin private LiveOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PanoptesConfig config = options.read();
    try (Interrupt interrupt = options.interrupt()) {
      return options.run(
          config,
          options.kafka(config),
          EnumSet.of(Stage.INGEST),
          spec.commandLine().getOut(),
          interrupt);
    }
  }
}
