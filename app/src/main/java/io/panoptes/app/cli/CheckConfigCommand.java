package io.panoptes.app.cli;

import io.panoptes.app.PanoptesConfig;
import io.panoptes.ingest.CameraSettings;
import io.panoptes.sink.rules.CameraRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a configuration and says what it means, or everything that is wrong with it. */
@Command(
    name = "check-config",
    description = "Check a configuration file and show what it says, without starting anything.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  panoptes check-config panoptes.yaml"})
final class CheckConfigCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The configuration.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PanoptesConfig config = PanoptesConfig.read(file);
    PrintWriter text = spec.commandLine().getOut();
    text.println(file + ": no problems, " + config.cameras().size() + " camera(s)");
    for (CameraSettings camera : config.cameras()) {
      CameraRules rules = config.rules().get(camera.camera());
      text.printf(
          "  %s: %s, %s, segmenter %s, tracker %s, %d zones, %d lines, %d rules%n",
          camera.camera(),
          camera.source(),
          camera.delivery().name().toLowerCase(Locale.ROOT),
          config.segmentation().get(camera.camera()).segmenter(),
          config.tracking().get(camera.camera()).tracker().name().toLowerCase(Locale.ROOT),
          rules.zones().size(),
          rules.lines().size(),
          rules.rules().size());
    }
    text.flush();
    return 0;
  }
}
