package io.panoptes.sink.testing;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.core.track.TrackId;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.sink.rules.CameraRules;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Made-up frames of one camera: 100 x 100 pixels, ten a second from noon on. */
public final class Scenes {

  public static final CameraId GATE = new CameraId("gate");
  public static final int SIZE = 100;
  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  public static final Category PERSON = CategoryCatalog.STREET.get("person");
  public static final Category CAR = CategoryCatalog.STREET.get("car");
  public static final Category ROAD = CategoryCatalog.STREET.get("road");

  private static final int STEP_MILLIS = 100;

  private Scenes() {}

  /** Rules out of a camera's section of a configuration; fails on any problem. */
  public static CameraRules rules(String yaml) {
    ConfigDocument document = ConfigDocument.parse("test.yaml", yaml, Map.of());
    CameraRules rules = CameraRules.read("gate", document.root());
    document.finish();
    return rules;
  }

  public static Instant at(long sequence) {
    return NOON.plusMillis(STEP_MILLIS * sequence);
  }

  /** A person seen in a frame with the foot at (x, y). */
  public static TrackedSegment person(long number, double x, double y) {
    return track(number, x, y, TrackState.CONFIRMED, PERSON, 1);
  }

  /** The same person, not seen. */
  public static TrackedSegment hidden(long number, double x, double y, TrackState state) {
    return track(number, x, y, state, PERSON, 0);
  }

  /**
   * @param segmentId 0 when it is not seen
   */
  public static TrackedSegment track(
      long number, double x, double y, TrackState state, Category category, int segmentId) {
    return new TrackedSegment(
        new TrackId(GATE, number),
        segmentId,
        state,
        category,
        1,
        segmentId == 0 ? 0 : 0.75,
        new Box(x - 5, y - 20, x + 5, y),
        new Point(x, y),
        0,
        0,
        NOON,
        NOON);
  }

  /** A frame of epoch 1 whose map is empty; for what looks at tracks only. */
  public static TrackedFrame frame(long sequence, TrackedSegment... tracks) {
    return frame(1, sequence, tracks);
  }

  public static TrackedFrame frame(long epoch, long sequence, TrackedSegment... tracks) {
    return new TrackedFrame(
        new PanopticFrame(
            new FrameId(GATE, epoch, sequence),
            at(sequence),
            1000L * STEP_MILLIS * sequence,
            SegmentMap.empty(SIZE, SIZE),
            List.of(),
            "toy-model"),
        List.of(tracks),
        "toy-tracker");
  }

  /**
   * A frame with a real map: road everywhere as segment 1, and one person of track 7 as segment 2
   * in columns 40 to 59 and rows 30 to 79.
   */
  public static TrackedFrame painted(long sequence) {
    char[] ids = new char[SIZE * SIZE];
    Arrays.fill(ids, (char) 1);
    for (int y = 30; y < 80; y++) {
      Arrays.fill(ids, y * SIZE + 40, y * SIZE + 60, (char) 2);
    }
    SegmentMap map = new SegmentMap(SIZE, SIZE, ids);
    List<Segment> segments =
        PanopticFrames.segmentsOf(map, id -> id == 1 ? ROAD : PERSON, id -> 0.75);
    Box box = segments.get(1).box();
    TrackedSegment person =
        new TrackedSegment(
            new TrackId(GATE, 7),
            2,
            TrackState.CONFIRMED,
            PERSON,
            1,
            0.75,
            box,
            box.foot(),
            0,
            0,
            NOON,
            at(sequence));
    return new TrackedFrame(
        new PanopticFrame(
            new FrameId(GATE, 1, sequence),
            at(sequence),
            1000L * STEP_MILLIS * sequence,
            map,
            segments,
            "toy-model"),
        List.of(person),
        "toy-tracker");
  }

  public static EndOfEpoch end(long epoch, long frames) {
    return new EndOfEpoch(GATE, epoch, frames, at(frames), EndOfEpoch.Reason.COMPLETED);
  }
}
