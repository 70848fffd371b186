package io.panoptes.sink.rules;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.track.TrackId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects the alerts that one message raises. */
final class AlertWriter {

  private final CameraId camera;
  private final Map<String, String> provenance;
  private final List<Alert> alerts = new ArrayList<>();

  AlertWriter(CameraId camera, Map<String, String> provenance) {
    this.camera = camera;
    this.provenance = provenance;
  }

  /**
   * @param direction of a crossing, else empty
   */
  OpenAlert raise(Rule rule, Sighting sighting, Instant startedAt, String direction) {
    OpenAlert open =
        new OpenAlert(
            AlertIds.of(rule.name(), sighting.segment().track(), sighting.frame()),
            sighting.segment().category().name(),
            startedAt);
    add(
        rule,
        open,
        Alert.Phase.NEW,
        sighting.number(),
        sighting.at(),
        sighting.evidence(),
        direction);
    return open;
  }

  void update(Rule rule, OpenAlert open, Sighting sighting) {
    add(rule, open, Alert.Phase.UPDATE, sighting.number(), sighting.at(), sighting.evidence(), "");
  }

  void end(Rule rule, OpenAlert open, long track, Instant at, Alert.Evidence evidence) {
    add(rule, open, Alert.Phase.END, track, at, evidence, "");
  }

  private void add(
      Rule rule,
      OpenAlert open,
      Alert.Phase phase,
      long track,
      Instant at,
      Alert.Evidence evidence,
      String direction) {
    alerts.add(
        new Alert(
            open.id(),
            camera,
            rule.name(),
            rule.kind(),
            phase,
            rule.severity(),
            rule.place(),
            direction,
            new TrackId(camera, track),
            open.category(),
            open.startedAt(),
            at,
            evidence,
            provenance));
  }

  List<Alert> alerts() {
    return List.copyOf(alerts);
  }
}
