package io.panoptes.track.panoptic;

import io.panoptes.core.geometry.Box;
import java.util.List;

/**
 * Finds segments that are pieces of a track whose main segment has become too small: a person cut
 * in two by a missed belt of pixels. Pieces begin no tracks of their own.
 */
final class Fragments {

  /** The main segment is smaller than the usual area by at least this factor. */
  private static final double SHRUNK = 0.8;

  /** The piece lies in the expected box by at least this share. */
  private static final double LEAST_INSIDE = 0.75;

  /** Pieces that stay apart for longer were never one thing. */
  private static final long LONGEST_MICROS = 500_000;

  private Fragments() {}

  /** Settles every free thing that is a piece of a linked track. */
  static void settle(
      List<PanopticTrack> tracks, Scene scene, Affinity affinity, Matching matching, long micros) {
    for (int thing = 0; thing < scene.size(); thing++) {
      if (!matching.isFreeThing(thing)) {
        continue;
      }
      for (int track = 0; track < tracks.size(); track++) {
        int main = matching.thingOf(track);
        if (main >= 0
            && tracks.get(track).isConfirmed()
            && micros - tracks.get(track).lastWholeMicros() <= LONGEST_MICROS
            && Affinity.isOfSameGroup(tracks.get(track).category(), scene.thing(thing).category())
            && scene.thing(main).areaPixels() + scene.thing(thing).areaPixels()
                <= tracks.get(track).usualArea() * (2 - SHRUNK)
            && scene.thing(main).areaPixels() <= SHRUNK * tracks.get(track).usualArea()
            && inside(scene.thing(thing).box(), affinity.predictedBox(track)) >= LEAST_INSIDE) {
          matching.addFragment(thing, track);
          break;
        }
      }
    }
  }

  /** The visible box of a track's main segment and its pieces. */
  static Box withFragments(int track, Box main, Scene scene, Matching matching) {
    Box box = main;
    for (int thing = 0; thing < scene.size(); thing++) {
      if (matching.isFragmentOf(thing, track)) {
        box = box.union(scene.thing(thing).box());
      }
    }
    return box;
  }

  private static double inside(Box part, Box whole) {
    return part.area() <= 0 ? 0 : part.intersectionArea(whole) / part.area();
  }
}
