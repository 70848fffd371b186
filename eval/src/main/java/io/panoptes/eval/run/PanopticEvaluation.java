package io.panoptes.eval.run;

import io.panoptes.eval.dataset.coco.PanopticAnnotation;
import io.panoptes.eval.panoptic.PanopticOverlap;
import io.panoptes.eval.panoptic.PanopticQuality;
import io.panoptes.eval.panoptic.PanopticResult;
import io.panoptes.eval.report.EvalReport;
import io.panoptes.eval.report.ReportTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Panoptic quality of files.
 *
 * @param truth COCO panoptic JSON, or a folder with one
 * @param truthFolder its PNGs; by default the folder named like the JSON
 * @param prediction COCO panoptic JSON, a folder with one, or a folder of two-channel PNGs
 * @param predictionFolder its PNGs; by default the folder named like the JSON
 * @param perClass whether every category gets a line
 * @param threads at least 1
 */
public record PanopticEvaluation(
    Path truth,
    Optional<Path> truthFolder,
    Path prediction,
    Optional<Path> predictionFolder,
    boolean perClass,
    int threads) {

  private static final int CHUNK = 8;

  /**
   * @throws io.panoptes.eval.EvalInputException when something cannot be read
   */
  public EvalReport run(Progress progress) {
    PanopticInput input = new PanopticInput(truth, truthFolder, prediction, predictionFolder);
    PanopticQuality quality =
        new ParallelSum<>(
                threads,
                CHUNK,
                () -> new PanopticQuality(input.categories()),
                PanopticQuality::merge,
                progress)
            .sum(input.pictures(), (metric, picture) -> add(input, metric, picture));
    PanopticResult result = quality.result();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("metric", "panoptic quality as COCO's panopticapi");
    settings.put("images", Integer.toString(input.pictures().size()));
    List<ReportTable> tables =
        perClass
            ? List.of(PanopticTables.averages(result), PanopticTables.perClass(result))
            : List.of(PanopticTables.averages(result));
    return new EvalReport("panoptic", settings, tables, input.notes());
  }

  private static void add(PanopticInput input, PanopticQuality metric, PanopticAnnotation picture) {
    PanopticOverlap overlap = input.overlap(picture);
    input.naming(
        picture,
        () -> {
          metric.add(overlap);
          return metric;
        });
  }
}
