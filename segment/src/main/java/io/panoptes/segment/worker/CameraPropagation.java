package io.panoptes.segment.worker;

import io.panoptes.segment.propagation.CameraPlanner;
import io.panoptes.segment.propagation.Carrier;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the frames of one camera share of which some go without the segmenter. Guarded by the
 * worker's lock unless said otherwise.
 */
final class CameraPropagation {

  /** Frames without a plan, in order. */
  final Deque<Task> unplanned = new ArrayDeque<>();

  /** Only the thread that set {@link #planning} touches it. */
  final CameraPlanner planner;

  /** Only the camera's emitter thread touches it. */
  final Carrier carrier = new Carrier();

  boolean planning;

  /** The next frame is to be a key frame. */
  boolean restart;

  /**
   * The last key frame has no result, so that nothing can be carried. Only the thread that works on
   * the camera's lane touches it.
   */
  boolean broken;

  private boolean closing;

  CameraPropagation(CameraPlanner planner) {
    this.planner = planner;
  }

  /** The next frame that can be planned, now being planned; null when there is none. */
  Task nextToPlan() {
    while (!planning && !unplanned.isEmpty()) {
      Task head = unplanned.peek();
      if (head.state == Task.State.DECODED) {
        planning = true;
        return unplanned.remove();
      }
      if (head.state != Task.State.READY) {
        return null;
      }
      unplanned.remove();
    }
    return null;
  }

  void planned() {
    planning = false;
    if (closing) {
      planner.close();
    }
  }

  /** Whether nothing of it is under way before a result. */
  boolean isIdle() {
    return !planning && unplanned.isEmpty();
  }

  /** Frees what it holds, as soon as nobody uses it. */
  void close() {
    unplanned.clear();
    closing = true;
    if (!planning) {
      planner.close();
    }
  }
}
