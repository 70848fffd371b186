package io.panoptes.eval.run;

import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.MalformedEntryException;
import io.panoptes.eval.dataset.DataFiles;
import io.panoptes.eval.dataset.coco.PanopticAnnotation;
import io.panoptes.eval.dataset.step.StepPictures;
import io.panoptes.eval.report.EvalReport;
import io.panoptes.eval.report.ReportTable;
import io.panoptes.eval.stq.SegmentationTrackingQuality;
import io.panoptes.eval.stq.StqResult;
import io.panoptes.eval.stq.StqSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Segmentation and tracking quality of files: folders of STEP pictures, one folder a sequence, or
 * COCO panoptic files of videos whose segment ids last from frame to frame.
 *
 * @param truth folder, or COCO panoptic JSON
 * @param prediction folder with the same pictures, or COCO panoptic JSON
 * @param settings what the labels of STEP pictures mean; COCO files say it themselves
 * @param threads at least 1
 */
public record StqEvaluation(Path truth, Path prediction, StqSettings settings, int threads) {

  private static final int CHUNK = 8;

  private record Pair(String sequence, Path truth, Path prediction) {}

  /**
   * @throws EvalInputException when something cannot be read
   */
  public EvalReport run(Progress progress) {
    DataFiles.require(truth, "ground truth");
    DataFiles.require(prediction, "prediction");
    boolean coco = !Files.isDirectory(truth) || Files.exists(truth.resolve("panoptic.json"));
    StqResult result = (coco ? ofCoco(progress) : ofStep(progress)).result();
    Map<String, String> described = new LinkedHashMap<>();
    described.put("metric", "segmentation and tracking quality as deeplab2");
    described.put("sequences", Integer.toString(result.perSequence().size()));
    ReportTable.Builder summary = new ReportTable.Builder("summary", "STQ", "AQ", "SQ");
    summary.row("all", result.stq(), result.associationQuality(), result.segmentationQuality());
    ReportTable.Builder sequences =
        new ReportTable.Builder("sequences", "STQ", "AQ", "SQ", "frames");
    for (StqResult.PerSequence sequence : result.perSequence()) {
      sequences.row(
          sequence.name().isEmpty() ? "." : sequence.name(),
          sequence.stq(),
          sequence.associationQuality(),
          sequence.segmentationQuality(),
          (long) sequence.frames());
    }
    return new EvalReport("stq", described, List.of(summary.build(), sequences.build()), List.of());
  }

  private SegmentationTrackingQuality ofStep(Progress progress) {
    List<Path> pictures = DataFiles.below(truth, ".png");
    if (pictures.isEmpty()) {
      throw new EvalInputException(truth, "", "holds no pictures (PNG)");
    }
    List<Pair> pairs =
        pictures.stream()
            .map(
                picture -> {
                  Path name = truth.relativize(picture);
                  String sequence = name.getParent() == null ? "" : name.getParent().toString();
                  return new Pair(sequence, picture, prediction.resolve(name.toString()));
                })
            .toList();
    return new ParallelSum<>(
            threads,
            CHUNK,
            () -> new SegmentationTrackingQuality(settings),
            SegmentationTrackingQuality::merge,
            progress)
        .sum(
            pairs,
            (metric, pair) -> {
              LabelMap wanted = StepPictures.read(pair.truth());
              LabelMap found = StepPictures.read(pair.prediction());
              try {
                metric.add(pair.sequence(), wanted, found);
              } catch (MalformedEntryException e) {
                throw new EvalInputException(
                    e.inTruth() ? pair.truth() : pair.prediction(), e.entry(), e.problem(), e);
              }
            });
  }

  private SegmentationTrackingQuality ofCoco(Progress progress) {
    PanopticInput input = new PanopticInput(truth, Optional.empty(), prediction, Optional.empty());
    TrackLabels labels = new TrackLabels(input.categories());
    return new ParallelSum<>(
            threads,
            1,
            () -> new SegmentationTrackingQuality(labels.settings()),
            SegmentationTrackingQuality::merge,
            progress)
        .sum(
            input.videos(),
            (metric, video) -> {
              TrackLabels.Video wanted = labels.newVideo();
              TrackLabels.Video found = labels.newVideo();
              String name = input.video(video.get(0));
              for (PanopticAnnotation picture : video) {
                input.naming(
                    picture,
                    () -> {
                      metric.add(
                          name,
                          wanted.labels(input.truth(picture), true),
                          found.labels(input.prediction(picture), false));
                      return metric;
                    });
              }
            });
  }
}
