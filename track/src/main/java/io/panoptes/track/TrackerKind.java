package io.panoptes.track;

import io.panoptes.track.box.BotSort;
import io.panoptes.track.box.BotSortSettings;
import io.panoptes.track.box.BoxAssociation;
import io.panoptes.track.box.ByteTrack;
import io.panoptes.track.box.ByteTrackSettings;
import io.panoptes.track.box.OcSort;
import io.panoptes.track.box.OcSortSettings;
import io.panoptes.track.box.Sort;
import io.panoptes.track.panoptic.PanopticTracker;
import java.util.Locale;

/** The trackers that can be chosen by name. */
public enum TrackerKind {
  /** Masks, boxes, motion and occlusion together; the default. */
  PANOPTIC,
  /** BoT-SORT (Aharon et al. 2022) on boxes, looks and camera motion. */
  BOTSORT,
  /** OC-SORT (Cao et al. 2023) on the boxes of the segments. */
  OCSORT,
  /** ByteTrack (Zhang et al. 2022) on the boxes of the segments. */
  BYTETRACK,
  /** SORT (Bewley et al. 2016) on the boxes of the segments. */
  SORT;

  private static final double OVERLAP = 0.3;

  /** As written in configuration files and in tracked frames. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A tracker with fresh state. */
  public Tracker create(TrackSettings settings) {
    double lostFor = settings.lostFor().toNanos() / 1e9;
    return switch (this) {
      case PANOPTIC -> new PanopticTracker(settings);
      case OCSORT -> {
        OcSortSettings paper = OcSortSettings.PAPER;
        yield new BoxAssociation(
            new OcSort(
                new OcSortSettings(
                    settings.highScore(),
                    lostFor,
                    settings.minHits(),
                    paper.overlap(),
                    paper.recoveryOverlap(),
                    paper.deltaSteps(),
                    paper.inertia(),
                    paper.usesScores(),
                    paper.separatesCategories(),
                    paper.reupdates())));
      }
      case BOTSORT -> {
        BotSortSettings paper = BotSortSettings.PAPER;
        yield new BoxAssociation(
            new BotSort(
                new BotSortSettings(
                    paper.stages().with(settings.highScore(), lostFor),
                    paper.leastOverlap(),
                    paper.lookLimit(),
                    paper.lookInertia())));
      }
      case BYTETRACK ->
          new BoxAssociation(
              new ByteTrack(ByteTrackSettings.PAPER.with(settings.highScore(), lostFor)));
      case SORT -> new BoxAssociation(new Sort(lostFor, settings.minHits(), OVERLAP));
    };
  }
}
