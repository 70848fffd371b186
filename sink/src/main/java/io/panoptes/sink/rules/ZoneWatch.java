package io.panoptes.sink.rules;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Polygon;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Follows stays in a zone, for {@link Rule.ZoneEntered} and {@link Rule.Loitering}. A stay begins
 * when the foot has been seen inside for the inertia without a sighting outside, and ends when it
 * has been seen outside, beyond the margin, for as long; what is not seen changes nothing. The
 * alert of a loiterer is updated each time its stay has doubled, so that a parked car is told of a
 * dozen times a day and not every second.
 */
final class ZoneWatch implements RuleWatch {

  private static final double SAME_PLACE_IOU = 0.5;
  private static final int MAX_VANISHED = 256;

  private final Rule rule;
  private final Polygon normalised;
  private final Duration after;
  private final Duration inertia;
  private final Duration cooldown;
  private final boolean updates;
  private final Map<Long, Stay> stays = new TreeMap<>();
  private final Deque<Vanished> vanished = new ArrayDeque<>();
  private ZoneShape shape;

  /** One track's relation to the zone. */
  private static final class Stay {
    boolean bornInside;
    Instant insideSince;
    Instant outsideSince;
    boolean settled;
    boolean muted;
    Instant mutedUntil;
    OpenAlert open;
    Duration nextUpdate = Duration.ZERO;
    Alert.Evidence last;
  }

  /** Where an object was when its track ended inside the zone. */
  private record Vanished(Box box, Instant at) {}

  ZoneWatch(Rule.ZoneEntered rule, Polygon normalised) {
    this(rule, normalised, Duration.ZERO, rule.inertia(), rule.cooldown(), false);
  }

  ZoneWatch(Rule.Loitering rule, Polygon normalised) {
    this(rule, normalised, rule.after(), rule.inertia(), rule.cooldown(), true);
  }

