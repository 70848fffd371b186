package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Appearance;
import io.panoptes.track.state.StateReader;

/**
 * BoT-SORT (Aharon et al., Robust Associations Multi-Pedestrian Tracking, 2022), as its authors run
 * it: the stages of ByteTrack with a filter of centre, width and height, which moves with the
 * camera, and with looks that may stand in for overlap where boxes overlap already. The camera's
 * motion and the looks come from whoever has the pixels; without them it tracks by boxes alone. The
 * authors' cost of a look, half of 1 minus the cosine, is theirs for a threshold of 0.5; for other
 * looks it is stretched so that their threshold costs as much.
 */
public final class BotSort extends TwoStageTracker {

  private final BotSortSettings settings;

  public BotSort(BotSortSettings settings) {
    super(settings.stages());
    this.settings = settings;
  }

  @Override
  BodyMotion motion(Box box) {
    return new CentreMotion(box);
  }

  @Override
  BodyMotion readMotion(StateReader in) {
    return CentreMotion.read(in);
  }

  @Override
  void see(TwoStageTrack track, Detection detection) {
    if (detection.appearance().isPresent()) {
      track.look().see(detection.appearance().get(), settings.lookInertia());
    }
  }

  @Override
  double firstCost(TwoStageTrack track, Detection detection, double iou) {
    double byOverlap = 1 - iou * detection.score();
    if (detection.appearance().isEmpty() || 1 - iou > 1 - settings.leastOverlap()) {
      return byOverlap;
    }
    Appearance seen = detection.appearance().get();
    double evidence = seen.space().evidence(track.look().likeness(seen));
    return evidence >= 0
        ? Math.min(byOverlap, settings.lookLimit() * Math.max(0, 1 - evidence))
        : byOverlap;
  }
}
