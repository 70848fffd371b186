package io.panoptes.segment.worker;

import io.panoptes.core.frame.CameraId;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All lanes of a worker; they take turns. Guarded by the worker's lock. */
final class Lanes {

  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
  private static final int DECODE_AHEAD = 3;

  private final SegmentSettings settings;
  private final int maxLanes;
  private final Map<Lane.Key, Lane> lanes = new LinkedHashMap<>();
  private long nextDeadlineNanos;

  /**
   * @param maxLanes beyond which an idle camera's lane is closed to open another's
   */
  Lanes(SegmentSettings settings, int maxLanes) {
    this.settings = settings;
    this.maxLanes = maxLanes;
  }

  /** A batch on its way, with the lane that it keeps busy. */
  record Work(Lane.Key key, Lane lane, List<Task> batch) {}

  Lane get(Lane.Key key, Segmenters.Choice choice, CameraSegmentation camera) {
    Lane lane = lanes.get(key);
    if (lane == null) {
      evictIdle();
      boolean shared = key.camera() == null;
      Batcher batcher =
          shared
              ? new Batcher(
                  settings.maxBatch(), settings.maxDelay().toNanos(), 2 * settings.maxBatch())
              : new Batcher(1, 0, DECODE_AHEAD);
      lane = new Lane(choice, shared, camera, settings, batcher);
      lanes.put(key, lane);
    }
    return lane;
  }

  private void evictIdle() {
    if (lanes.size() < maxLanes) {
      return;
    }
    for (Map.Entry<Lane.Key, Lane> entry : lanes.entrySet()) {
      Lane lane = entry.getValue();
      if (!lane.shared && !lane.busy && lane.batcher.size() == 0) {
        lane.close();
        lanes.remove(entry.getKey());
        return;
      }
    }
  }

  /**
   * Takes what is due of the lane that waited longest for its turn, and makes the lane busy.
   *
   * @return null when nothing is due; {@link #nextDeadlineNanos} then says when something will be
   */
  Work take(long nowNanos) {
    nextDeadlineNanos = Long.MAX_VALUE;
    for (Map.Entry<Lane.Key, Lane> entry : lanes.entrySet()) {
      Lane lane = entry.getValue();
      if (lane.busy) {
        continue;
      }
      List<Task> batch = lane.batcher.take(nowNanos);
      if (!batch.isEmpty()) {
        lane.busy = true;
        lanes.remove(entry.getKey());
        lanes.put(entry.getKey(), lane);
        return new Work(entry.getKey(), lane, batch);
      }
      OptionalLong deadline = lane.batcher.deadline();
      if (deadline.isPresent()) {
        nextDeadlineNanos = Math.min(nextDeadlineNanos, deadline.getAsLong());
      }
    }
    return null;
  }

  /** By {@link System#nanoTime}; {@link Long#MAX_VALUE} when nothing waits. */
  long nextDeadlineNanos() {
    return nextDeadlineNanos;
  }

  /**
   * A batch is done.
   *
   * @return whether the lane is gone now and the caller closes it
   */
  boolean done(Work work) {
    work.lane().busy = false;
    if (work.lane().closing) {
      lanes.remove(work.key());
    }
    return work.lane().closing;
  }

  /** Takes out what waits of these cameras and closes their own lanes, or leaves that to done. */
  List<Task> forget(Set<CameraId> cameras) {
    List<Task> dropped = new ArrayList<>();
    for (Map.Entry<Lane.Key, Lane> entry : List.copyOf(lanes.entrySet())) {
      Lane lane = entry.getValue();
      dropped.addAll(lane.batcher.drain(cameras));
      if (!lane.shared && cameras.contains(entry.getKey().camera())) {
        lane.closing = true;
        if (!lane.busy) {
          lanes.remove(entry.getKey());
          lane.close();
        }
      }
    }
    return dropped;
  }

  /** Closes all that nobody works on. */
  void close() {
    for (Lane lane : lanes.values()) {
      if (lane.busy) {
        LOG.warn("{} still runs and is left open", lane.model);
      } else {
        lane.close();
      }
    }
    lanes.clear();
  }
}