  private ZoneWatch(
      Rule rule,
      Polygon normalised,
      Duration after,
      Duration inertia,
      Duration cooldown,
      boolean updates) {
    this.rule = rule;
    this.normalised = normalised;
    this.after = after;
    this.inertia = inertia;
    this.cooldown = cooldown;
    this.updates = updates;
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public void resize(int width, int height) {
    shape = new ZoneShape(normalised.scale(width, height), rule.hysteresis() * height);
  }

  @Override
  public void see(Sighting sighting, AlertWriter out) {
    ZoneShape.Place place = shape.place(sighting.foot());
    Stay stay = stays.get(sighting.number());
    if (stay == null) {
      stay = new Stay();
      stay.bornInside = place == ZoneShape.Place.INSIDE;
      stays.put(sighting.number(), stay);
    }
    if (place == ZoneShape.Place.OUTSIDE) {
      seenOutside(stay, sighting, out);
      return;
    }
    stay.outsideSince = null;
    if (stay.insideSince == null) {
      if (place == ZoneShape.Place.MARGIN) {
        return;
      }
      stay.insideSince = sighting.at();
    }
    stay.last = sighting.evidence();
    Duration stayed = Duration.between(stay.insideSince, sighting.at());
    if (stayed.compareTo(inertia) >= 0) {
      stay.settled = true;
    }
    if (stay.settled && sighting.isBelieved()) {
      tell(stay, stayed, sighting, out);
    }
  }

  private void tell(Stay stay, Duration stayed, Sighting sighting, AlertWriter out) {
    if (stay.open != null) {
      if (updates && stayed.compareTo(stay.nextUpdate) >= 0) {
        out.update(rule, stay.open, sighting);
        while (stay.nextUpdate.compareTo(stayed) <= 0) {
          stay.nextUpdate = stay.nextUpdate.multipliedBy(2);
        }
      }
      return;
    }
    if (stay.muted
        || stayed.compareTo(after) < 0
        || !rule.concerns(sighting.segment().category())) {
      return;
    }
    if (isTooSoon(stay, sighting)) {
      stay.muted = true;
      return;
    }
    stay.open = out.raise(rule, sighting, stay.insideSince, "");
    stay.nextUpdate = after.multipliedBy(2);
  }

  private boolean isTooSoon(Stay stay, Sighting sighting) {
    if (stay.mutedUntil != null && stay.insideSince.isBefore(stay.mutedUntil)) {
      return true;
    }
    if (!stay.bornInside) {
      return false;
    }
    for (Vanished before : vanished) {
      boolean recent = stay.insideSince.isBefore(before.at().plus(cooldown));
      if (recent && before.box().iou(sighting.segment().box()) >= SAME_PLACE_IOU) {
        return true;
      }
    }
    return false;
  }

  private void seenOutside(Stay stay, Sighting sighting, AlertWriter out) {
    if (stay.insideSince == null) {
      return;
    }
    if (stay.outsideSince == null) {
      stay.outsideSince = sighting.at();
    }
    boolean left = Duration.between(stay.outsideSince, sighting.at()).compareTo(inertia) >= 0;
    if (stay.settled && !left) {
      return;
    }
    if (stay.open != null) {
      out.end(rule, stay.open, sighting.number(), sighting.at(), sighting.evidence());
      stay.mutedUntil = sighting.at().plus(cooldown);
    }
    stay.bornInside = false;
    stay.insideSince = null;
    stay.outsideSince = null;
    stay.settled = false;
    stay.muted = false;
    stay.open = null;
    stay.last = null;
  }

  @Override
  public void retain(Set<Long> alive, Instant at, AlertWriter out) {
    Iterator<Map.Entry<Long, Stay>> entries = stays.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Long, Stay> entry = entries.next();
      if (alive.contains(entry.getKey())) {
        continue;
      }
      Stay stay = entry.getValue();
      if (stay.open != null) {
        out.end(rule, stay.open, entry.getKey(), at, stay.last);
      }
      if (stay.open != null || stay.muted) {
        vanished.addLast(new Vanished(stay.last.box(), at));
      }
      // Not before the entry was read: removing may move another one into it.
      entries.remove();
    }
    while (!vanished.isEmpty()
        && (vanished.size() > MAX_VANISHED
            || !at.isBefore(vanished.peekFirst().at().plus(cooldown.plus(after))))) {
      vanished.removeFirst();
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(stays.size());
    for (Map.Entry<Long, Stay> entry : stays.entrySet()) {
      Stay stay = entry.getValue();
      out.writeLong(entry.getKey());
      out.writeBoolean(stay.bornInside);
      out.writeBoolean(stay.settled);
      out.writeBoolean(stay.muted);
      StateFormat.writeOptional(out, stay.insideSince);
      StateFormat.writeOptional(out, stay.outsideSince);
      StateFormat.writeOptional(out, stay.mutedUntil);
      StateFormat.writeOpen(out, stay.open);
      out.writeLong(stay.nextUpdate.toNanos());
      out.writeBoolean(stay.last != null);
      if (stay.last != null) {
        StateFormat.writeEvidence(out, stay.last);
      }
    }
    out.writeInt(vanished.size());
    for (Vanished place : vanished) {
      StateFormat.writeBox(out, place.box());
      StateFormat.writeInstant(out, place.at());
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    stays.clear();
    vanished.clear();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      long track = in.readLong();
      Stay stay = new Stay();
      stay.bornInside = in.readBoolean();
      stay.settled = in.readBoolean();
      stay.muted = in.readBoolean();
      stay.insideSince = StateFormat.readOptional(in);
      stay.outsideSince = StateFormat.readOptional(in);
      stay.mutedUntil = StateFormat.readOptional(in);
      stay.open = StateFormat.readOpen(in);
      stay.nextUpdate = Duration.ofNanos(in.readLong());
      stay.last = in.readBoolean() ? StateFormat.readEvidence(in) : null;
      stays.put(track, stay);
    }
    int places = in.readInt();
    for (int i = 0; i < places; i++) {
      vanished.addLast(new Vanished(StateFormat.readBox(in), StateFormat.readInstant(in)));
    }
  }
}
