package io.panoptes.app.cli.eval;

import io.panoptes.eval.run.MotsEvaluation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Metrics of mask tracks. */
@Command(
    name = "mots",
    description = {
      "HOTA, MOTSA, sMOTSA and identity metrics of mask tracks, equal to TrackEval; each class by"
          + " itself.",
      "Both sides are a MOTS text file, a folder of its pictures, or a folder of sequences."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  panoptes eval mots --gt instances_txt --pred results"})
final class MotsCommand implements Callable<Integer> {

  @Mixin private EvalOptions options;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Length of the sequences (default: by seqinfo.ini, else the ground truth's last frame).")
  private int frames;

  @Option(
      names = {"--per-threshold", "--per-class"},
      description = "Also HOTA at each threshold; classes are always told apart.")
  private boolean perThreshold;

  @Override
  public Integer call() {
    return options.run(
        new MotsEvaluation(
                options.truth(), options.prediction(), frames, perThreshold, options.threads())
            ::run);
  }
}
