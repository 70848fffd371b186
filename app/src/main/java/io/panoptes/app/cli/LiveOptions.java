package io.panoptes.app.cli;

import io.panoptes.app.PanoptesConfig;
import io.panoptes.app.Pipeline;
import io.panoptes.app.PipelineException;
import io.panoptes.app.Stage;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.ingest.CameraStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options of the commands that work until they are stopped, and the work itself. */
final class LiveOptions {

  private static final DateTimeFormatter SESSION =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(30);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Cameras, zones and everything else.")
  Path config;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Kafka cluster, instead of the configuration's.")
  String bootstrapServers;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for overlays and other files; each start gets its own below it"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "panoptes-out")
  Path out;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Folder for the local copy of tracks and rules, different for each process of a stage"
              + " (default: .state in the output folder).")
  Path stateDir;

  PanoptesConfig read() {
    return PanoptesConfig.read(config);
  }

  /** Watches for Ctrl-C and SIGTERM; to be closed when everything else is. */
  Interrupt interrupt() {
    return new Interrupt(() -> {}, GRACE);
  }

  /** The cluster of the configuration, or the one named on the command line. */
  KafkaSettings kafka(PanoptesConfig settings) {
    return bootstrapServers == null
        ? settings.kafka()
        : settings.kafka().withBootstrapServers(bootstrapServers);
  }

  /** A folder of its own for each start, so that a restart never writes over what was recorded. */
  private Path session() {
    return out.resolve(SESSION.format(Instant.now()));
  }

  /** Runs the stages until an interrupt or a failure. */
  int run(
      PanoptesConfig settings,
      KafkaSettings kafka,
      Set<Stage> stages,
      PrintWriter text,
      Interrupt interrupt)
      throws IOException, InterruptedException {
    Path state = stateDir == null ? out.resolve(".state") : stateDir;
    try (Pipeline pipeline =
        new Pipeline(settings, kafka, settings.topics(), stages, session(), state, Set.of())) {
      pipeline.start();
      text.println(
          "Running " + names(stages) + " against " + kafka.bootstrapServers() + "; Ctrl-C stops.");
      text.flush();
      Map<String, String> shown = new HashMap<>();
      while (!interrupt.await(LOOK)) {
        pipeline
            .failure()
            .ifPresent(
                reason -> {
                  throw new PipelineException(reason);
                });
        showChanges(pipeline, shown, text);
      }
    }
    return 0;
  }

  private static void showChanges(Pipeline pipeline, Map<String, String> shown, PrintWriter text) {
    for (CameraStatus source : pipeline.sources()) {
      String line =
          source.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
              + (source.epoch() > 0 ? ", epoch " + source.epoch() : "")
              + (source.note().isEmpty() ? "" : ", " + source.note());
      if (!line.equals(shown.put(source.camera().value(), line))) {
        text.println(source.camera() + ": " + line);
        text.flush();
      }
    }
  }

  private static String names(Set<Stage> stages) {
    return String.join(", ", stages.stream().map(s -> s.name().toLowerCase(Locale.ROOT)).toList());
  }
}
