package io.panoptes.sink.rules;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Watches all rules of one camera. It is shown every tracked frame and every end of an epoch in
 * order and answers with the alerts they raise, in a fixed order: ends of alerts whose track is
 * gone, then what the frame shows, each by rule and by track. It reads no clock but event time.
 * What it has seen already raises nothing again. Not safe for many threads.
 */
public final class RuleEngine {

  private static final int STATE_VERSION = 1;

  private final CameraId camera;
  private final String configHash;
  private final List<RuleWatch> watches = new ArrayList<>();
  private final List<String> fingerprints = new ArrayList<>();
  private long epoch = -1;
  private long sequence = -1;
  private boolean ended;
  private int width;
  private int height;
  private Instant lastAt = Instant.EPOCH;
  private String model = "";
  private String tracker = "";

  /**
   * @param configHash names the configuration in the alerts' provenance; empty for none
   */
  public RuleEngine(CameraId camera, CameraRules rules, String configHash) {
    this.camera = camera;
    this.configHash = configHash;
    for (Rule rule : rules.rules()) {
      watches.add(watch(rule, rules));
      fingerprints.add(
          AlertIds.hash(
              rule
                  + "\n"
                  + rules.zones().get(rule.place())
                  + "\n"
                  + rules.lines().get(rule.place())));
    }
  }

  private static RuleWatch watch(Rule rule, CameraRules rules) {
    if (rule instanceof Rule.ZoneEntered entered) {
      return new ZoneWatch(entered, rules.zones().get(rule.place()));
    }
    if (rule instanceof Rule.Loitering loitering) {
      return new ZoneWatch(loitering, rules.zones().get(rule.place()));
    }
    return new LineWatch((Rule.LineCrossed) rule, rules.lines().get(rule.place()));
  }

  /** What a frame raises; nothing when it, or a later one, was seen before. */
  public List<Alert> onFrame(TrackedFrame frame) {
    long frameEpoch = frame.id().epoch();
    if (frameEpoch < epoch
        || (frameEpoch == epoch && (ended || frame.id().sequence() <= sequence))) {
      return List.of();
    }
    List<Alert> alerts = new ArrayList<>();
    if (frameEpoch != epoch
        || frame.panoptic().width() != width
        || frame.panoptic().height() != height) {
      alerts.addAll(endAll(lastAt));
      width = frame.panoptic().width();
      height = frame.panoptic().height();
      resize();
    }
    epoch = frameEpoch;
    sequence = frame.id().sequence();
    ended = false;
    lastAt = frame.capturedAt();
    model = frame.panoptic().model();
    tracker = frame.tracker();
    AlertWriter out = new AlertWriter(camera, provenance());
    Set<Long> alive = new HashSet<>();
    for (TrackedSegment track : frame.tracks()) {
      alive.add(track.track().number());
    }
    for (RuleWatch watch : watches) {
      watch.retain(alive, lastAt, out);
    }
    for (RuleWatch watch : watches) {
      for (TrackedSegment track : frame.tracks()) {
        if (track.isVisible()) {
          watch.see(new Sighting(frame.id(), lastAt, frame.panoptic().ptsMicros(), track), out);
        }
      }
    }
    alerts.addAll(out.alerts());
    return alerts;
  }

  /** What the end of an epoch raises: the ends of all its alerts. */
  public List<Alert> onEnd(EndOfEpoch end) {
    if (end.epoch() < epoch || (end.epoch() == epoch && ended)) {
      return List.of();
    }
    Instant at = end.endedAt().isBefore(lastAt) ? lastAt : end.endedAt();
    List<Alert> alerts = endAll(at);
    epoch = end.epoch();
    ended = true;
    lastAt = at;
    return alerts;
  }

  private List<Alert> endAll(Instant at) {
    AlertWriter out = new AlertWriter(camera, provenance());
    for (RuleWatch watch : watches) {
      watch.retain(Set.of(), at, out);
    }
    return out.alerts();
  }

  private void resize() {
    for (RuleWatch watch : watches) {
      watch.resize(width, height);
    }
  }

  private Map<String, String> provenance() {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("model", model);
    provenance.put("tracker", tracker);
    if (!configHash.isEmpty()) {
      provenance.put("configuration", configHash);
    }
    return provenance;
  }

  /** Everything that {@link #restore} needs to go on; equal pasts give equal bytes. */
  public byte[] state() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(STATE_VERSION);
      out.writeLong(epoch);
      out.writeLong(sequence);
      out.writeBoolean(ended);
      out.writeInt(width);
      out.writeInt(height);
      StateFormat.writeInstant(out, lastAt);
      out.writeUTF(model);
      out.writeUTF(tracker);
      out.writeInt(watches.size());
      for (int i = 0; i < watches.size(); i++) {
        ByteArrayOutputStream memory = new ByteArrayOutputStream(128);
        watches.get(i).write(new DataOutputStream(memory));
        out.writeUTF(fingerprints.get(i));
        out.writeInt(memory.size());
        memory.writeTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("state of the rules of " + camera + " cannot be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * An engine that goes on where another stopped. A rule that was changed, or whose place was drawn
   * anew, starts afresh; the others remember.
   *
   * @param state what {@link #state} gave
   * @throws IllegalArgumentException when the bytes are no state of a known version
   */
  public static RuleEngine restore(
      CameraId camera, CameraRules rules, String configHash, byte[] state) {
    RuleEngine engine = new RuleEngine(camera, rules, configHash);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      int version = in.readUnsignedByte();
      if (version != STATE_VERSION) {
        throw new IllegalArgumentException(
            "state of the rules of %s has version %d, only %d can be read"
                .formatted(camera, version, STATE_VERSION));
      }
      engine.read(in);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%d bytes are no state of the rules of %s".formatted(state.length, camera), e);
    }
    return engine;
  }

  private void read(DataInputStream in) throws IOException {
    epoch = in.readLong();
    sequence = in.readLong();
    ended = in.readBoolean();
    width = in.readInt();
    height = in.readInt();
    lastAt = StateFormat.readInstant(in);
    model = in.readUTF();
    tracker = in.readUTF();
    Map<String, byte[]> memories = new HashMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String fingerprint = in.readUTF();
      byte[] memory = new byte[in.readInt()];
      in.readFully(memory);
      memories.put(fingerprint, memory);
    }
    for (int i = 0; i < watches.size(); i++) {
      byte[] memory = memories.get(fingerprints.get(i));
      if (memory != null) {
        watches.get(i).read(new DataInputStream(new ByteArrayInputStream(memory)));
      }
    }
    if (width > 0) {
      resize();
    }
  }
}
