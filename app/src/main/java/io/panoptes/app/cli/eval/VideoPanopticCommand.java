package io.panoptes.app.cli.eval;

import io.panoptes.eval.run.VideoPanopticEvaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Video panoptic quality. */
@Command(
    name = "video-panoptic",
    description = {
      "Video panoptic quality (VPQ): panoptic quality of tubes of k consecutive annotated frames.",
      "Files as for panoptic, segment ids lasting from frame to frame; videos by video_id, folder or"
          + " Cityscapes-VPS name."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  panoptes eval video-panoptic --gt val.json --pred result.json --windows 1,2,3,4"
    })
final class VideoPanopticCommand implements Callable<Integer> {

  @Mixin private EvalOptions options;

  @Option(
      names = "--gt-folder",
      paramLabel = "DIR",
      description = "PNGs of the ground truth (default: named like its JSON).")
  private Path truthFolder;

  @Option(
      names = "--pred-folder",
      paramLabel = "DIR",
      description = "PNGs of the prediction (default: named like its JSON).")
  private Path predictionFolder;

  @Option(
      names = "--windows",
      split = ",",
      paramLabel = "K",
      description = "Window sizes in annotated frames (default: 1,2,3,4).")
  private List<Integer> windows = VideoPanopticEvaluation.USUAL_WINDOWS;

  @Option(names = "--per-class", description = "Also a line for each category and window.")
  private boolean perClass;

  @Override
  public Integer call() {
    for (int window : windows) {
      if (window < 1) {
        throw options.usage("--windows " + window + " must be at least 1");
      }
    }
    return options.run(
        new VideoPanopticEvaluation(
                options.truth(),
                Optional.ofNullable(truthFolder),
                options.prediction(),
                Optional.ofNullable(predictionFolder),
                windows,
                perClass,
                options.threads())
            ::run);
  }
}
