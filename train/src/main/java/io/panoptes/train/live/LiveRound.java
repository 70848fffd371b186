package io.panoptes.train.live;

import io.panoptes.core.frame.CameraId;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a round of learning came to.
 *
 * @param frames labelled ones, those to measure on included
 * @param from version that the student began with, 0 for the bundled model
 * @param version that was written; empty when the student agreed no better with the teacher
 * @param before agreement of the model that was in use, on frames kept apart
 * @param after the student's
 * @param took pauses included
 */
public record LiveRound(
    CameraId camera,
    int frames,
    int from,
    OptionalInt version,
    Agreement before,
    Agreement after,
    Duration took) {

  /**
   * With the teacher.
   *
   * @param pq panoptic quality, 0 to 1
   * @param meanIou over the labels that teacher or student gave, 0 to 1
   */
  public record Agreement(double pq, double meanIou) {}
}
