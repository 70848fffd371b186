package io.panoptes.app.cli;

import io.panoptes.app.CameraOverride;
import io.panoptes.app.PanoptesConfig;
import io.panoptes.core.config.ConfigException;
import io.panoptes.core.frame.CameraId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs recordings through the pipeline, without loss. */
@Command(
    name = "replay",
    description =
        "Run recordings through the whole pipeline, every frame, and write what they hold.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Each FILE becomes a camera named after it; NAME=FILE names it otherwise. A camera of that",
      "name in the configuration lends its zones, lines, scene and rules.",
      "",
      "Examples:",
      "  panoptes replay night.mp4 --out night",
      "  panoptes replay gate=2026-05-01.mp4 --config panoptes.yaml --export coco-panoptic"
    })
final class ReplayCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Videos, folders of pictures, or synthetic: scenes.")
  private List<String> files;

  @Mixin private ReplayOptions options;

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration to use.")
  private Path config;

  @Option(
      names = "--segmenter",
      paramLabel = "NAME",
      description = "Segmenter of all recordings, instead of the configuration's.")
  private String segmenter;

  @Option(
      names = "--tracker",
      paramLabel = "NAME",
      description = "Tracker of all recordings, instead of the configuration's.")
  private String tracker;

  @Option(
      names = "--speed",
      paramLabel = "max|1",
      defaultValue = "max",
      description = "As fast as possible, or at the recording's own speed (default: max).")
  private String speed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<CameraId, CameraOverride> overrides = new LinkedHashMap<>();
    for (String argument : files) {
      int equals = argument.indexOf('=');
      boolean named =
          equals > 0 && argument.substring(0, equals).matches("[A-Za-z0-9][A-Za-z0-9._-]*");
      String source = named ? argument.substring(equals + 1) : argument;
      CameraId camera = named ? new CameraId(argument.substring(0, equals)) : nameOf(source);
      CameraOverride override = CameraOverride.recording(source, speed);
      if (segmenter != null) {
        override = override.with("segmenter", segmenter);
      }
      if (tracker != null) {
        override = override.with("tracker", tracker);
      }
      if (overrides.put(camera, override) != null) {
        throw new ParameterException(
            spec.commandLine(),
            "two recordings are named " + camera + "; name one otherwise with NAME=FILE");
      }
    }
    PanoptesConfig all =
        PanoptesConfig.parse(
            config == null ? "command line" : config.toString(), text(config), overrides);
    return options.run(all, spec.commandLine().getOut());
  }

  private static String text(Path config) throws IOException {
    if (config == null) {
      return "";
    }
    if (!Files.isRegularFile(config)) {
      throw new ConfigException(config.toString(), List.of("there is no such file"));
    }
    return Files.readString(config);
  }

  private static CameraId nameOf(String source) {
    if (source.startsWith("synthetic:")) {
      return CameraId.sanitised(source.replaceFirst("\\?.*", "").replace(':', '-'));
    }
    String name = Path.of(source).toAbsolutePath().normalize().getFileName().toString();
    int dot = name.lastIndexOf('.');
    return CameraId.sanitised(dot > 0 ? name.substring(0, dot) : name);
  }
}
