package io.panoptes.segment.motion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What moves in front of one camera, remembered from frame to frame so that masks become solid,
 * people who meet stay two, and what stands still does not melt into the background. Not a tracker:
 * its numbers leave the segmenter nowhere. Not safe for threads.
 */
final class ObjectMemory {

  static final float INSIDE = 0.45f;

  private static final float FRESH = 0.55f;
  private static final float SEEN_SHARE = 0.25f;
  private static final double FORGET_SECONDS = 1;
  private static final double SURE_SECONDS = 2;
  private static final double GUESS_SECONDS = 1;
  private static final float CLEARLY_LARGE = 8;

  private final int width;
  private final int height;
  private final int minArea;
  private final ObjectMatcher matcher;
  private final List<MovingObject> objects = new ArrayList<>();

  /** For each pixel the index in {@link #objects} plus one, 0 for none. */
  private final int[] owner;

  private final Pieces pieces;
  private int nextNumber = 1;

  ObjectMemory(int width, int height, int minArea) {
    this.width = width;
    this.height = height;
    this.minArea = minArea;
    this.matcher = new ObjectMatcher(width, height);
    this.pieces = new Pieces(height, minArea, this::add);
    this.owner = new int[width * height];
  }

  List<MovingObject> objects() {
    return objects;
  }

  void clear() {
    objects.clear();
  }

  /**
   * Follows everything into a new frame.
   *
   * @param previous the last picture, null in the first frame
   * @param current three bytes a pixel
   * @param foreground cleaned mask
   * @param raw values of {@link BackgroundModel}, not cleaned
   * @param components those of {@code foreground}
   * @param now event time in seconds
   * @param elapsed seconds since the last frame
   * @return components that belong to nothing known, as masks
   */
  List<SoftMask> follow(
      byte[] previous,
      byte[] current,
      byte[] foreground,
      byte[] raw,
      Components components,
      double now,
      float elapsed) {
    for (MovingObject object : objects) {
      predict(object, previous, current, foreground, raw, elapsed);
    }
    List<SoftMask> unknown = assign(components);
    for (MovingObject object : objects) {
      refresh(object, raw, now, elapsed);
    }
    pieces.rearrange(objects, now);
    for (Iterator<MovingObject> each = objects.iterator(); each.hasNext(); ) {
      MovingObject object = each.next();
      boolean gone =
          object.misses * elapsed > FORGET_SECONDS
              || (!object.confirmed && object.misses > 1)
              || object.mask.mass() < minArea / 2f
              || (object.guessed && now - object.bornAt > GUESS_SECONDS)
              || isOutside(object.mask.region);
      if (gone) {
        each.remove();
      }
    }
    return unknown;
  }

  private boolean isOutside(Region region) {
    return region.intersect(new Region(0, 0, width, height)).isEmpty();
  }

  private void predict(
      MovingObject object,
      byte[] previous,
      byte[] current,
      byte[] foreground,
      byte[] raw,
      float elapsed) {
    int guessX = Math.round(object.velocityX * elapsed);
    int guessY = Math.round(object.velocityY * elapsed);
    int reach = object.frames < 3 ? 8 : 4;
    ObjectMatcher.Shift shift =
        previous == null
            ? new ObjectMatcher.Shift(0, 0, 0)
            : matcher.find(object.mask, previous, current, foreground, raw, guessX, guessY, reach);
    object.predicted = object.mask.translate(shift.dx(), shift.dy());
    if (elapsed > 0) {
      float share = object.frames < 3 ? 0.6f : 0.3f;
      object.velocityX += share * (shift.dx() / elapsed - object.velocityX);
      object.velocityY += share * (shift.dy() / elapsed - object.velocityY);
    }
  }

