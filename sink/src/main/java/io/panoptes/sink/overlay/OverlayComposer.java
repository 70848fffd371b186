package io.panoptes.sink.overlay;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.config.ConfigShapes;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Line;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.rules.CameraRules;
import io.panoptes.sink.rules.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides what is drawn over each frame of one camera, given the frames in order and the alerts
 * that each raises. Remembers trails, counts and flashes. Not safe for many threads.
 */
public final class OverlayComposer {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.S 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String NO_STUFF = "background";
  private static final double UNTRACKED_OPACITY = 0.5;

  private final CameraId camera;
  private final CameraRules rules;
  private final SinkSettings settings;
  private final Trails trails;
  private final Map<String, Long> leftToRight = new HashMap<>();
  private final Map<String, Long> rightToLeft = new HashMap<>();
  private final Map<String, Flash> placeFlashes = new HashMap<>();
  private final Map<Long, Flash> trackFlashes = new HashMap<>();
  private long epoch = -1;

  private record Flash(Instant since, int rgb, String text) {}

  public OverlayComposer(CameraId camera, CameraRules rules, SinkSettings settings) {
    this.camera = camera;
    this.rules = rules;
    this.settings = settings;
    this.trails = new Trails(settings.trail());
    for (Rule rule : rules.rules()) {
      if (rule instanceof Rule.LineCrossed crossed) {
        if (crossed.direction().includes(Rule.Direction.LEFT_TO_RIGHT)) {
          leftToRight.put(rule.place(), 0L);
        }
        if (crossed.direction().includes(Rule.Direction.RIGHT_TO_LEFT)) {
          rightToLeft.put(rule.place(), 0L);
        }
      }
    }
  }

  /**
   * The scene of a frame.
   *
   * @param number of the frame, from 1, for people
   * @param alerts that this frame raises
   */
  public OverlayScene compose(TrackedFrame frame, long number, List<Alert> alerts) {
    Instant at = frame.capturedAt();
    begin(frame.id(), at);
    note(alerts);
    trails.add(frame);
    Map<Integer, TrackedSegment> bySegment = new HashMap<>();
    for (TrackedSegment track : frame.tracks()) {
      if (track.isVisible()) {
        bySegment.put(track.segmentId(), track);
      }
    }
    List<OverlayScene.Mark> marks = new ArrayList<>();
    List<OverlayScene.Label> labels = new ArrayList<>();
    for (TrackedSegment track : frame.tracks()) {
      name(track, at, marks, labels);
    }
    return new OverlayScene(
        header(at, number),
        regions(frame, bySegment),
        trails.at(at),
        marks,
        labels,
        zones(frame.panoptic().width(), frame.panoptic().height(), at, frame.tracks()),
        lines(frame.panoptic().width(), frame.panoptic().height(), at),
        settings.legend() ? legend(frame, bySegment) : List.of());
  }

  /** The scene of a frame of which nothing is known but its time: places and counts only. */
  public OverlayScene composeUntracked(FrameId id, Instant at, int width, int height, long number) {
    begin(id, at);
    return new OverlayScene(
        header(at, number),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        zones(width, height, at, List.of()),
        lines(width, height, at),
        List.of());
  }

  private void begin(FrameId id, Instant at) {
    if (id.epoch() != epoch) {
      epoch = id.epoch();
      trails.clear();
      placeFlashes.clear();
      trackFlashes.clear();
    }
    placeFlashes.values().removeIf(flash -> strength(flash, at) <= 0);
    trackFlashes.values().removeIf(flash -> strength(flash, at) <= 0);
  }

  private void note(List<Alert> alerts) {
    for (Alert alert : alerts) {
      if (alert.phase() != Alert.Phase.NEW) {
        continue;
      }
      if (alert.direction().equals(Rule.Direction.LEFT_TO_RIGHT.text())) {
        leftToRight.merge(alert.place(), 1L, Long::sum);
      } else if (alert.direction().equals(Rule.Direction.RIGHT_TO_LEFT.text())) {
        rightToLeft.merge(alert.place(), 1L, Long::sum);
      }
      Flash flash = new Flash(alert.at(), Palette.severity(alert.severity()), text(alert));
      placeFlashes.put(alert.place(), flash);
      trackFlashes.put(alert.track().number(), flash);
    }
  }

  private static String text(Alert alert) {
    return switch (alert.kind()) {
      case Rule.ZoneEntered.KIND -> "entered " + alert.place();
      case Rule.LineCrossed.KIND -> "crossed " + alert.place();
      default -> "loiters in " + alert.place();
    };
  }

  /** From 1 at the alert to 0 at the end of the flash. */
  private double strength(Flash flash, Instant at) {
    if (flash == null || settings.flash().isZero()) {
      return 0;
    }
    double age =
        Duration.between(flash.since(), at).toNanos() / (double) settings.flash().toNanos();
    return age < 0 ? 0 : Math.max(0, 1 - age);
  }

