package io.panoptes.eval.tracking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A video whose tracks are compared: every frame in order, those without anything in them too. Ids
 * are numbered from 0 here, in ascending order, for the metrics' tables.
 */
public final class TrackingSequence {

  private final String name;
  private final List<TrackingFrame> frames;
  private final int[][] truths;
  private final int[][] predictions;
  private final int truthTracks;
  private final int predictedTracks;
  private final long truthBoxes;
  private final long predictedBoxes;

  public TrackingSequence(String name, List<TrackingFrame> frames) {
    this.name = name;
    this.frames = List.copyOf(frames);
    TreeSet<Integer> truthIds = new TreeSet<>();
    TreeSet<Integer> predictedIds = new TreeSet<>();
    for (TrackingFrame frame : frames) {
      for (int g = 0; g < frame.truths(); g++) {
        truthIds.add(frame.truthId(g));
      }
      for (int p = 0; p < frame.predictions(); p++) {
        predictedIds.add(frame.predictedId(p));
      }
    }
    Map<Integer, Integer> truthIndex = number(truthIds);
    Map<Integer, Integer> predictedIndex = number(predictedIds);
    truthTracks = truthIndex.size();
    predictedTracks = predictedIndex.size();
    truths = new int[frames.size()][];
    predictions = new int[frames.size()][];
    long truthCount = 0;
    long predictedCount = 0;
    for (int t = 0; t < truths.length; t++) {
      TrackingFrame frame = frames.get(t);
      truths[t] = new int[frame.truths()];
      predictions[t] = new int[frame.predictions()];
      for (int g = 0; g < truths[t].length; g++) {
        truths[t][g] = truthIndex.get(frame.truthId(g));
      }
      for (int p = 0; p < predictions[t].length; p++) {
        predictions[t][p] = predictedIndex.get(frame.predictedId(p));
      }
      truthCount += truths[t].length;
      predictedCount += predictions[t].length;
    }
    truthBoxes = truthCount;
    predictedBoxes = predictedCount;
  }

  private static Map<Integer, Integer> number(TreeSet<Integer> ids) {
    Map<Integer, Integer> index = new HashMap<>(2 * ids.size());
    for (int id : ids) {
      index.put(id, index.size());
    }
    return index;
  }

  public String name() {
    return name;
  }

  public List<TrackingFrame> frames() {
    return frames;
  }

  /** How many different identities the ground truth has. */
  public int truthTracks() {
    return truthTracks;
  }

  /** How many different identities were reported. */
  public int predictedTracks() {
    return predictedTracks;
  }

  /** Detections of ground truth over all frames. */
  public long truthBoxes() {
    return truthBoxes;
  }

  /** Reported detections over all frames. */
  public long predictedBoxes() {
    return predictedBoxes;
  }

  /** Track numbers from 0 of the truths of a frame, not a copy. */
  int[] truthTracks(int frame) {
    return truths[frame];
  }

  /** Track numbers from 0 of the predictions of a frame, not a copy. */
  int[] predictedTracks(int frame) {
    return predictions[frame];
  }
}
