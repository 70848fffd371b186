package io.panoptes.track.association;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.track.Tracker;
import io.panoptes.track.box.BoxTrack;
import io.panoptes.track.box.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lets a tracker that needs a panoptic map run on boxes: each is drawn as an ellipse, and who
 * stands lower in the picture stands in front. A detector gives the whole box of somebody who is
 * half hidden, so that boxes are the detector's and not those of the visible pixels; and somebody
 * whom others cover nearly wholly was detected all the same, so that the middle of the ellipse is
 * drawn again on top.
 */
final class DrawnDetections {

  private static final CameraId CAMERA = new CameraId("detections");
  private static final int MOST_DETECTIONS = SegmentMap.MAX_ID;

  /** Smaller parts of the box than this are drawn again on top. */
  private static final double LEAST_VISIBLE = 0.1;

  private final Tracker tracker;
  private final List<Category> categories = new ArrayList<>();
  private final int width;
  private final int height;
  private final double framesPerSecond;

  DrawnDetections(Tracker tracker, DetectionFile file, double framesPerSecond) {
    this.tracker = tracker;
    this.framesPerSecond = framesPerSecond;
    double right = 1;
    double bottom = 1;
    for (List<Detection> detections : file.frames().values()) {
      for (Detection detection : detections) {
        right = Math.max(right, detection.box().right());
        bottom = Math.max(bottom, detection.box().bottom());
      }
    }
    width = (int) Math.min(0x3FFF, Math.ceil(right));
    height = (int) Math.min(0x3FFF, Math.ceil(bottom));
    for (String name : file.categories()) {
      categories.add(new Category(categories.size() + 1, name, Category.Kind.THING, 0xFFFFFF, ""));
    }
  }

  List<BoxTrack> update(List<Detection> detections, int frame) {
    PanopticFrame panoptic = draw(detections, frame);
    List<BoxTrack> tracks = new ArrayList<>();
    for (TrackedSegment track : tracker.update(panoptic)) {
      int detection = track.segmentId() - 1;
      tracks.add(
          new BoxTrack(
              track.track().number(),
              detection,
              track.state(),
              detection < 0 ? track.box() : detections.get(detection).box(),
              categories.indexOf(track.category()),
              track.velocityX() / framesPerSecond,
              track.velocityY() / framesPerSecond));
    }
    return tracks;
  }

  private PanopticFrame draw(List<Detection> detections, int frame) {
    if (detections.size() > MOST_DETECTIONS) {
      throw new DetectionFileException(
          "frame %d has %d detections; at most %d can be drawn"
              .formatted(frame, detections.size(), MOST_DETECTIONS));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < detections.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> detections.get(i).box().bottom()));
    char[] ids = new char[width * height];
    for (int index : order) {
      fill(ids, detections.get(index).box(), (char) (index + 1));
    }
    uncover(ids, detections);
    SegmentMap map = new SegmentMap(width, height, ids);
    long nanos = Math.round(frame / framesPerSecond * 1e9);
    return new PanopticFrame(
        new FrameId(CAMERA, 1, frame),
        Instant.EPOCH.plus(Duration.ofNanos(nanos)),
        nanos / 1_000,
        map,
        segments(map, detections),
        "boxes");
  }

  private List<Segment> segments(SegmentMap map, List<Detection> detections) {
    List<Segment> segments = new ArrayList<>();
    for (Segment drawn :
        PanopticFrames.segmentsOf(
            map,
            id -> categories.get(detections.get(id - 1).category()),
            id -> Math.max(0, Math.min(1, detections.get(id - 1).score())))) {
      segments.add(
          new Segment(
              drawn.id(),
              drawn.category(),
              drawn.score(),
              drawn.areaPixels(),
              detections.get(drawn.id() - 1).box()));
    }
    return segments;
  }

  private void uncover(char[] ids, List<Detection> detections) {
    int[] visible = new int[detections.size() + 1];
    for (char id : ids) {
      visible[id]++;
    }
    for (int i = 0; i < detections.size(); i++) {
      Box box = detections.get(i).box();
      if (visible[i + 1] < LEAST_VISIBLE * box.area()) {
        fill(
            ids,
            Box.ofSize(
                box.left() + box.width() / 4,
                box.top() + box.height() / 4,
                box.width() / 2,
                box.height() / 2),
            (char) (i + 1));
      }
    }
  }

  private void fill(char[] ids, Box box, char id) {
    double radiusX = box.width() / 2;
    double radiusY = box.height() / 2;
    double centreX = box.left() + radiusX;
    double centreY = box.top() + radiusY;
    int top = (int) Math.max(0, Math.floor(box.top()));
    int bottom = (int) Math.min(height, Math.ceil(box.bottom()));
    for (int y = top; y < bottom; y++) {
      double v = (y + 0.5 - centreY) / radiusY;
      double half = radiusX * Math.sqrt(Math.max(0, 1 - v * v));
      int from = (int) Math.max(0, Math.round(centreX - half));
      int to = (int) Math.min(width, Math.round(centreX + half));
      for (int x = from; x < to; x++) {
        ids[y * width + x] = id;
      }
    }
  }
}
