package io.panoptes.track.panoptic;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds segments that several tracks have run into: two people whom a segmenter that only sees
 * motion shows as one blob. The members keep their identities and move on by their own motion
 * inside the blob until it splits.
 */
final class Blobs {

  /** A member's shape lies in the blob by at least this share. */
  private static final double LEAST_INSIDE = 0.7;

  /** A blob is larger than its largest member by at least this factor. */
  private static final double LEAST_GROWTH = 1.3;

  /** A blob's box overlaps that of all members better than any single one's by at least this. */
  private static final double CLEARLY_BETTER = 0.05;

  /** A track that fits a thing of its own this well is no member. */
  private static final double OWN_FIT = 0.45;

  /** A member may not have been seen on its own for so long. */
  private static final long LONGEST_MERGE_MICROS = 30_000_000;

  private static final long LONGEST_MISS_MICROS = 500_000;

  private Blobs() {}

  /**
   * Settles the members of all blobs, and the blobs.
   *
   * @return for each track the thing that it is a part of, or -1
   */
  static int[] settle(
      List<PanopticTrack> tracks, Scene scene, Overlaps predicted, Matching matching, long micros) {
    int[] blobOfTrack = new int[tracks.size()];
    List<List<Integer>> members = new ArrayList<>();
    for (int thing = 0; thing < scene.size(); thing++) {
      members.add(new ArrayList<>());
    }
    for (int track = 0; track < tracks.size(); track++) {
      blobOfTrack[track] = -1;
      int thing = predicted.mostCovering(track);
      if (thing >= 0
          && isCandidate(tracks.get(track), micros)
          && predicted.coverage(track, thing) >= LEAST_INSIDE
          && !fitsAnother(tracks.get(track), track, thing, scene, predicted)) {
        members.get(thing).add(track);
      }
    }
    for (int thing = 0; thing < scene.size(); thing++) {
      List<Integer> inside = members.get(thing);
      if (inside.size() >= 2 && looksLikeAll(tracks, inside, scene.thing(thing))) {
        for (int track : inside) {
          blobOfTrack[track] = thing;
          matching.settleTrack(track);
        }
        matching.settleThing(thing);
      }
    }
    return blobOfTrack;
  }

  private static boolean isCandidate(PanopticTrack track, long micros) {
    return track.isConfirmed()
        && micros - Math.max(track.lastAloneMicros(), track.lastMergedMicros())
            <= LONGEST_MISS_MICROS
        && micros - track.lastAloneMicros() <= LONGEST_MERGE_MICROS;
  }

  private static boolean fitsAnother(
      PanopticTrack track, int index, int thing, Scene scene, Overlaps predicted) {
    for (int other = 0; other < scene.size(); other++) {
      if (other != thing
          && predicted.iou(index, other, track.lastArea(), scene.thing(other).areaPixels())
              >= OWN_FIT) {
        return true;
      }
    }
    return false;
  }

  /** Whether a thing is more like all members together than like any one of them. */
  private static boolean looksLikeAll(
      List<PanopticTrack> tracks, List<Integer> inside, Segment thing) {
    double largest = 0;
    double bestAlone = 0;
    Box all = tracks.get(inside.get(0)).motion().box();
    for (int track : inside) {
      Box box = tracks.get(track).motion().box();
      largest = Math.max(largest, tracks.get(track).usualArea());
      bestAlone = Math.max(bestAlone, box.iou(thing.box()));
      all = all.union(box);
    }
    return thing.areaPixels() >= LEAST_GROWTH * largest
        && all.iou(thing.box()) >= bestAlone + CLEARLY_BETTER;
  }

  /** The member that gives the blob its number: the one that did before, else the largest. */
  static int leader(List<PanopticTrack> tracks, int[] blobOfTrack, int thing) {
    int best = -1;
    for (int track = 0; track < blobOfTrack.length; track++) {
      if (blobOfTrack[track] != thing) {
        continue;
      }
      if (tracks.get(track).isLeader()) {
        return track;
      }
      if (best < 0 || tracks.get(track).usualArea() > tracks.get(best).usualArea()) {
        best = track;
      }
    }
    return best;
  }
}
