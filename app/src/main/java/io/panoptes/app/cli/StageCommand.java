package io.panoptes.app.cli;

import io.panoptes.app.PanoptesConfig;
import io.panoptes.app.Stage;
import io.panoptes.core.config.ConfigException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs one stage alone, against a Kafka cluster, until it is told to stop. */
abstract class StageCommand implements Callable<Integer> {

  private final Stage stage;

  @Mixin private LiveOptions options;

  @Spec private CommandSpec spec;

  StageCommand(Stage stage) {
    this.stage = stage;
  }

  @Override
  public final Integer call() throws IOException, InterruptedException {
    PanoptesConfig config = options.read();
    if (stage == Stage.DISTIL && config.distilled().isEmpty()) {
      throw new ConfigException(
          options.config.toString(),
          List.of("has no camera to teach; write 'distil: true' below one, or below 'defaults:'"));
    }
    try (Interrupt interrupt = options.interrupt()) {
      return options.run(
          config, options.kafka(config), EnumSet.of(stage), spec.commandLine().getOut(), interrupt);
    }
  }
}
