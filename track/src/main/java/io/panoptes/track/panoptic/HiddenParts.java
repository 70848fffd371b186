package io.panoptes.track.panoptic;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Segment;

/**
 * Works out where the whole of a thing is when the frame's edge or something in front of it hides a
 * part: the hidden side is put where the visible opposite side and the usual size say.
 */
final class HiddenParts {

  /** A side that is missing by less than this share of the usual length is not called hidden. */
  private static final double LEAST_MISSING = 0.12;

  /**
   * A size that was learned from two things in one must be unlearned, and someone beside a thing is
   * not behind it. Legs behind a row of parked cars stay hidden for longer.
   */
  private static final long LONGEST_WIDTH_MICROS = 1_000_000;

  private static final long LONGEST_HEIGHT_MICROS = 5_000_000;

  private static final int SAMPLES = 9;
  private static final int EDGE = 2;

  private HiddenParts() {}

  /**
   * @param visible the visible part
   * @param usual where the whole was expected, for its size
   * @param hiddenMicros since when it has not been seen whole
   * @return the visible box itself when nothing is hidden
   */
  static Box whole(Scene scene, Segment thing, Box visible, Box usual, long hiddenMicros) {
    double left = visible.left();
    double top = visible.top();
    double right = visible.right();
    double bottom = visible.bottom();
    double missingWidth = usual.width() - visible.width();
    if (missingWidth > LEAST_MISSING * usual.width()) {
      boolean hiddenLeft =
          left <= EDGE
              || hiddenMicros <= LONGEST_WIDTH_MICROS
                  && isCovered(scene, thing, left - missingWidth / 2, Double.NaN, visible, false);
      boolean hiddenRight =
          right >= scene.width() - EDGE
              || hiddenMicros <= LONGEST_WIDTH_MICROS
                  && isCovered(scene, thing, right + missingWidth / 2, Double.NaN, visible, false);
      left -= hiddenLeft ? (hiddenRight ? missingWidth / 2 : missingWidth) : 0;
      right += hiddenRight ? (hiddenLeft ? missingWidth / 2 : missingWidth) : 0;
    }
    double missingHeight = usual.height() - visible.height();
    if (missingHeight > LEAST_MISSING * usual.height()) {
      boolean hiddenTop =
          top <= EDGE
              || isCovered(scene, thing, Double.NaN, top - missingHeight / 2, visible, false);
      boolean hiddenBottom =
          bottom >= scene.height() - EDGE
              || hiddenMicros <= LONGEST_HEIGHT_MICROS
                  && isCovered(scene, thing, Double.NaN, bottom + missingHeight / 2, visible, true);
      top -= hiddenTop ? (hiddenBottom ? missingHeight / 2 : missingHeight) : 0;
      bottom += hiddenBottom ? (hiddenTop ? missingHeight / 2 : missingHeight) : 0;
    }
    return new Box(left, top, right, bottom);
  }

  /**
   * Whether most of a line beside the visible part shows other things.
   *
   * @param stuffHides whether upright stuff counts too: a hedge hides feet, but a wall above a head
   *     is behind it
   */
  private static boolean isCovered(
      Scene scene, Segment thing, double x, double y, Box visible, boolean stuffHides) {
    int covered = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double part = (i + 0.5) / SAMPLES;
      int atX = (int) Math.floor(Double.isNaN(x) ? visible.left() + part * visible.width() : x);
      int atY = (int) Math.floor(Double.isNaN(y) ? visible.top() + part * visible.height() : y);
      if (atX < 0 || atY < 0 || atX >= scene.width() || atY >= scene.height()) {
        covered++;
        continue;
      }
      int label = scene.map().at(atX, atY);
      int meaning = scene.meaning(label);
      if ((stuffHides && meaning == Scene.UPRIGHT) || (meaning >= 0 && label != thing.id())) {
        covered++;
      }
    }
    return 2 * covered > SAMPLES;
  }
}
