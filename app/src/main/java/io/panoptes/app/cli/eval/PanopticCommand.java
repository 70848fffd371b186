package io.panoptes.app.cli.eval;

import io.panoptes.eval.run.PanopticEvaluation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Panoptic quality of pictures. */
@Command(
    name = "panoptic",
    description = {
      "Panoptic quality (PQ, SQ, RQ), equal to COCO's panopticapi.",
      "Both sides are a COCO panoptic JSON whose PNGs lie in the folder of the same name, or a folder"
          + " that holds panoptic.json. A prediction may also be a folder of two-channel PNGs."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  panoptes eval panoptic --gt val.json --pred result.json"})
final class PanopticCommand implements Callable<Integer> {

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

  @Option(names = "--per-class", description = "Also a line for each category.")
  private boolean perClass;

  @Override
  public Integer call() {
    return options.run(
        new PanopticEvaluation(
                options.truth(),
                Optional.ofNullable(truthFolder),
                options.prediction(),
                Optional.ofNullable(predictionFolder),
                perClass,
                options.threads())
            ::run);
  }
}
