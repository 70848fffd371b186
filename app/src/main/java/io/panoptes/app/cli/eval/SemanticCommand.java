package io.panoptes.app.cli.eval;

import io.panoptes.eval.run.SemanticEvaluation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Mean intersection over union. */
@Command(
    name = "semantic",
    description = {
      "Mean intersection over union (mIoU) of label pictures by the rules of Pascal VOC, Cityscapes or"
          + " plain labels.",
      "Both sides are a folder of PNGs with the same names (for Cityscapes the same"
          + " city_sequence_frame), or one PNG each."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  panoptes eval semantic --gt gtFine/val --pred results --per-class"
    })
final class SemanticCommand implements Callable<Integer> {

  @Mixin private EvalOptions options;

  @Option(
      names = "--rules",
      paramLabel = "NAME",
      description =
          "voc, cityscapes, cityscapes-train-ids or plain (default: what the ground truth looks"
              + " like).")
  private String rules;

  @Option(
      names = "--colours",
      paramLabel = "FILE",
      description = "Meaning of coloured pictures: red, green, blue and name a line, as in CamVid.")
  private Path colours;

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many labels there are, with plain rules.")
  private int classes;

  @Option(
      names = "--ignore",
      paramLabel = "LABEL",
      defaultValue = "-1",
      description = "Label of ground truth that is not evaluated, with plain rules.")
  private int ignored;

  @Option(names = "--per-class", description = "Also a line for each class.")
  private boolean perClass;

  @Override
  public Integer call() {
    Optional<SemanticEvaluation.Rules> chosen =
        Optional.ofNullable(rules)
            .map(r -> Choices.of(SemanticEvaluation.Rules.class, r, "--rules", options));
    SemanticEvaluation evaluation =
        new SemanticEvaluation(
            options.truth(),
            options.prediction(),
            chosen,
            Optional.ofNullable(colours),
            classes,
            ignored,
            perClass,
            options.threads());
    try {
      return options.run(evaluation::run);
    } catch (SemanticEvaluation.UnclearRulesException e) {
      throw options.usage(e.getMessage());
    }
  }
}
