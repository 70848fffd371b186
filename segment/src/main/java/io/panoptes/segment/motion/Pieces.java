package io.panoptes.segment.motion;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts things right that were taken for one and are several, or the other way round. Not safe for
 * threads.
 */
final class Pieces {

  private static final int FRAMES_TO_BE_SURE = 3;

  /** Adds a thing to the memory. */
  interface Births {
    MovingObject add(SoftMask mask, double now);
  }

  private final int height;
  private final int minArea;
  private final Births births;
  private final PersonHeights heights = new PersonHeights();

  Pieces(int height, int minArea, Births births) {
    this.height = height;
    this.minArea = minArea;
    this.births = births;
  }

  /** To be called once a frame, when all things have their masks. */
  void rearrange(List<MovingObject> objects, double now) {
    partSeparated(objects, now);
    learnHeights(objects);
    join(objects);
  }

  /** What has fallen into two large pieces side by side was two from the beginning. */
  private void partSeparated(List<MovingObject> objects, double now) {
    for (MovingObject object : List.copyOf(objects)) {
      List<Region> large = new ArrayList<>();
      for (MovingObject.Piece piece : object.pieces) {
        if (piece.pixels() >= Math.max(minArea, 0.28f * object.support)) {
          large.add(piece.box());
        }
      }
      boolean apart =
          large.size() == 2
              && object.misses == 0
              && overlap(
                      large.get(0).left(),
                      large.get(0).right(),
                      large.get(1).left(),
                      large.get(1).right())
                  < 0.2f * Math.min(large.get(0).width(), large.get(1).width());
      object.framesApart = apart ? object.framesApart + 1 : 0;
      if (object.framesApart >= FRAMES_TO_BE_SURE) {
        split(objects, object, large, now);
      }
    }
  }

  private static int overlap(int fromA, int toA, int fromB, int toB) {
    return Math.min(toA, toB) - Math.max(fromA, fromB);
  }

  private void learnHeights(List<MovingObject> objects) {
    for (MovingObject object : objects) {
      Region core = object.mask.core(ObjectMemory.INSIDE);
      boolean whole =
          object.detected
              && object.misses == 0
              && object.pieces.size() == 1
              && core.top() > 2
              && core.bottom() < height - 2
              && core.height() > 1.7f * core.width();
      if (whole) {
        heights.see(core.bottom(), core.height());
      }
    }
  }

  /** Joins pieces of one thing that were taken for two. */
  private void join(List<MovingObject> objects) {
    for (int i = 0; i < objects.size(); i++) {
      for (int j = objects.size() - 1; j >= 0; j--) {
        if (i < objects.size() && i != j) {
          MovingObject whole = objects.get(i);
          MovingObject part = objects.get(j);
          if (part.usualMass < whole.usualMass && belongsTo(part, whole)) {
            part.framesTogether++;
            if (part.framesTogether >= FRAMES_TO_BE_SURE) {
              absorb(whole, part);
              objects.remove(j);
              i -= j < i ? 1 : 0;
            }
          }
        }
      }
    }
  }

  private boolean belongsTo(MovingObject part, MovingObject whole) {
    Region a = part.mask.core(ObjectMemory.INSIDE);
    Region b = whole.mask.core(ObjectMemory.INSIDE);
    if (a.isEmpty() || b.isEmpty() || part.misses > 0 || whole.misses > 0) {
      return false;
    }
    int sharedX = overlap(a.left(), a.right(), b.left(), b.right());
    int gapY = Math.max(a.top(), b.top()) - Math.min(a.bottom(), b.bottom());
    if (sharedX < 0.6f * Math.min(a.width(), b.width()) || gapY > 0.12f * b.height()) {
      return false;
    }
    Region both = a.union(b);
    double expected = heights.expected(both.bottom());
    if (expected > 0) {
      return both.height() < 1.25 * expected
          && both.width() < 0.75 * expected
          && a.height() < 0.8 * heights.expected(a.bottom())
          && b.height() < 0.85 * heights.expected(b.bottom());
    }
    return part.usualMass < 0.45f * whole.usualMass
        && !part.detected
        && both.height() <= 1.6f * Math.max(b.height(), a.height());
  }

  private static void absorb(MovingObject whole, MovingObject part) {
    SoftMask mask = whole.mask.on(whole.mask.region.union(part.mask.region));
    Region region = mask.region;
    for (int y = region.top(), i = 0; y < region.bottom(); y++) {
      for (int x = region.left(); x < region.right(); x++, i++) {
        mask.values[i] = Math.max(mask.values[i], part.mask.at(x, y));
      }
    }
    whole.mask = mask;
  }

  /**
   * Parts a thing that turned out to be several.
   *
   * @param boxes at least two
   */
  void split(List<MovingObject> objects, MovingObject object, List<Region> boxes, double now) {
    List<SoftMask> parts = new ArrayList<>();
    for (int k = 0; k < boxes.size(); k++) {
      parts.add(new SoftMask(object.mask.region));
    }
    Region region = object.mask.region;
    for (int y = region.top(), i = 0; y < region.bottom(); y++) {
      for (int x = region.left(); x < region.right(); x++, i++) {
        parts.get(nearest(boxes, x, y)).values[i] = object.mask.values[i];
      }
    }
    objects.remove(object);
    for (SoftMask part : parts) {
      Region core = part.core(ObjectMemory.INSIDE);
      if (!core.isEmpty() && part.mass() >= minArea / 2f) {
        MovingObject piece = births.add(part.on(core), now);
        piece.velocityX = object.velocityX;
        piece.velocityY = object.velocityY;
        piece.personVotes = object.personVotes / 2;
        piece.vehicleVotes = object.vehicleVotes / 2;
        piece.objectVotes = object.objectVotes / 2;
        piece.confirmed = object.confirmed;
        piece.frames = 3;
        piece.lookedAt = now;
      }
    }
  }

  private static int nearest(List<Region> boxes, int x, int y) {
    int best = 0;
    float bestDistance = Float.MAX_VALUE;
    for (int k = 0; k < boxes.size(); k++) {
      Region box = boxes.get(k);
      float dx = (x - (box.left() + box.right()) / 2f) / Math.max(1, box.width());
      float dy = (y - (box.top() + box.bottom()) / 2f) / Math.max(1, box.height());
      float distance = dx * dx + 0.5f * dy * dy;
      if (distance < bestDistance) {
        bestDistance = distance;
        best = k;
      }
    }
    return best;
  }
}
