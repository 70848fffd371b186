package io.panoptes.sink.draw;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the inks that were used lately. Not safe for many threads. */
final class Inks {

  private static final int CAPACITY = 256;
  private static final int OPACITY_STEPS = 64;

  private final Map<Integer, Ink> inks =
      new LinkedHashMap<>(CAPACITY, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Ink> eldest) {
          return size() > CAPACITY;
        }
      };

  /**
   * @param rgb 0xRRGGBB
   * @param opacity 0 to 1, kept to 1/64
   */
  Ink get(int rgb, double opacity) {
    int step = (int) Math.round(OPACITY_STEPS * Math.max(0, Math.min(1, opacity)));
    int key = step << 24 | rgb;
    Ink ink = inks.get(key);
    if (ink == null) {
      ink = new Ink(rgb, (double) step / OPACITY_STEPS);
      inks.put(key, ink);
    }
    return ink;
  }
}
