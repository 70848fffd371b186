package io.panoptes.app.cli.eval;

import io.panoptes.eval.instance.IouKind;
import io.panoptes.eval.run.InstanceEvaluation;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Average precision of objects. */
@Command(
    name = "instances",
    description = {
      "Average precision and recall of boxes and masks, equal to pycocotools.",
      "Ground truth is a COCO instance JSON, the prediction a COCO result JSON."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  panoptes eval instances --gt instances.json --pred results.json"})
final class InstancesCommand implements Callable<Integer> {

  @Mixin private EvalOptions options;

  @Option(
      names = "--type",
      paramLabel = "mask|box",
      description = "What overlaps (default: boxes, and masks when the results have any).")
  private String type;

  @Option(names = "--per-class", description = "Also a line for each category.")
  private boolean perClass;

  @Override
  public Integer call() {
    Optional<IouKind> kind =
        Optional.ofNullable(type).map(t -> Choices.of(IouKind.class, t, "--type", options));
    return options.run(
        new InstanceEvaluation(
                options.truth(), options.prediction(), kind, perClass, options.threads())
            ::run);
  }
}
