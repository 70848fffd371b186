package io.panoptes.app.cli;

import io.panoptes.app.CameraOverride;
import io.panoptes.app.PanoptesConfig;
import io.panoptes.app.demo.DemoFootage;
import io.panoptes.core.frame.CameraId;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole pipeline on real surveillance footage. */
@Command(
    name = "demo",
    description = "Run everything on real surveillance footage, nothing to configure.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  panoptes demo --out /tmp/demo"})
final class DemoCommand implements Callable<Integer> {

  @Mixin private ReplayOptions options;

  @Option(
      names = "--synthetic",
      description = "Use the clip that we render ourselves, without looking for the real one.")
  private boolean synthetic;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter text = spec.commandLine().getOut();
    DemoFootage footage =
        synthetic ? DemoFootage.synthetic() : DemoFootage.find(DemoFootage.cacheFolder());
    text.println(footage.description());
    text.flush();
    return options.run(config(footage), text);
  }

  /** The demo's configuration with the footage put in. */
  static PanoptesConfig config(DemoFootage footage) throws IOException {
    String name = footage.configuration();
    try (InputStream in = DemoCommand.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IOException("the resource " + name + " is missing from this build");
      }
      return PanoptesConfig.parse(
          name,
          new String(in.readAllBytes(), StandardCharsets.UTF_8),
          Map.of(
              new CameraId(footage.camera()), CameraOverride.recording(footage.source(), "max")));
    }
  }
}
