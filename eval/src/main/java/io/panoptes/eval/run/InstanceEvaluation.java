package io.panoptes.eval.run;

import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.MalformedEntryException;
import io.panoptes.eval.dataset.coco.CocoInstanceFile;
import io.panoptes.eval.dataset.coco.CocoResultFile;
import io.panoptes.eval.instance.ApResult;
import io.panoptes.eval.instance.AveragePrecision;
import io.panoptes.eval.instance.IouKind;
import io.panoptes.eval.report.EvalReport;
import io.panoptes.eval.report.ReportTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * COCO's average precision of files.
 *
 * @param truth COCO instance JSON
 * @param prediction COCO result JSON
 * @param kind masks or boxes; by default boxes, and masks too when the results have any
 * @param perClass whether every category gets a line
 * @param threads at least 1
 */
public record InstanceEvaluation(
    Path truth, Path prediction, Optional<IouKind> kind, boolean perClass, int threads) {

  private static final int CHUNK = 16;

  /**
   * @throws EvalInputException when something cannot be read
   */
  public EvalReport run(Progress progress) {
    List<IouKind> kinds = kinds();
    boolean masks = kinds.contains(IouKind.MASK);
    CocoInstanceFile wanted = CocoInstanceFile.read(truth, masks);
    CocoResultFile found = CocoResultFile.read(prediction, wanted, masks);
    List<ReportTable> tables = new ArrayList<>();
    for (IouKind each : kinds) {
      ApResult result = evaluate(each, wanted, found, progress);
      String name = each.name().toLowerCase(Locale.ROOT);
      tables.add(summary(name, result));
      if (perClass) {
        tables.add(perClass(name + " per-class", result));
      }
    }
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("metric", "average precision as pycocotools; -1 where there is no ground truth");
    settings.put("images", Integer.toString(wanted.images().size()));
    boolean zero =
        wanted.annotations().values().stream()
            .flatMap(List::stream)
            .anyMatch(annotation -> annotation.id() == 0);
    List<String> notes =
        zero
            ? List.of(
                "annotation 0 can never be matched, as in pycocotools, where the id 0 means no"
                    + " match; number annotations from 1")
            : List.of();
    return new EvalReport("instances", settings, tables, notes);
  }

  private List<IouKind> kinds() {
    if (kind.isPresent()) {
      return List.of(kind.get());
    }
    CocoInstanceFile boxes = CocoInstanceFile.read(truth, false);
    return CocoResultFile.read(prediction, boxes, false).hasMasks()
        ? List.of(IouKind.MASK, IouKind.BOX)
        : List.of(IouKind.BOX);
  }

  private ApResult evaluate(
      IouKind each, CocoInstanceFile wanted, CocoResultFile found, Progress progress) {
    return new ParallelSum<>(
            threads,
            CHUNK,
            () -> new AveragePrecision(each, wanted.categories()),
            AveragePrecision::merge,
            progress)
        .sum(
            List.copyOf(wanted.images().keySet()),
            (metric, image) -> {
              try {
                metric.add(
                    image,
                    wanted.annotations().get(image),
                    found.detections().getOrDefault(image, List.of()));
              } catch (MalformedEntryException e) {
                throw new EvalInputException(
                    prediction, "image " + image + ", " + e.entry(), e.problem(), e);
              }
            })
        .result();
  }

  private static ReportTable summary(String name, ApResult result) {
    return new ReportTable.Builder(
            name, "AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm",
            "ARl")
        .row(
            "all",
            result.ap(),
            result.ap50(),
            result.ap75(),
            result.apSmall(),
            result.apMedium(),
            result.apLarge(),
            result.ar1(),
            result.ar10(),
            result.ar100(),
            result.arSmall(),
            result.arMedium(),
            result.arLarge())
        .build();
  }

  private static ReportTable perClass(String name, ApResult result) {
    ReportTable.Builder table = new ReportTable.Builder(name, "AP", "AP50", "AP75", "AR100");
    for (ApResult.PerCategory category : result.perCategory()) {
      if (category.ap() >= 0) {
        table.row(
            category.category().id() + " " + category.category().name(),
            category.ap(),
            category.ap50(),
            category.ap75(),
            category.ar100());
      }
    }
    return table.build();
  }
}
