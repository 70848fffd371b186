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
final class SinkCommand implements Callable<Integer> {

  @Mixin private LiveOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PanoptesConfig config = options.read();
    try (Interrupt interrupt = options.interrupt()) {
      return options.run(
          config,
          options.kafka(config),
          EnumSet.of(Stage.SINK),
          spec.commandLine().getOut(),
          interrupt);
    }
  }
}
