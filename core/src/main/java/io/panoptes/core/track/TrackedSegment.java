package io.panoptes.core.track;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.SegmentMap;
import java.time.Duration;
import java.time.Instant;

/**
 * One track in one frame.
 *
 * @param track who it is
 * @param segmentId its segment in the frame's map, or 0 when it is not seen in this frame
 * @param state how sure the tracker is
 * @param category by vote over the track's life
 * @param categoryConfidence share of that vote, 0 to 1
 * @param score confidence of the segment in this frame, 0 to 1; 0 when it is not seen
 * @param box of the segment, or where the track is predicted to be
 * @param foot where it stands on the ground
 * @param velocityX pixels a second to the right
 * @param velocityY pixels a second downwards
 * @param firstSeen event time of its first frame
 * @param lastSeen event time of the last frame that showed it
 */
public record TrackedSegment(
    TrackId track,
    int segmentId,
    TrackState state,
    Category category,
    double categoryConfidence,
    double score,
    Box box,
    Point foot,
    double velocityX,
    double velocityY,
    Instant firstSeen,
    Instant lastSeen) {

  public TrackedSegment {
    requireNonNull(track, "track is null");
    requireNonNull(state, "state is null");
    requireNonNull(category, "category is null");
    requireNonNull(box, "box is null");
    requireNonNull(foot, "foot is null");
    requireNonNull(firstSeen, "firstSeen is null");
    requireNonNull(lastSeen, "lastSeen is null");
    if (segmentId < 0 || segmentId > SegmentMap.MAX_ID) {
      throw new IllegalArgumentException(
          "segmentId " + segmentId + " of " + track + " must be 0 to 65535");
    }
    if (!(score >= 0 && score <= 1) || !(categoryConfidence >= 0 && categoryConfidence <= 1)) {
      throw new IllegalArgumentException(
          "score %s and categoryConfidence %s of %s must be 0 to 1"
              .formatted(score, categoryConfidence, track));
    }
    if (!Double.isFinite(velocityX) || !Double.isFinite(velocityY)) {
      throw new IllegalArgumentException("velocity of " + track + " must be finite");
    }
  }

  /**
   * How long it has been known.
   *
   * @param capturedAt event time of the frame
   * @return at least 0, also when the clock has stepped back
   */
  public Duration ageAt(Instant capturedAt) {
    Duration age = Duration.between(firstSeen, capturedAt);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** Whether the frame's map shows it. */
  public boolean isVisible() {
    return segmentId != 0;
  }
}