  private List<SoftMask> assign(Components components) {
    Arrays.fill(owner, 0);
    for (MovingObject object : objects) {
      object.support = 0;
      object.pieces.clear();
    }
    List<SoftMask> unknown = new ArrayList<>();
    for (int component = 1; component <= components.count(); component++) {
      List<Integer> claims = claims(components, component);
      if (claims.isEmpty()) {
        if (components.area(component) >= minArea) {
          unknown.add(maskOf(components, component));
        }
      } else {
        SoftMask rest = share(components, component, claims);
        if (rest != null) {
          unknown.add(rest);
        }
      }
    }
    return unknown;
  }

  private List<Integer> claims(Components components, int component) {
    int[] labels = components.labels();
    Region box = components.box(component);
    List<Integer> claims = new ArrayList<>();
    for (int k = 0; k < objects.size(); k++) {
      SoftMask predicted = objects.get(k).predicted;
      Region shared = predicted.region.intersect(box);
      int overlap = 0;
      int mass = 0;
      for (int y = shared.top(); y < shared.bottom(); y++) {
        for (int x = shared.left(); x < shared.right(); x++) {
          if (labels[y * width + x] == component && predicted.at(x, y) >= INSIDE) {
            overlap++;
          }
        }
      }
      if (overlap == 0) {
        continue;
      }
      for (float value : predicted.values) {
        mass += value >= INSIDE ? 1 : 0;
      }
      if (overlap >= 0.15f * mass || overlap >= 0.3f * components.area(component)) {
        claims.add(k);
      }
    }
    return claims;
  }

  private SoftMask maskOf(Components components, int component) {
    SoftMask mask = new SoftMask(components.box(component));
    int[] labels = components.labels();
    Region box = mask.region;
    for (int y = box.top(), i = 0; y < box.bottom(); y++) {
      for (int x = box.left(); x < box.right(); x++, i++) {
        mask.values[i] = labels[y * width + x] == component ? 1 : 0;
      }
    }
    return mask;
  }

  /** Gives a component's pixels to those who claim it; what is too far from all is the rest. */
  private SoftMask share(Components components, int component, List<Integer> claims) {
    int[] labels = components.labels();
    Region box = components.box(component);
    int[] given = new int[claims.size()];
    Region[] cores = new Region[claims.size()];
    for (int c = 0; c < claims.size(); c++) {
      cores[c] = objects.get(claims.get(c)).predicted.core(INSIDE);
    }
    SoftMask rest = null;
    int restPixels = 0;
    for (int y = box.top(); y < box.bottom(); y++) {
      for (int x = box.left(); x < box.right(); x++) {
        if (labels[y * width + x] != component) {
          continue;
        }
        int best = -1;
        float bestScore = 0;
        for (int c = 0; c < cores.length; c++) {
          float score = score(objects.get(claims.get(c)), cores[c], x, y);
          if (score > bestScore) {
            bestScore = score;
            best = c;
          }
        }
        if (best >= 0) {
          owner[y * width + x] = claims.get(best) + 1;
          objects.get(claims.get(best)).support++;
          given[best]++;
        } else {
          if (rest == null) {
            rest = new SoftMask(box);
          }
          rest.values[(y - box.top()) * box.width() + x - box.left()] = 1;
          restPixels++;
        }
      }
    }
    for (int c = 0; c < claims.size(); c++) {
      objects.get(claims.get(c)).pieces.add(new MovingObject.Piece(box, given[c]));
    }
    return restPixels >= minArea ? rest : null;
  }

  /** How well a pixel fits a thing: inside its mask, or not far from its middle. */
  private static float score(MovingObject object, Region core, int x, int y) {
    float halfWidth = core.width() / 2f + 1;
    float halfHeight = core.height() / 2f + 1;
    float dx = (x - (core.left() + core.right()) / 2f) / halfWidth;
    float dy = (y - (core.top() + core.bottom()) / 2f) / halfHeight;
    float distance = dx * dx + dy * dy;
    float limit = object.frames < 3 ? 9 : 3.2f;
    return object.predicted.at(x, y) + (distance < limit ? 0.5f * (1 - distance / limit) : 0);
  }

