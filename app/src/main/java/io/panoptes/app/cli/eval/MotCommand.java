package io.panoptes.app.cli.eval;

import io.panoptes.eval.dataset.mot.MotRules;
import io.panoptes.eval.run.MotEvaluation;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Metrics of box tracks. */
@Command(
    name = "mot",
    description = {
      "HOTA, CLEAR (MOTA) and identity (IDF1) metrics of box tracks, equal to TrackEval.",
      "Both sides are a MOT Challenge or KITTI tracking file, or a folder of sequences in the"
          + " benchmark's layout; <sequence>/tracks.txt of our own runs is found too."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  panoptes eval mot --gt TUD-Campus/gt.txt --pred tracks.txt"})
final class MotCommand implements Callable<Integer> {

  @Mixin private EvalOptions options;

  @Option(
      names = "--rules",
      paramLabel = "NAME",
      description =
          "mot15, mot16, mot17 or mot20 (default: mot17 when ground truth has classes, else mot15).")
  private String rules;

  @Option(
      names = "--pred-classes",
      split = ",",
      paramLabel = "CLASS",
      description = "Classes of the results that count; the others are left out (default: all).")
  private Set<Integer> classes = Set.of();

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Length of the sequences (default: by seqinfo.ini, else the ground truth's last frame).")
  private int frames;

  @Option(
      names = {"--per-threshold", "--per-class"},
      description = "Also HOTA at each threshold.")
  private boolean perThreshold;

  @Override
  public Integer call() {
    Optional<MotRules> chosen =
        Optional.ofNullable(rules).map(r -> Choices.of(MotRules.class, r, "--rules", options));
    return options.run(
        new MotEvaluation(
                options.truth(),
                options.prediction(),
                chosen,
                classes,
                frames,
                perThreshold,
                options.threads())
            ::run);
  }
}
