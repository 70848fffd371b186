package io.panoptes.app.cli;

import io.panoptes.app.PanoptesConfig;
import io.panoptes.app.Stage;
import io.panoptes.app.broker.EmbeddedBroker;
import io.panoptes.core.config.ConfigException;
import io.panoptes.core.kafka.KafkaSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs all stages on live cameras. */
@Command(
    name = "run",
    description = "Watch live cameras until stopped; brings its own broker unless one is named.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  panoptes run --config panoptes.yaml --out /var/lib/panoptes"})
final class RunCommand implements Callable<Integer> {

  @Mixin private LiveOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter text = spec.commandLine().getOut();
    PanoptesConfig config = options.read();
    if (config.cameras().isEmpty()) {
      throw new ConfigException(
          options.config.toString(), List.of("names no camera; add one below 'cameras:'"));
    }
    try (Interrupt interrupt = options.interrupt()) {
      if (options.bootstrapServers != null) {
        return options.run(
            config, options.kafka(config), EnumSet.allOf(Stage.class), text, interrupt);
      }
      try (EmbeddedBroker broker =
          EmbeddedBroker.start(options.out.resolve(".kafka"), config.brokerPort())) {
        KafkaSettings kafka = config.kafka().withBootstrapServers(broker.bootstrapServers());
        return options.run(config, kafka, EnumSet.allOf(Stage.class), text, interrupt);
      }
    }
  }
}
