package io.panoptes.sink.rules;

import io.panoptes.core.config.ConfigShapes;
import io.panoptes.core.geometry.Line;
import io.panoptes.core.geometry.Point;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts crossings. A track is settled on one side while its foot is farther from the line than the
 * hysteresis. When it settles on the other side, it has crossed if its path since then went through
 * the drawn segment an odd number of times; a path around the segment's end changes the side
 * without a crossing. The path is the straight way between consecutive sightings, so that no speed
 * jumps the line, and jitter about the line never settles, so that it counts once.
 */
final class LineWatch implements RuleWatch {

  private static final int LEFT = -1;
  private static final int RIGHT = 1;

  private final Rule.LineCrossed rule;
  private final Line normalised;
  private final Map<Long, Path> paths = new TreeMap<>();
  private Line line;
  private double hysteresis;

  /** One track's way. */
  private static final class Path {
    /** Side on which it is settled, 0 when it has never been. */
    int settled;

    /** Side of the last foot, for counting the passages of the line. */
    int side;

    boolean throughSegment;
    Point foot;
  }

  LineWatch(Rule.LineCrossed rule, Line normalised) {
    this.rule = rule;
    this.normalised = normalised;
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public void resize(int width, int height) {
    line = ConfigShapes.scale(normalised, width, height);
    hysteresis = rule.hysteresis() * height;
  }

  @Override
  public void see(Sighting sighting, AlertWriter out) {
    double distance = line.signedDistance(sighting.foot());
    Path path = paths.get(sighting.number());
    if (path == null) {
      path = new Path();
      path.side = distance > 0 ? RIGHT : LEFT;
      path.foot = sighting.foot();
      paths.put(sighting.number(), path);
    } else {
      walk(path, sighting.foot(), distance);
    }
    if (Math.abs(distance) <= hysteresis) {
      return;
    }
    int side = distance > 0 ? RIGHT : LEFT;
    if (path.settled == side) {
      path.throughSegment = false;
    } else if (path.settled == 0) {
      path.settled = side;
      path.throughSegment = false;
    } else if (sighting.isBelieved()) {
      path.settled = side;
      if (path.throughSegment) {
        path.throughSegment = false;
        report(side, sighting, out);
      }
    }
  }

  private void walk(Path path, Point foot, double distance) {
    int side = distance == 0 ? path.side : distance > 0 ? RIGHT : LEFT;
    if (side != path.side) {
      double before = line.signedDistance(path.foot);
      double share = before == distance ? 0 : before / (before - distance);
      double x = path.foot.x() + share * (foot.x() - path.foot.x());
      double y = path.foot.y() + share * (foot.y() - path.foot.y());
      if (isAlong(x, y)) {
        path.throughSegment = !path.throughSegment;
      }
      path.side = side;
    }
    path.foot = foot;
  }

  private boolean isAlong(double x, double y) {
    double dx = line.to().x() - line.from().x();
    double dy = line.to().y() - line.from().y();
    double along = ((x - line.from().x()) * dx + (y - line.from().y()) * dy) / (dx * dx + dy * dy);
    return along >= 0 && along <= 1;
  }

  private void report(int side, Sighting sighting, AlertWriter out) {
    Rule.Direction way =
        side == RIGHT ? Rule.Direction.LEFT_TO_RIGHT : Rule.Direction.RIGHT_TO_LEFT;
    if (rule.direction().includes(way) && rule.concerns(sighting.segment().category())) {
      out.raise(rule, sighting, sighting.at(), way.text());
    }
  }

  @Override
  public void retain(Set<Long> alive, Instant at, AlertWriter out) {
    paths.keySet().retainAll(alive);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(paths.size());
    for (Map.Entry<Long, Path> entry : paths.entrySet()) {
      Path path = entry.getValue();
      out.writeLong(entry.getKey());
      out.writeByte(path.settled);
      out.writeByte(path.side);
      out.writeBoolean(path.throughSegment);
      StateFormat.writePoint(out, path.foot);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    paths.clear();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      long track = in.readLong();
      Path path = new Path();
      path.settled = in.readByte();
      path.side = in.readByte();
      path.throughSegment = in.readBoolean();
      path.foot = StateFormat.readPoint(in);
      paths.put(track, path);
    }
  }
}
