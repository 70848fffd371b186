package io.panoptes.eval.dataset.kitti;

import io.panoptes.core.geometry.Box;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.tracking.Preprocessing;
import io.panoptes.eval.tracking.TrackingFrame;
import io.panoptes.eval.tracking.TrackingSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Brings ground truth and results of one KITTI sequence together as TrackEval does: vans beside
 * cars and sitting persons beside pedestrians, occluded (level above 2) and truncated (level above
 * 0) objects are distractors; results that match nothing are taken out when they are at most 25
 * pixels high or more than half inside a region that nobody labelled.
 */
public final class KittiSequence {

  private static final int MOST_OCCLUSION = 2;
  private static final int MOST_TRUNCATION = 0;
  private static final double LEAST_HEIGHT = 25;
  private static final double TINY = 0x1p-52;

  /** The classes that KITTI evaluates. */
  public enum Kind {
    CAR("van"),
    PEDESTRIAN("person");

    private final String distractor;

    Kind(String distractor) {
      this.distractor = distractor;
    }

    boolean is(KittiRow row) {
      String category = row.category().toLowerCase(Locale.ROOT);
      return category.equals(name().toLowerCase(Locale.ROOT))
          || this == CAR && category.equals("car_2");
    }

    boolean concerns(KittiRow row) {
      String category = row.category().toLowerCase(Locale.ROOT);
      return is(row) || category.equals(distractor) || category.equals(distractor + "_sitting");
    }
  }

  private KittiSequence() {}

  /**
   * @param length frames of the sequence; 0 when it is not known, and then the ground truth's last
   * @throws EvalInputException when a frame is past the length
   */
  public static TrackingSequence of(
      String name, KittiFile truth, KittiFile results, int length, Kind kind) {
    int frames = length > 0 ? length : truth.lastFrame() + 1;
    for (KittiFile file : List.of(truth, results)) {
      if (file.lastFrame() >= frames) {
        throw new EvalInputException(
            file.path(),
            "frame " + file.lastFrame(),
            ("is out of range, the sequence has the frames 0 to %d; if it is longer, give its"
                    + " length with --frames")
                .formatted(frames - 1));
      }
    }
    Preprocessing preprocessing = new Preprocessing();
    List<TrackingFrame> sequence = new ArrayList<>(frames);
    for (int frame = 0; frame < frames; frame++) {
      sequence.add(frame(truth.frame(frame), results.frame(frame), kind, preprocessing));
    }
    return new TrackingSequence(name, sequence);
  }

  private static TrackingFrame frame(
      List<KittiRow> labels, List<KittiRow> tracks, Kind kind, Preprocessing preprocessing) {
    List<KittiRow> truths =
        labels.stream().filter(row -> row.id() >= 0 && kind.concerns(row)).toList();
    List<KittiRow> results = tracks.stream().filter(row -> row.id() >= 0 && kind.is(row)).toList();
    List<Box> unlabelled =
        labels.stream()
            .filter(row -> row.category().equalsIgnoreCase("dontcare"))
            .map(KittiRow::box)
            .toList();
    double[] similarity = new double[truths.size() * results.size()];
    for (int g = 0, i = 0; g < truths.size(); g++) {
      for (int p = 0; p < results.size(); p++, i++) {
        similarity[i] = truths.get(g).box().iou(results.get(p).box());
      }
    }
    boolean[] keepTruth = new boolean[truths.size()];
    for (int g = 0; g < keepTruth.length; g++) {
      keepTruth[g] = isEvaluated(truths.get(g), kind);
    }
    int[] truthOf = preprocessing.match(similarity, truths.size(), results.size());
    boolean[] keepResult = new boolean[results.size()];
    for (int p = 0; p < keepResult.length; p++) {
      keepResult[p] =
          truthOf[p] >= 0
              ? isEvaluated(truths.get(truthOf[p]), kind)
              : results.get(p).box().height() > LEAST_HEIGHT + TINY
                  && !isInside(results.get(p).box(), unlabelled);
    }
    return Preprocessing.keep(ids(truths), keepTruth, ids(results), keepResult, similarity);
  }

  private static boolean isEvaluated(KittiRow row, Kind kind) {
    return kind.is(row) && row.occlusion() <= MOST_OCCLUSION && row.truncation() <= MOST_TRUNCATION;
  }

  private static boolean isInside(Box box, List<Box> regions) {
    for (Box region : regions) {
      if (box.area() > TINY && box.intersectionArea(region) / box.area() > 0.5 + TINY) {
        return true;
      }
    }
    return false;
  }

  private static int[] ids(List<KittiRow> rows) {
    int[] ids = new int[rows.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = rows.get(i).id();
    }
    return ids;
  }
}
