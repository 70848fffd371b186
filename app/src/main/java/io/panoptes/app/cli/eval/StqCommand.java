package io.panoptes.app.cli.eval;

import io.panoptes.eval.run.StqEvaluation;
import io.panoptes.eval.stq.StqSettings;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Segmentation and tracking quality. */
@Command(
    name = "stq",
    description = {
      "Segmentation and tracking quality (STQ), equal to deeplab2.",
      "Both sides are folders of KITTI-STEP pictures, one folder a sequence, or COCO panoptic JSON"
          + " files whose segment ids last from frame to frame."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  panoptes eval stq --gt panoptic_maps/val --pred results"})
final class StqCommand implements Callable<Integer> {

  @Mixin private EvalOptions options;

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "19",
      description = "Classes are 0 to N - 1 (default: ${DEFAULT-VALUE}, as KITTI-STEP).")
  private int classes;

  @Option(
      names = "--things",
      split = ",",
      paramLabel = "CLASS",
      defaultValue = "11,13",
      description = "Classes that are tracked (default: ${DEFAULT-VALUE}, as KITTI-STEP).")
  private Set<Integer> things;

  @Option(
      names = "--ignore",
      paramLabel = "CLASS",
      defaultValue = "255",
      description = "Class of ground truth that is not evaluated (default: ${DEFAULT-VALUE}).")
  private int ignored;

  @Override
  public Integer call() {
    StqSettings settings;
    try {
      settings = new StqSettings(classes, things, ignored);
    } catch (IllegalArgumentException e) {
      throw options.usage(e.getMessage());
    }
    return options.run(
        new StqEvaluation(options.truth(), options.prediction(), settings, options.threads())::run);
  }
}
