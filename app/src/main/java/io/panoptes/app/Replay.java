package io.panoptes.app;

import io.panoptes.app.broker.EmbeddedBroker;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.CameraStatus;
import io.panoptes.ingest.SourceException;
import io.panoptes.ingest.javacv.SourceProbe;
import io.panoptes.sink.Export;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/**
 * Runs recordings through all four stages and a broker of its own, without loss, and writes what
 * they hold. One object, one run.
 */
public final class Replay {

  private static final Duration STEP = Duration.ofMillis(250);
  private static final Duration STOP_GRACE = Duration.ofSeconds(20);

  private final PanoptesConfig config;
  private final Path out;
  private final Set<Export> exports;
  private final PrintStream messages;
  private final boolean terminal;
  private final CountDownLatch stop = new CountDownLatch(1);

  /**
   * @param config whose cameras are all recordings
   * @param out folder of the results
   * @param messages for progress
   * @param terminal whether {@code messages} is one, where a line can redraw itself
   */
  public Replay(
      PanoptesConfig config,
      Path out,
      Set<Export> exports,
      PrintStream messages,
      boolean terminal) {
    this.config = config.forReplay();
    this.out = out;
    this.exports = Set.copyOf(exports);
    this.messages = messages;
    this.terminal = terminal;
  }

  /** Asks the run to end early, files properly finished; may be called from any thread. */
  public void stop() {
    stop.countDown();
  }

  /**
   * Runs to the end of the recordings.
   *
   * @throws SourceException when a recording cannot be read; nothing has been started then
   * @throws PipelineException when a stage fails
   */
  public RunSummary run() throws IOException, InterruptedException {
    for (CameraSettings camera : config.cameras()) {
      SourceProbe.check(camera);
    }
    try (WorkFolder work = WorkFolder.in(out);
        EmbeddedBroker broker =
            EmbeddedBroker.start(work.path().resolve("kafka"), config.brokerPort())) {
      KafkaSettings kafka = config.kafka().withBootstrapServers(broker.bootstrapServers());
      try (Pipeline pipeline =
          new Pipeline(
              config,
              kafka,
              config.topics(),
              EnumSet.complementOf(EnumSet.of(Stage.DISTIL)),
              out,
              work.path().resolve("state"),
              exports)) {
        long start = System.nanoTime();
        pipeline.start();
        awaitEnd(pipeline);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        RunSummary summary = RunSummary.of(pipeline, config.hash(), elapsed);
        summary.write(out.resolve("summary.json"));
        return summary;
      }
    }
  }

  private void awaitEnd(Pipeline pipeline) throws InterruptedException {
    Progress progress = new Progress(messages, terminal);
    try {
      while (!pipeline.awaitWritten(expected(pipeline), STEP)) {
        progress.show(pipeline.sources(), pipeline.written());
        pipeline
            .failure()
            .ifPresent(
                reason -> {
                  throw new PipelineException(reason);
                });
        if (stop.getCount() == 0) {
          pipeline.stopSources();
          pipeline.awaitWritten(expected(pipeline), STOP_GRACE);
          return;
        }
      }
    } finally {
      progress.end();
    }
  }

  private static Set<CameraId> expected(Pipeline pipeline) {
    List<CameraStatus> sources = pipeline.sources();
    Set<CameraId> cameras = new TreeSet<>();
    for (CameraStatus source : sources) {
      if (source.state() != CameraStatus.State.FAILED || source.framesPublished() > 0) {
        cameras.add(source.camera());
      }
    }
    return cameras;
  }
}
