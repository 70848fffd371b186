package io.panoptes.app.cli;

import io.panoptes.app.PanoptesConfig;
import io.panoptes.app.Replay;
import io.panoptes.app.RunSummary;
import io.panoptes.core.frame.CameraId;
import io.panoptes.sink.Export;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of the commands that run recordings, and the run itself. */
final class ReplayOptions {

  private static final List<String> FILES =
      List.of(
          "overlay.mp4",
          "tracks.txt",
          "tracks.jsonl",
          "mots.txt",
          "kitti-step",
          "coco-video.json",
          "panoptic.json",
          "alerts.jsonl");
  private static final Duration FINISH = Duration.ofSeconds(40);

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the results (default: ${DEFAULT-VALUE}).",
      defaultValue = "panoptes-out")
  Path out;

  @Option(
      names = "--export",
      paramLabel = "FORMAT",
      split = ",",
      converter = ExportName.class,
      description = {
        "Also write tracks as mot, mots, kitti-step, coco-video or coco-panoptic;",
        "several with commas (default: what the configuration says, else mot)."
      })
  Set<Export> exports = Set.of();

  /** Runs to the end or to Ctrl-C, and says where the results are. */
  int run(PanoptesConfig config, PrintWriter text) throws IOException, InterruptedException {
    Replay replay = new Replay(config, out, exports, System.err, System.console() != null);
    try (Interrupt interrupt = new Interrupt(replay::stop, FINISH)) {
      RunSummary summary = replay.run();
      if (interrupt.happened()) {
        text.println("Stopped early; the files are finished up to here.");
      }
      report(summary, text);
    }
    return 0;
  }

  private void report(RunSummary summary, PrintWriter text) {
    summary.lines().forEach(text::println);
    text.printf(
        "%.1f s, results in %s%n", summary.elapsed().toMillis() / 1e3, out.toAbsolutePath());
    for (CameraId camera : summary.cameras().keySet()) {
      Path folder = out.resolve(camera.value());
      for (String name : FILES) {
        if (Files.exists(folder.resolve(name))) {
          text.println("  " + folder.resolve(name));
        }
      }
    }
    text.println("  " + out.resolve("summary.json"));
    text.flush();
  }

  /** Reads a format's label. */
  static final class ExportName implements ITypeConverter<Export> {

    @Override
    public Export convert(String value) {
      try {
        return Export.of(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
