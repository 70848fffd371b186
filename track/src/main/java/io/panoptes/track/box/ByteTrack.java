package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.track.state.StateReader;

/**
 * ByteTrack (Zhang et al., Multi-Object Tracking by Associating Every Detection Box, ECCV 2022), as
 * its authors run it: sure detections first, then faint ones for the tracks that are left.
 */
public final class ByteTrack extends TwoStageTracker {

  public ByteTrack(ByteTrackSettings settings) {
    super(settings);
  }

  @Override
  BodyMotion motion(Box box) {
    return new HeightMotion(box);
  }

  @Override
  BodyMotion readMotion(StateReader in) {
    return HeightMotion.read(in);
  }

  @Override
  double firstCost(TwoStageTrack track, Detection detection, double iou) {
    return 1 - iou * detection.score();
  }
}
