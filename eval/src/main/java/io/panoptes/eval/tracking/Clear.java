package io.panoptes.eval.tracking;

import java.util.Arrays;

/**
 * CLEAR MOT (Bernardin and Stiefelhagen 2008), equal to TrackEval: similarity of at least 0.5, a
 * match of the frame before is kept where possible, and a switch is counted against the last match
 * ever. On masks its MOTA and sMOTA are MOTSA and sMOTSA. Instances are not for several threads;
 * give each thread its own and {@link #merge} them.
 */
public final class Clear {

  private static final double THRESHOLD = 0.5;
  private static final double TINY = 0x1p-52;
  private static final double KEEP = 1000;
  private static final int NONE = -1;

  private final LinearAssignment assignment = new LinearAssignment();
  private long truePositives;
  private long falseNegatives;
  private long falsePositives;
  private long switches;
  private long mostlyTracked;
  private long partlyTracked;
  private long mostlyLost;
  private long fragments;
  private long frames;
  private double similaritySum;

  /** Adds one whole sequence. */
  public void add(TrackingSequence sequence) {
    if (sequence.predictedBoxes() == 0) {
      falseNegatives += sequence.truthBoxes();
      mostlyLost += sequence.truthTracks();
      return;
    }
    if (sequence.truthBoxes() == 0) {
      falsePositives += sequence.predictedBoxes();
      return;
    }
    int tracks = sequence.truthTracks();
    int[] present = new int[tracks];
    int[] tracked = new int[tracks];
    int[] pieces = new int[tracks];
    int[] lastEver = new int[tracks];
    int[] before = new int[tracks];
    int[] now = new int[tracks];
    Arrays.fill(lastEver, NONE);
    Arrays.fill(before, NONE);
    double[] scores = new double[0];
    int[] match = new int[0];
    for (int t = 0; t < sequence.frames().size(); t++) {
      int[] truths = sequence.truthTracks(t);
      int[] predictions = sequence.predictedTracks(t);
      for (int track : truths) {
        present[track]++;
      }
      // A frame that is empty on one side does not forget the frame before it.
      if (truths.length == 0 || predictions.length == 0) {
        falsePositives += predictions.length;
        falseNegatives += truths.length;
        continue;
      }
      double[] similarity = sequence.frames().get(t).similarities();
      if (scores.length < similarity.length) {
        scores = new double[2 * similarity.length];
      }
      if (match.length < truths.length) {
        match = new int[2 * truths.length];
      }
      score(truths, predictions, similarity, before, scores);
      assignment.maximise(scores, truths.length, predictions.length, match);
      Arrays.fill(now, NONE);
      int hits = 0;
      for (int g = 0; g < truths.length; g++) {
        int p = match[g];
        if (p < 0 || scores[g * predictions.length + p] <= TINY) {
          continue;
        }
        int track = truths[g];
        hits++;
        similaritySum += similarity[g * predictions.length + p];
        tracked[track]++;
        if (lastEver[track] != NONE && lastEver[track] != predictions[p]) {
          switches++;
        }
        if (before[track] == NONE) {
          pieces[track]++;
        }
        lastEver[track] = predictions[p];
        now[track] = predictions[p];
      }
      System.arraycopy(now, 0, before, 0, tracks);
      truePositives += hits;
      falseNegatives += truths.length - hits;
      falsePositives += predictions.length - hits;
    }
    frames += sequence.frames().size();
    judge(present, tracked, pieces);
  }

  private static void score(
      int[] truths, int[] predictions, double[] similarity, int[] before, double[] scores) {
    for (int g = 0, i = 0; g < truths.length; g++) {
      for (int p = 0; p < predictions.length; p++, i++) {
        double s = similarity[i];
        scores[i] = s < THRESHOLD - TINY ? 0 : before[truths[g]] == predictions[p] ? KEEP + s : s;
      }
    }
  }

  private void judge(int[] present, int[] tracked, int[] pieces) {
    for (int track = 0; track < present.length; track++) {
      double ratio = (double) tracked[track] / present[track];
      if (ratio > 0.8) {
        mostlyTracked++;
      } else if (ratio >= 0.2) {
        partlyTracked++;
      } else {
        mostlyLost++;
      }
      fragments += Math.max(0, pieces[track] - 1);
    }
  }

  /** Adds the sequences of another instance. */
  public void merge(Clear other) {
    truePositives += other.truePositives;
    falseNegatives += other.falseNegatives;
    falsePositives += other.falsePositives;
    switches += other.switches;
    mostlyTracked += other.mostlyTracked;
    partlyTracked += other.partlyTracked;
    mostlyLost += other.mostlyLost;
    fragments += other.fragments;
    frames += other.frames;
    similaritySum += other.similaritySum;
  }

  public ClearResult result() {
    return new ClearResult(
        truePositives,
        falseNegatives,
        falsePositives,
        switches,
        mostlyTracked,
        partlyTracked,
        mostlyLost,
        fragments,
        frames,
        similaritySum);
  }
}
