package io.panoptes.core.panoptic;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A frame's panoptic result. Every id of the map but 0 is in the segment table and the other way
 * round; {@link PanopticFrames#segmentsOf} builds a table that is right by construction, and {@link
 * PanopticFrames#check} tests one from elsewhere.
 *
 * @param id the frame
 * @param capturedAt event time
 * @param ptsMicros the stream's own presentation time in microseconds
 * @param map full-frame segment ids
 * @param segments in ascending order of id
 * @param model name of the segmenter that made it, never empty
 * @param origin whether that segmenter saw this picture or an earlier one
 * @param cameraMotion since the camera's frame before; {@link CameraMotion#NONE} when the camera
 *     stands still or nobody looked
 */
public record PanopticFrame(
    FrameId id,
    Instant capturedAt,
    long ptsMicros,
    SegmentMap map,
    List<Segment> segments,
    String model,
    Origin origin,
    CameraMotion cameraMotion)
    implements StreamItem {

  /** A frame whose picture the segmenter saw. */
  public PanopticFrame(
      FrameId id,
      Instant capturedAt,
      long ptsMicros,
      SegmentMap map,
      List<Segment> segments,
      String model) {
    this(id, capturedAt, ptsMicros, map, segments, model, Origin.SEGMENTED);
  }

  /** A frame of a camera that stands still. */
  public PanopticFrame(
      FrameId id,
      Instant capturedAt,
      long ptsMicros,
      SegmentMap map,
      List<Segment> segments,
      String model,
      Origin origin) {
    this(id, capturedAt, ptsMicros, map, segments, model, origin, CameraMotion.NONE);
  }

  public PanopticFrame {
    requireNonNull(id, "id is null");
    requireNonNull(capturedAt, "capturedAt is null");
    requireNonNull(map, "map is null");
    requireNonNull(model, "model is null");
    requireNonNull(segments, "segments is null");
    requireNonNull(origin, "origin is null");
    requireNonNull(cameraMotion, "cameraMotion is null");
    if (model.isEmpty()) {
      throw new IllegalArgumentException("model is empty; name the segmenter");
    }
    segments = List.copyOf(segments);
    int previous = 0;
    for (Segment segment : segments) {
      if (segment.id() <= previous) {
        throw new IllegalArgumentException(
            "segment " + segment.id() + " follows " + previous + "; ids must ascend");
      }
      previous = segment.id();
    }
  }

  public int width() {
    return map.width();
  }

  public int height() {
    return map.height();
  }

  /** The segment whose pixels carry the id. */
  public Optional<Segment> segment(int segmentId) {
    for (Segment segment : segments) {
      if (segment.id() == segmentId) {
        return Optional.of(segment);
      }
    }
    return Optional.empty();
  }
}
