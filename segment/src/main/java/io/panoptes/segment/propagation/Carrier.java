package io.panoptes.segment.propagation;

import io.panoptes.core.panoptic.Origin;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a camera's frames their results by their plans, in their order. A segment that is carried
 * keeps its id, category and score; its area and box are counted anew, and it is gone where no
 * pixel of it is left. One thread at a time.
 */
public final class Carrier {

  private Segmentation key;
  private Segmentation last;

  /**
   * A frame's result.
   *
   * @param origin where it came from
   */
  public record Result(Segmentation segmentation, Origin origin) {}

  /** The segmenter has seen a key frame. */
  public Result segmented(Segmentation segmentation) {
    key = segmentation;
    return seen(segmentation);
  }

  /** The segmenter has seen a frame that is no key frame, since there was nothing to carry. */
  public Result seen(Segmentation segmentation) {
    last = segmentation;
    return new Result(segmentation, Origin.SEGMENTED);
  }

  /** The key frame's segments, moved. */
  public Result carry(Displacement displacement) {
    if (key == null) {
      throw new IllegalStateException("there is no key frame to carry segments from");
    }
    SegmentMap map = displacement.carry(key.map());
    Map<Integer, Segment> segments = new HashMap<>();
    key.segments().forEach(segment -> segments.put(segment.id(), segment));
    Segmentation counted =
        Segmentation.of(map, id -> segments.get(id).category(), id -> segments.get(id).score());
    last =
        new Segmentation(
            map,
            counted.segments().stream()
                .map(segment -> looksLike(segments.get(segment.id()), segment))
                .toList());
    return new Result(last, Origin.CARRIED);
  }

  private static Segment looksLike(Segment before, Segment moved) {
    return before.appearance().map(moved::withAppearance).orElse(moved);
  }

  /** The previous frame's result. */
  public Result reuse() {
    if (last == null) {
      throw new IllegalStateException("there is no result to use again");
    }
    return new Result(last, Origin.REUSED);
  }
}
