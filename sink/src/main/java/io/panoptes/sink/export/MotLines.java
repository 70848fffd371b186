package io.panoptes.sink.export;

import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;

/**
 * Result lines of the MOT Challenge: {@code frame,id,left,top,width,height,score,category,-1,-1}.
 * Boxes are in full-frame pixels with the origin at the upper left corner of the picture; the
 * eighth column, a world coordinate there, holds the id of the category.
 */
public final class MotLines {

  private static final int PIXEL_DECIMALS = 2;
  private static final int SCORE_DECIMALS = 4;

  private MotLines() {}

  /**
   * One line, with a line feed, for each confirmed track that the frame shows, by track number.
   *
   * @param number of the frame, from 1
   */
  public static String of(TrackedFrame frame, long number) {
    StringBuilder out = new StringBuilder();
    for (TrackedSegment track : frame.tracks()) {
      if (!track.isVisible() || track.state() != TrackState.CONFIRMED) {
        continue;
      }
      out.append(number).append(',').append(track.track().number()).append(',');
      FixedDecimals.append(out, track.box().left(), PIXEL_DECIMALS);
      out.append(',');
      FixedDecimals.append(out, track.box().top(), PIXEL_DECIMALS);
      out.append(',');
      FixedDecimals.append(out, track.box().width(), PIXEL_DECIMALS);
      out.append(',');
      FixedDecimals.append(out, track.box().height(), PIXEL_DECIMALS);
      out.append(',');
      FixedDecimals.append(out, track.score(), SCORE_DECIMALS);
      out.append(',').append(track.category().id()).append(",-1,-1\n");
    }
    return out.toString();
  }
}
