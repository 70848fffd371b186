package io.panoptes.track.panoptic;

import io.panoptes.track.mask.CoarseMask;
import java.util.List;

/**
 * The joint histogram of last known shapes and the frame's labels: every cell of every track's
 * shape, moved to where the track should be now, is looked up once in the map. All pairs together
 * cost one look-up a cell, however many things there are.
 */
final class Overlaps {

  /** How many lowest rows of a shape count as its foot, as a share of all rows. */
  private static final double FOOT_SHARE = 0.2;

  private final int things;
  private final int[] hits;
  private final int[] total;
  private final int[] outside;
  private final int[] ground;
  private final int[] upright;
  private final int[] footTotal;
  private final int[] footUpright;

  private Overlaps(int tracks, int things) {
    this.things = things;
    hits = new int[tracks * things];
    total = new int[tracks];
    outside = new int[tracks];
    ground = new int[tracks];
    upright = new int[tracks];
    footTotal = new int[tracks];
    footUpright = new int[tracks];
  }

  /**
   * @param moved whether shapes are looked up where their tracks are predicted, or where they were
   *     last seen
   */
  static Overlaps of(List<PanopticTrack> tracks, Scene scene, boolean moved) {
    Overlaps overlaps = new Overlaps(tracks.size(), scene.size());
    for (int i = 0; i < tracks.size(); i++) {
      PanopticTrack track = tracks.get(i);
      int dx = moved ? (int) Math.round(track.shiftX()) : 0;
      int dy = moved ? (int) Math.round(track.shiftY()) : 0;
      overlaps.lookUp(i, track.mask(), dx, dy, scene);
    }
    return overlaps;
  }

  private void lookUp(int track, CoarseMask mask, int dx, int dy, Scene scene) {
    char[] ids = scene.map().ids();
    int width = scene.width();
    int height = scene.height();
    int footFrom = (int) Math.floor(mask.rows() * (1 - FOOT_SHARE));
    total[track] = mask.count();
    for (int row = 0; row < mask.rows(); row++) {
      int bits = mask.row(row);
      boolean foot = row >= footFrom;
      footTotal[track] += foot ? Integer.bitCount(bits) : 0;
      int y = mask.pixelY(row) + dy;
      if (y < 0 || y >= height) {
        outside[track] += Integer.bitCount(bits);
        continue;
      }
      while (bits != 0) {
        int x = mask.pixelX(Integer.numberOfTrailingZeros(bits)) + dx;
        bits &= bits - 1;
        if (x < 0 || x >= width) {
          outside[track]++;
          continue;
        }
        int meaning = scene.meaning(ids[y * width + x]);
        if (meaning >= 0) {
          hits[track * things + meaning]++;
        } else if (meaning == Scene.GROUND) {
          ground[track]++;
        } else if (meaning == Scene.UPRIGHT) {
          upright[track]++;
          footUpright[track] += foot ? 1 : 0;
        }
      }
    }
  }

  /** Share of the track's shape that the thing covers, 0 to 1. */
  double coverage(int track, int thing) {
    return share(hits[track * things + thing], total[track]);
  }

  /** Share of the track's shape that lies outside the frame. */
  double outside(int track) {
    return share(outside[track], total[track]);
  }

  /** Share of the track's foot that stuff covers which things cannot stand on. */
  double footHidden(int track) {
    return share(footUpright[track], footTotal[track]);
  }

  /**
   * Intersection over union of a thing and the part of the track's shape inside the frame.
   *
   * @param trackArea of the shape when it was seen
   * @param thingArea of the thing now
   */
  double iou(int track, int thing, double trackArea, double thingArea) {
    double intersection = Math.min(thingArea, coverage(track, thing) * trackArea);
    double union = (1 - outside(track)) * trackArea + thingArea - intersection;
    return union <= 0 ? 0 : intersection / union;
  }

  /** The thing that covers most of the track's shape, the first of equals; -1 when none does. */
  int mostCovering(int track) {
    int best = -1;
    int most = 0;
    for (int thing = 0; thing < things; thing++) {
      if (hits[track * things + thing] > most) {
        most = hits[track * things + thing];
        best = thing;
      }
    }
    return best;
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
