package io.panoptes.app.cli;

import io.panoptes.eval.report.ReportFormat;
import io.panoptes.segment.Segmenter;
import io.panoptes.train.data.LabelledPictures;
import io.panoptes.train.report.ScaledSegmenter;
import io.panoptes.train.report.Validation;
import io.panoptes.train.report.ValidationTables;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures segmenters on labelled pictures. */
@Command(
    name = "validate",
    description = {
      "Measure segmenters on labelled pictures, beside each other.",
      "Panoptic quality, mIoU and the share of things that are found, as train's own validation."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "DIR is a labelled set as train takes it. Categories that it does not have count as void.",
      "",
      "Example:",
      "  panoptes validate --data street/val --segmenter street --segmenter motion --size 512x288"
    })
final class ValidateCommand implements Callable<Integer> {

  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Labelled pictures to measure on.")
  private Path data;

  @Option(
      names = "--segmenter",
      paramLabel = "NAME",
      defaultValue = "street",
      description = "Segmenter or model folder; may be given several times (default: street).")
  private List<String> segmenters;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = {
        "Also with pictures brought into this size, their shape kept;",
        "may be given several times."
      })
  private List<String> sizes = new ArrayList<>();

  @Option(
      names = "--pictures",
      paramLabel = "N",
      defaultValue = "0",
      description = "So many, evenly spread (default: all).")
  private int pictures;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json|csv",
      description = "How the numbers are written (default: ${DEFAULT-VALUE}).")
  private ReportFormat format;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (pictures < 0) {
      throw wrong("--pictures " + pictures + " must be at least 0; 0 is all");
    }
    List<Matcher> boxes = sizes.stream().map(this::size).toList();
    LabelledPictures labelled = TrainCommand.open(data);
    Validation validation = new Validation(labelled);
    Map<String, Validation.Result> results = new LinkedHashMap<>();
    for (String name : segmenters) {
      try (Segmenter segmenter = OtherModels.open(name)) {
        measure(validation, name, segmenter, results);
      }
      for (Matcher box : boxes) {
        int width = Integer.parseInt(box.group(1));
        int height = Integer.parseInt(box.group(2));
        try (Segmenter segmenter = new ScaledSegmenter(OtherModels.open(name), width, height)) {
          measure(validation, name + " " + box.group(), segmenter, results);
        }
      }
    }
    PrintWriter text = spec.commandLine().getOut();
    text.print(format.write(ValidationTables.report(results, Map.of("pictures", data.toString()))));
    text.flush();
    return 0;
  }

  private void measure(
      Validation validation,
      String name,
      Segmenter segmenter,
      Map<String, Validation.Result> results) {
    PrintWriter progress = spec.commandLine().getErr();
    segmenter.warmUp();
    Validation.Result result = validation.run(segmenter, pictures, (done, of) -> {});
    results.put(name, result);
    progress.printf("%s: %d pictures done%n", name, result.all().pictures());
    progress.flush();
  }

  private Matcher size(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw wrong("--size " + text + " must be like 512x288");
    }
    return size;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
