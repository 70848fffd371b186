package io.panoptes.core.alert;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.track.TrackId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something a rule wants people to know. Replaying the same footage through the same configuration
 * gives the same alerts with the same ids.
 *
 * @param id the same for all phases of one alert and for every replay: the idempotency key
 * @param camera where
 * @param rule name of the rule in the configuration
 * @param kind what the rule watches, for example {@code zone-entered}
 * @param phase where in its life the alert is
 * @param severity how urgent
 * @param place name of the zone or line, empty when the rule has none
 * @param direction for crossings {@code left-to-right} or {@code right-to-left} of the line, else
 *     empty
 * @param track who
 * @param category of the track at that time
 * @param startedAt event time of the alert's beginning
 * @param at event time of this phase
 * @param evidence the frame that shows it
 * @param provenance what made it: model, tracker, configuration hash, by name; kept in order of
 *     name, so that its JSON is always the same
 */
public record Alert(
    String id,
    CameraId camera,
    String rule,
    String kind,
    Phase phase,
    Severity severity,
    String place,
    String direction,
    TrackId track,
    String category,
    Instant startedAt,
    Instant at,
    Evidence evidence,
    Map<String, String> provenance) {

  /** Where in its life an alert is. */
  public enum Phase {
    NEW,
    UPDATE,
    END
  }

  /** How urgent an alert is. */
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }

  /**
   * What the alert was seen in.
   *
   * @param frame the frame
   * @param ptsMicros its presentation time, for seeking in a recording
   * @param box of the track
   * @param foot where it stands
   * @param score of the segment, 0 to 1
   */
  public record Evidence(FrameId frame, long ptsMicros, Box box, Point foot, double score) {

    public Evidence {
      requireNonNull(frame, "frame is null");
      requireNonNull(box, "box is null");
      requireNonNull(foot, "foot is null");
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException(
            "score " + score + " of the evidence in " + frame + " must be 0 to 1");
      }
    }
  }

  public Alert {
    requireNonNull(id, "id is null");
    requireNonNull(camera, "camera is null");
    requireNonNull(rule, "rule is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(phase, "phase is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(place, "place is null");
    requireNonNull(direction, "direction is null");
    requireNonNull(track, "track is null");
    requireNonNull(category, "category is null");
    requireNonNull(startedAt, "startedAt is null");
    requireNonNull(at, "at is null");
    requireNonNull(evidence, "evidence is null");
    requireNonNull(provenance, "provenance is null");
    if (id.isEmpty() || rule.isEmpty() || kind.isEmpty()) {
      throw new IllegalArgumentException(
          "alert needs an id, a rule and a kind, got '%s', '%s', '%s'".formatted(id, rule, kind));
    }
    if (!track.camera().equals(camera) || !evidence.frame().camera().equals(camera)) {
      throw new IllegalArgumentException(
          "alert of camera %s has track %s and evidence %s of another camera"
              .formatted(camera, track, evidence.frame()));
    }
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
  }
}
