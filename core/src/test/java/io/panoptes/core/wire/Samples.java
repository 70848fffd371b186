package io.panoptes.core.wire;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EncodedImage;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.AppearanceSpace;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.core.panoptic.Origin;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.core.track.TrackId;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The messages whose bytes are kept in {@code wire/v1}, and random ones. Never change the former.
 */
public final class Samples {

  private static final CameraId GATE = new CameraId("gate-1");
  private static final Instant AT = Instant.parse("2026-05-01T08:30:00.123456Z");
  private static final Category PERSON =
      new Category(1, "person", Category.Kind.THING, 0xDC143C, "");
  private static final Category CAR =
      new Category(4, "car", Category.Kind.THING, 0x2F6FED, "vehicle");
  private static final Category ROAD =
      new Category(21, "road", Category.Kind.STUFF, 0x804080, "ground");

  private Samples() {}

  public static Frame frame() {
    return new Frame(
        new FrameId(GATE, 3, 41),
        AT,
        1_640_000,
        768,
        576,
        Delivery.LOSSLESS,
        EncodedImage.jpeg(
            new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 1, 2, (byte) 0xFF, (byte) 0xD9}));
  }

  public static EndOfEpoch end() {
    return new EndOfEpoch(
        GATE, 3, 42, Instant.parse("1969-12-31T23:59:59.999999Z"), EndOfEpoch.Reason.INTERRUPTED);
  }

  public static PanopticFrame panoptic() {
    int width = 12;
    char[] ids = new char[width * 8];
    for (int i = 0; i < ids.length; i++) {
      int x = i % width;
      int y = i / width;
      ids[i] = (char) (y < 2 ? 0 : x >= 2 && x < 4 && y < 7 ? 1 : x >= 7 && y >= 4 ? 2 : 3);
    }
    return panoptic(new SegmentMap(width, 8, ids), List.of(PERSON, CAR, ROAD));
  }

  /** A camera that moves, and segments that somebody has looked at. */
  public static PanopticFrame looks() {
    PanopticFrame plain = panoptic();
    List<Segment> segments = new ArrayList<>(plain.segments());
    segments.set(0, segments.get(0).withAppearance(new Appearance(new byte[] {127, 0, -3, 64})));
    segments.set(1, segments.get(1).withAppearance(new Appearance(new byte[] {-128})));
    return with(
        segments,
        plain,
        new CameraMotion(1.0009765625, -0.03125, 4.5, 0.03125, 1.0009765625, -0.125));
  }

  /** Looks that two models and a histogram made. */
  public static PanopticFrame looksOfSpaces() {
    PanopticFrame plain = panoptic();
    AppearanceSpace people = new AppearanceSpace("embedding:1b2c3d4e5f60", 0.5625);
    AppearanceSpace cars = new AppearanceSpace("embedding:0123456789ab", 0.75);
    List<Segment> segments = new ArrayList<>(plain.segments());
    byte[] look = {127, 0, -3, 64};
    segments.set(0, segments.get(0).withAppearance(new Appearance(people, look)));
    segments.set(1, segments.get(1).withAppearance(new Appearance(cars, new byte[] {-128, 5})));
    segments.set(2, segments.get(2).withAppearance(new Appearance(look)));
    return with(segments, plain, CameraMotion.NONE);
  }

  private static PanopticFrame with(
      List<Segment> segments, PanopticFrame plain, CameraMotion motion) {
    return new PanopticFrame(
        plain.id(),
        plain.capturedAt(),
        plain.ptsMicros(),
        plain.map(),
        segments,
        plain.model(),
        plain.origin(),
        motion);
  }

  /** More than 255 segments, so that an id takes two bytes. */
  public static PanopticFrame crowded() {
    char[] ids = new char[400];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (char) i;
    }
    return panoptic(new SegmentMap(20, 20, ids), List.of(PERSON, CAR, ROAD));
  }

  private static PanopticFrame panoptic(SegmentMap map, List<Category> categories) {
    return new PanopticFrame(
        new FrameId(GATE, 3, 41),
        AT,
        1_640_000,
        map,
        PanopticFrames.segmentsOf(
            map, id -> categories.get((id - 1) % 3), id -> 1 - (id % 100) / 128.0),
        "motion");
  }

  /** The same, not from this very picture. */
  public static PanopticFrame panoptic(Origin origin) {
    PanopticFrame frame = panoptic();
    return new PanopticFrame(
        frame.id(),
        frame.capturedAt(),
        frame.ptsMicros(),
        frame.map(),
        frame.segments(),
        frame.model(),
        origin);
  }

  public static TrackedFrame tracked() {
    return new TrackedFrame(
        panoptic(),
        List.of(
            new TrackedSegment(
                new TrackId(GATE, 5),
                1,
                TrackState.CONFIRMED,
                PERSON,
                0.875,
                0.9921875,
                new Box(2, 2, 4, 7),
                new Point(3, 7),
                12.5,
                -0.25,
                Instant.parse("2026-05-01T08:29:58Z"),
                AT),
            new TrackedSegment(
                new TrackId(GATE, 9),
                0,
                TrackState.OCCLUDED,
                CAR,
                1,
                0,
                new Box(-3.5, 4, 7, 8),
                new Point(1.75, 8),
                0,
                0,
                Instant.parse("2026-05-01T08:29:59.5Z"),
                Instant.parse("2026-05-01T08:29:59.9Z"))),
        "mask-box");
  }

  /** Coded pictures are not opened, so that any bytes will do. */
  public static LabelledFrame labelled() {
    return labelled(panoptic(), frame().image());
  }

  static LabelledFrame labelled(PanopticFrame labels, EncodedImage picture) {
    return new LabelledFrame(
        new Frame(
            labels.id(),
            labels.capturedAt(),
            labels.ptsMicros(),
            labels.width(),
            labels.height(),
            Delivery.LIVE,
            picture),
        labels);
  }

  public static Alert alert() {
    return new Alert(
        "gate-1-kerb-5-1",
        GATE,
        "kerb",
        "line-crossed",
        Alert.Phase.NEW,
        Alert.Severity.WARNING,
        "pavement edge",
        "left-to-right",
        new TrackId(GATE, 5),
        "person",
        Instant.parse("2026-05-01T08:29:58Z"),
        AT,
        new Alert.Evidence(
            new FrameId(GATE, 3, 41), 1_640_000, new Box(2, 2, 4, 7), new Point(3, 7), 0.9921875),
        Map.of("model", "motion", "tracker", "mask-box", "configuration", "5f2c9a01"));
  }

  /** Any size, any ids, any numbers. */
  static TrackedFrame random(Random random) {
    int width = 1 + random.nextInt(90);
    int height = 1 + random.nextInt(70);
    int maxId = random.nextBoolean() ? 255 : 1 + random.nextInt(SegmentMap.MAX_ID);
    char[] ids = new char[width * height];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (char) (i > 0 && random.nextInt(8) > 0 ? ids[i - 1] : random.nextInt(maxId + 1));
    }
    List<Category> categories = CategoryCatalog.STREET.categories();
    SegmentMap map = new SegmentMap(width, height, ids);
    CameraId camera = new CameraId("camera-" + random.nextInt(5));
    PanopticFrame panoptic =
        new PanopticFrame(
            new FrameId(camera, random.nextInt(9), random.nextLong(Long.MAX_VALUE)),
            instant(random),
            random.nextLong(),
            map,
            PanopticFrames.segmentsOf(
                map, id -> categories.get(id % categories.size()), id -> random.nextDouble()),
            "model-" + random.nextInt(3),
            Origin.values()[random.nextInt(3)]);
    List<TrackedSegment> tracks = new ArrayList<>();
    TrackState[] states = TrackState.values();
    for (int number = 1 + random.nextInt(3); number < 30; number += 1 + random.nextInt(9)) {
      tracks.add(
          new TrackedSegment(
              new TrackId(camera, number),
              random.nextInt(SegmentMap.MAX_ID + 1),
              states[random.nextInt(states.length)],
              categories.get(random.nextInt(categories.size())),
              random.nextDouble(),
              random.nextDouble(),
              Box.ofSize(
                  random.nextGaussian() * 100, random.nextGaussian() * 100, random.nextDouble(), 3),
              new Point(random.nextGaussian() * 1e9, -0.0),
              random.nextGaussian(),
              random.nextGaussian(),
              instant(random),
              instant(random)));
    }
    return new TrackedFrame(panoptic, tracks, "tracker");
  }

  /** From 1677 to 2262, to the microsecond. */
  private static Instant instant(Random random) {
    return FrameWire.instant(random.nextLong() / 1_000);
  }
}
