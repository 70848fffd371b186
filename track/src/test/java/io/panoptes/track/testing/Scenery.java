package io.panoptes.track.testing;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.SegmentMap;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Draws panoptic frames for tests: what is drawn later covers what was drawn before. */
public final class Scenery {

  public static final CameraId GATE = new CameraId("gate");
  public static final Category PERSON = CategoryCatalog.STREET.get("person");
  public static final Category CAR = CategoryCatalog.STREET.get("car");
  public static final Category ROAD = CategoryCatalog.STREET.get("road");
  public static final Category BUILDING = CategoryCatalog.STREET.get("building");
  public static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private final int width;
  private final char[] ids;
  private final Map<Integer, Category> categories = new HashMap<>();
  private final Map<Integer, Double> scores = new HashMap<>();

  /** A frame that shows nothing but road, as segment 1. */
  public Scenery(int width, int height) {
    this.width = width;
    this.ids = new char[width * height];
    rectangle(1, ROAD, 0, 0, width, height);
  }

  /** Fills a rectangle with a segment; parts outside the frame are left out. */
  public Scenery rectangle(int id, Category category, double left, double top, double w, double h) {
    return draw(id, category, left, top, w, h, false);
  }

  /** Fills an upright ellipse. */
  public Scenery ellipse(int id, Category category, double left, double top, double w, double h) {
    return draw(id, category, left, top, w, h, true);
  }

  private Scenery draw(
      int id, Category category, double left, double top, double w, double h, boolean round) {
    categories.put(id, category);
    for (int y = 0; y < ids.length / width; y++) {
      for (int x = 0; x < width; x++) {
        double u = (x + 0.5 - left) / w;
        double v = (y + 0.5 - top) / h;
        boolean inside =
            round
                ? (u - 0.5) * (u - 0.5) + (v - 0.5) * (v - 0.5) < 0.25
                : u >= 0 && u < 1 && v >= 0 && v < 1;
        if (inside) {
          ids[y * width + x] = (char) id;
        }
      }
    }
    return this;
  }

  public Scenery score(int id, double score) {
    scores.put(id, score);
    return this;
  }

  /** The frame at {@code seconds} after noon, of epoch 1. */
  public PanopticFrame frame(long sequence, double seconds) {
    return frame(new FrameId(GATE, 1, sequence), seconds);
  }

  public PanopticFrame frame(FrameId id, double seconds) {
    SegmentMap map = new SegmentMap(width, ids.length / width, ids.clone());
    long micros = Math.round(seconds * 1e6);
    return new PanopticFrame(
        id,
        NOON.plus(Duration.ofNanos(micros * 1000)),
        micros,
        map,
        PanopticFrames.segmentsOf(
            map, categories::get, segment -> scores.getOrDefault(segment, 0.9)),
        "drawn");
  }
}