  private OverlayScene.Header header(Instant at, long number) {
    return settings.header()
        ? new OverlayScene.Header(camera.value(), CLOCK.format(at) + "   frame " + number)
        : null;
  }

  private List<OverlayScene.Region> regions(
      TrackedFrame frame, Map<Integer, TrackedSegment> bySegment) {
    List<OverlayScene.Region> regions = new ArrayList<>();
    for (Segment segment : frame.panoptic().segments()) {
      Category category = segment.category();
      TrackedSegment track = bySegment.get(segment.id());
      if (!category.isThing()) {
        if (!category.name().equals(NO_STUFF) && settings.stuffOpacity() > 0) {
          regions.add(
              new OverlayScene.Region(
                  segment.id(), category.rgb(), settings.stuffOpacity(), false));
        }
      } else if (track != null && track.state() != TrackState.TENTATIVE) {
        regions.add(
            new OverlayScene.Region(
                segment.id(), Palette.track(track.track().number()), settings.maskOpacity(), true));
      } else {
        regions.add(
            new OverlayScene.Region(
                segment.id(), category.rgb(), settings.maskOpacity() * UNTRACKED_OPACITY, false));
      }
    }
    return regions;
  }

  private void name(
      TrackedSegment track,
      Instant at,
      List<OverlayScene.Mark> marks,
      List<OverlayScene.Label> labels) {
    if (track.state() == TrackState.TENTATIVE || track.state() == TrackState.LOST) {
      return;
    }
    Flash flash = trackFlashes.get(track.track().number());
    double strength = strength(flash, at);
    String name = track.category().name() + " " + track.track().number();
    int rgb = Palette.track(track.track().number());
    if (!track.isVisible()) {
      marks.add(new OverlayScene.Mark(track.box(), rgb, 0.6));
    } else if (strength > 0) {
      marks.add(new OverlayScene.Mark(track.box(), flash.rgb(), Math.min(1, 0.4 + strength)));
    }
    labels.add(
        new OverlayScene.Label(
            track.box(),
            strength > 0 ? name + "  " + flash.text() : name,
            rgb,
            track.category().rgb(),
            track.isVisible() ? 0.9 : 0.5));
  }

  private List<OverlayScene.Zone> zones(
      int width, int height, Instant at, List<TrackedSegment> tracks) {
    List<OverlayScene.Zone> zones = new ArrayList<>();
    for (Map.Entry<String, Polygon> entry : rules.zones().entrySet()) {
      Polygon polygon = entry.getValue().scale(width, height);
      int inside = 0;
      for (TrackedSegment track : tracks) {
        Point foot = track.foot();
        boolean counts = track.state() == TrackState.CONFIRMED && track.isVisible();
        inside += counts && polygon.contains(foot) ? 1 : 0;
      }
      Flash flash = placeFlashes.get(entry.getKey());
      zones.add(
          new OverlayScene.Zone(
              entry.getKey(),
              polygon,
              Palette.place(zones.size()),
              inside,
              strength(flash, at),
              flash == null ? 0 : flash.rgb()));
    }
    return zones;
  }

  private List<OverlayScene.Crossing> lines(int width, int height, Instant at) {
    List<OverlayScene.Crossing> lines = new ArrayList<>();
    for (Map.Entry<String, Line> entry : rules.lines().entrySet()) {
      String name = entry.getKey();
      Flash flash = placeFlashes.get(name);
      lines.add(
          new OverlayScene.Crossing(
              name,
              ConfigShapes.scale(entry.getValue(), width, height),
              Palette.place(rules.zones().size() + lines.size()),
              leftToRight.getOrDefault(name, -1L),
              rightToLeft.getOrDefault(name, -1L),
              strength(flash, at),
              flash == null ? 0 : flash.rgb()));
    }
    return lines;
  }

  private static List<OverlayScene.LegendEntry> legend(
      TrackedFrame frame, Map<Integer, TrackedSegment> bySegment) {
    Map<Integer, Category> categories = new TreeMap<>();
    Map<Integer, Integer> counts = new HashMap<>();
    for (Segment segment : frame.panoptic().segments()) {
      Category category = segment.category();
      if (category.isThing()) {
        TrackedSegment track = bySegment.get(segment.id());
        if (track == null || track.state() == TrackState.TENTATIVE) {
          continue;
        }
        category = track.category();
        counts.merge(category.id(), 1, Integer::sum);
      } else if (category.name().equals(NO_STUFF)) {
        continue;
      }
      categories.put(category.id(), category);
    }
    List<OverlayScene.LegendEntry> legend = new ArrayList<>();
    for (Category category : categories.values()) {
      Integer count = counts.get(category.id());
      legend.add(
          new OverlayScene.LegendEntry(
              count == null ? category.name() : category.name() + " " + count, category.rgb()));
    }
    return legend;
  }
}
