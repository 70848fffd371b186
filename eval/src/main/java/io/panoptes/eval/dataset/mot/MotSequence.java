package io.panoptes.eval.dataset.mot;

import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.tracking.Preprocessing;
import io.panoptes.eval.tracking.TrackingFrame;
import io.panoptes.eval.tracking.TrackingSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Brings ground truth and results of one sequence together as TrackEval does. */
public final class MotSequence {

  private MotSequence() {}

  /**
   * @param length frames of the sequence; 0 when it is not known, and then the ground truth's last
   *     frame
   * @throws EvalInputException when a frame is past the length, ground truth has a class that the
   *     rules do not know, or a result has a class other than pedestrian
   */
  public static TrackingSequence of(
      String name, MotFile truth, MotFile results, int length, MotRules rules) {
    int frames = length > 0 ? length : truth.lastFrame();
    requireWithin(truth, frames, length);
    requireWithin(results, frames, length);
    requireClasses(truth, results, rules);
    Preprocessing preprocessing = new Preprocessing();
    List<TrackingFrame> sequence = new ArrayList<>(frames);
    for (int frame = 1; frame <= frames; frame++) {
      sequence.add(frame(truth.frame(frame), results.frame(frame), rules, preprocessing));
    }
    return new TrackingSequence(name, sequence);
  }

  private static void requireWithin(MotFile file, int frames, int length) {
    if (file.lastFrame() > frames) {
      throw new EvalInputException(
          file.path(),
          "frame " + file.lastFrame(),
          length > 0
              ? "is out of range, the sequence has %d frames".formatted(frames)
              : ("is out of range, the ground truth ends with frame %d; if the sequence is longer,"
                      + " give its length (seqinfo.ini beside the ground truth, or --frames)")
                  .formatted(frames));
    }
  }

  private static void requireClasses(MotFile truth, MotFile results, MotRules rules) {
    for (List<MotRow> rows : results.byFrame().values()) {
      for (MotRow row : rows) {
        if (row.category() > MotRules.PEDESTRIAN) {
          throw new EvalInputException(
              results.path(),
              "frame %d, id %d".formatted(row.frame(), row.id()),
              "has the class %d; MOT Challenge evaluates pedestrians (1) only, so choose the classes"
                      .formatted(row.category())
                  + " that count with --pred-classes");
        }
      }
    }
    if (!rules.usesClasses()) {
      return;
    }
    for (List<MotRow> rows : truth.byFrame().values()) {
      for (MotRow row : rows) {
        if (row.category() < MotRules.PEDESTRIAN || row.category() > MotRules.LAST_CLASS) {
          throw new EvalInputException(
              truth.path(),
              "frame %d, id %d".formatted(row.frame(), row.id()),
              "has the class %d; %s knows 1 to %d (files without classes follow --rules mot15)"
                  .formatted(row.category(), rules, MotRules.LAST_CLASS));
        }
      }
    }
  }

  private static TrackingFrame frame(
      List<MotRow> truths, List<MotRow> results, MotRules rules, Preprocessing preprocessing) {
    int[] truthIds = ids(truths);
    int[] resultIds = ids(results);
    double[] similarity = new double[truthIds.length * resultIds.length];
    for (int g = 0, i = 0; g < truthIds.length; g++) {
      for (int p = 0; p < resultIds.length; p++, i++) {
        similarity[i] = truths.get(g).box().iou(results.get(p).box());
      }
    }
    boolean[] keepTruth = new boolean[truthIds.length];
    for (int g = 0; g < keepTruth.length; g++) {
      keepTruth[g] = rules.evaluates(truths.get(g));
    }
    boolean[] keepResult = new boolean[resultIds.length];
    Arrays.fill(keepResult, true);
    if (rules.usesClasses()) {
      int[] truthOf = preprocessing.match(similarity, truthIds.length, resultIds.length);
      for (int p = 0; p < keepResult.length; p++) {
        keepResult[p] = truthOf[p] < 0 || !rules.isDistractor(truths.get(truthOf[p]).category());
      }
    }
    return Preprocessing.keep(truthIds, keepTruth, resultIds, keepResult, similarity);
  }

  private static int[] ids(List<MotRow> rows) {
    int[] ids = new int[rows.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = rows.get(i).id();
    }
    return ids;
  }
}
