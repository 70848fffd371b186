package io.panoptes.eval.run;

import io.panoptes.eval.dataset.coco.PanopticAnnotation;
import io.panoptes.eval.panoptic.PanopticOverlap;
import io.panoptes.eval.panoptic.PanopticResult;
import io.panoptes.eval.panoptic.VideoPanopticQuality;
import io.panoptes.eval.panoptic.VideoPanopticResult;
import io.panoptes.eval.report.EvalReport;
import io.panoptes.eval.report.ReportTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Video panoptic quality of files. Pictures belong to the video that {@code video_id} names, or
 * else the folder of their file, or else the first number of a Cityscapes-VPS name; without any of
 * these all are one video. Frames keep the order of the JSON.
 *
 * @param truth COCO panoptic JSON, or a folder with one
 * @param truthFolder its PNGs; by default the folder named like the JSON
 * @param prediction COCO panoptic JSON, a folder with one, or a folder of two-channel PNGs
 * @param predictionFolder its PNGs; by default the folder named like the JSON
 * @param windows window sizes in annotated frames, at least 1 each
 * @param perClass whether every category of every window gets a line
 * @param threads at least 1
 */
public record VideoPanopticEvaluation(
    Path truth,
    Optional<Path> truthFolder,
    Path prediction,
    Optional<Path> predictionFolder,
    List<Integer> windows,
    boolean perClass,
    int threads) {

  /** The windows of the metric's authors. */
  public static final List<Integer> USUAL_WINDOWS = List.of(1, 2, 3, 4);

  public VideoPanopticEvaluation {
    windows = List.copyOf(windows);
  }

  /**
   * @throws io.panoptes.eval.EvalInputException when something cannot be read
   */
  public EvalReport run(Progress progress) {
    PanopticInput input = new PanopticInput(truth, truthFolder, prediction, predictionFolder);
    List<List<PanopticAnnotation>> videos = input.videos();
    VideoPanopticQuality quality =
        new ParallelSum<>(
                threads,
                1,
                () -> new VideoPanopticQuality(input.categories(), windows),
                VideoPanopticQuality::merge,
                progress)
            .sum(videos, (metric, video) -> add(input, metric, video));
    VideoPanopticResult result = quality.result();
    String windowSet =
        windows.stream().distinct().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("metric", "video panoptic quality");
    settings.put("windows (annotated frames)", windowSet);
    settings.put("videos", Integer.toString(videos.size()));
    settings.put("images", Integer.toString(input.pictures().size()));
    return new EvalReport("video-panoptic", settings, tables(result), input.notes());
  }

  private static void add(
      PanopticInput input, VideoPanopticQuality metric, List<PanopticAnnotation> video) {
    List<PanopticOverlap> frames = new ArrayList<>(video.size());
    for (PanopticAnnotation picture : video) {
      frames.add(input.overlap(picture));
    }
    input.naming(
        video.get(0),
        () -> {
          metric.add(frames);
          return metric;
        });
  }

  private List<ReportTable> tables(VideoPanopticResult result) {
    List<ReportTable> tables = new ArrayList<>();
    ReportTable.Builder summary =
        new ReportTable.Builder("summary", "VPQ", "VPQ things", "VPQ stuff");
    summary.row("all windows", result.vpq(), result.vpqThings(), result.vpqStuff());
    for (VideoPanopticResult.Window window : result.windows()) {
      PanopticResult quality = window.quality();
      summary.row(
          "window " + window.frames(),
          quality.all().pq(),
          quality.things().pq(),
          quality.stuff().pq());
    }
    tables.add(summary.build());
    for (VideoPanopticResult.Window window : result.windows()) {
      tables.add(PanopticTables.averages("window " + window.frames(), window.quality()));
      if (perClass) {
        ReportTable detail = PanopticTables.perClass(window.quality());
        tables.add(
            new ReportTable(
                "window " + window.frames() + " per-class", detail.columns(), detail.rows()));
      }
    }
    return tables;
  }
}