  private void refresh(MovingObject object, byte[] raw, double now, float elapsed) {
    object.frames++;
    SoftMask predicted = object.predicted;
    float mass = predicted.mass();
    if (object.support > 0.5f * mass) {
      object.guessed = false;
    }
    int hidden = unknownBelow(predicted, raw);
    if (object.support + hidden < SEEN_SHARE * Math.max(mass, minArea)) {
      object.misses++;
      object.mask = predicted;
      return;
    }
    object.misses = 0;
    int index = objects.indexOf(object) + 1;
    Region owned = ownedBy(index, predicted.region);
    Region core = predicted.core(0.1f);
    Region region = core.union(owned);
    SoftMask mask = predicted.on(region);
    float fresh = object.frames <= 2 ? 0.75f : FRESH;
    for (int y = region.top(), i = 0; y < region.bottom(); y++) {
      for (int x = region.left(); x < region.right(); x++, i++) {
        boolean inside = x >= 0 && y >= 0 && x < width && y < height;
        if (!inside || raw[y * width + x] != BackgroundModel.UNKNOWN) {
          boolean here = inside && owner[y * width + x] == index;
          mask.values[i] += fresh * ((here ? 1 : 0) - mask.values[i]);
        }
      }
    }
    object.mask = mask;
    object.usualMass += 0.1f * (mask.mass() - object.usualMass);
    settle(object, now, elapsed);
  }

  /** How many of its pixels nobody can judge, because their background was never seen. */
  private int unknownBelow(SoftMask mask, byte[] raw) {
    Region region = mask.region.intersect(new Region(0, 0, width, height));
    int count = 0;
    for (int y = region.top(); y < region.bottom(); y++) {
      for (int x = region.left(); x < region.right(); x++) {
        if (raw[y * width + x] == BackgroundModel.UNKNOWN && mask.at(x, y) >= INSIDE) {
          count++;
        }
      }
    }
    return count;
  }

  private Region ownedBy(int index, Region near) {
    Region search = near.grow(near.width() + 8, near.height() + 8, width, height);
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = 0;
    int bottom = 0;
    for (int y = search.top(); y < search.bottom(); y++) {
      for (int x = search.left(); x < search.right(); x++) {
        if (owner[y * width + x] == index) {
          left = Math.min(left, x);
          right = Math.max(right, x + 1);
          top = Math.min(top, y);
          bottom = y + 1;
        }
      }
    }
    return new Region(left, top, right, bottom);
  }

  private void settle(MovingObject object, double now, float elapsed) {
    Region core = object.mask.core(INSIDE);
    float footX = (core.left() + core.right()) / 2f;
    float footY = core.bottom();
    float size = Math.min(core.width(), core.height());
    if (Math.hypot(footX - object.restX, footY - object.restY) > Math.max(3, size / 2)) {
      object.restX = footX;
      object.restY = footY;
      object.restingSince = now;
    }
    double travelled = Math.hypot(footX - object.birthX, footY - object.birthY);
    boolean moved = travelled > Math.max(3, 0.3 * size);
    if (object.frames >= 3 && (moved || object.mask.mass() > CLEARLY_LARGE * minArea)) {
      object.confirmed = true;
    }
    if (now - object.bornAt >= SURE_SECONDS && object.misses == 0) {
      object.confirmed = true;
    }
  }

  MovingObject add(SoftMask mask, double now) {
    MovingObject object = new MovingObject(nextNumber++, mask, now);
    objects.add(object);
    return object;
  }

  void remove(MovingObject object) {
    objects.remove(object);
  }

  /**
   * Parts a thing that turned out to be several.
   *
   * @param boxes at least two
   */
  void split(MovingObject object, List<Region> boxes, double now) {
    pieces.split(objects, object, boxes, now);
  }
}
