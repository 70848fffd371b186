package io.panoptes.eval.dataset.mots;

import io.panoptes.core.mask.Rle;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.tracking.Preprocessing;
import io.panoptes.eval.tracking.TrackingFrame;
import io.panoptes.eval.tracking.TrackingSequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings ground truth and results of one MOTS sequence together as TrackEval does: results that
 * match nothing and lie by more than half in ignored regions are taken out.
 */
public final class MotsSequence {

  private static final double TINY = 0x1p-52;

  private MotsSequence() {}

  /**
   * @param length frames of the sequence; 0 when it is not known, and then the ground truth's last
   * @param category the class that is evaluated
   * @throws EvalInputException when a frame is past the length, or masks differ in size
   */
  public static TrackingSequence of(
      String name, MotsFile truth, MotsFile results, int length, int category) {
    int first = Math.min(1, Math.min(truth.firstFrame(), results.firstFrame()));
    int last = length > 0 ? first + length - 1 : truth.lastFrame();
    for (MotsFile file : List.of(truth, results)) {
      if (file.lastFrame() > last) {
        throw new EvalInputException(
            file.path(),
            "frame " + file.lastFrame(),
            ("is out of range, the sequence has the frames %d to %d; if it is longer, give its"
                    + " length with --frames")
                .formatted(first, last));
      }
    }
    Preprocessing preprocessing = new Preprocessing();
    List<TrackingFrame> sequence = new ArrayList<>();
    for (int frame = first; frame <= last; frame++) {
      try {
        sequence.add(frame(truth.frame(frame), results.frame(frame), category, preprocessing));
      } catch (IllegalArgumentException e) {
        throw new EvalInputException(results.path(), "frame " + frame, e.getMessage(), e);
      }
    }
    return new TrackingSequence(name, sequence);
  }

  private static TrackingFrame frame(
      List<MotsObject> labels, List<MotsObject> tracks, int category, Preprocessing preprocessing) {
    List<MotsObject> truths = labels.stream().filter(o -> o.category() == category).toList();
    List<MotsObject> results = tracks.stream().filter(o -> o.category() == category).toList();
    List<Rle> ignored =
        labels.stream()
            .filter(object -> object.category() == MotsObject.IGNORED_CLASS)
            .map(MotsObject::mask)
            .toList();
    double[] similarity = new double[truths.size() * results.size()];
    for (int g = 0, i = 0; g < truths.size(); g++) {
      for (int p = 0; p < results.size(); p++, i++) {
        similarity[i] = truths.get(g).mask().iou(results.get(p).mask());
      }
    }
    boolean[] keepTruth = new boolean[truths.size()];
    java.util.Arrays.fill(keepTruth, true);
    boolean[] keepResult = new boolean[results.size()];
    java.util.Arrays.fill(keepResult, true);
    if (!ignored.isEmpty()) {
      Rle region = Rle.union(ignored);
      int[] truthOf = preprocessing.match(similarity, truths.size(), results.size());
      for (int p = 0; p < keepResult.length; p++) {
        keepResult[p] = truthOf[p] >= 0 || results.get(p).mask().shareInside(region) <= 0.5 + TINY;
      }
    }
    return Preprocessing.keep(ids(truths), keepTruth, ids(results), keepResult, similarity);
  }

  private static int[] ids(List<MotsObject> objects) {
    int[] ids = new int[objects.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = objects.get(i).id();
    }
    return ids;
  }
}
