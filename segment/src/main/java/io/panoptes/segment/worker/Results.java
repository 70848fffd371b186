package io.panoptes.segment.worker;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.core.panoptic.Origin;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.propagation.Carrier;
import io.panoptes.segment.propagation.Plan;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The last step of a message: what its plan makes of the segmenter's results, and its receipt. On
 * threads of its own, of which a camera has always the same one.
 */
final class Results {

  private final Emitters emitters;
  private final CameraMotions motions;
  private final WorkerObserver observer;
  private final Consumer<Task> onReceipt;
  private final Consumer<Throwable> onFailure;

  /**
   * @param onReceipt called after each message's receipt
   */
  Results(
      int threads,
      CameraMotions motions,
      WorkerObserver observer,
      Consumer<Task> onReceipt,
      Consumer<Throwable> onFailure) {
    this.emitters = new Emitters(threads);
    this.motions = motions;
    this.observer = observer;
    this.onReceipt = onReceipt;
    this.onFailure = onFailure;
  }

  /**
   * Hands a message on. Called in the order of each camera's messages.
   *
   * @param result the segmenter's; null when it has not seen the frame
   */
  void hand(Task task, Segmentation result, Lane lane) {
    emitters.execute(
        task.camera(),
        () -> {
          try {
            tell(task, result, lane);
          } catch (Throwable e) {
            onFailure.accept(e);
          }
        });
  }

  private void tell(Task task, Segmentation result, Lane lane) {
    try {
      if (task.isEnd()) {
        motions.end(task.camera());
        task.receipt.ended(task.end);
      } else if (task.reason.equals("stale")) {
        task.receipt.dropped(task.reason);
      } else if (!task.reason.isEmpty()) {
        task.receipt.failed(task.reason, task.cause);
      } else {
        Carrier.Result made = result(task, result);
        observer.segmented(lane.model, lane.device(), made.origin());
        Frame frame = task.frame;
        task.receipt.segmented(
            new PanopticFrame(
                frame.id(),
                frame.capturedAt(),
                frame.ptsMicros(),
                made.segmentation().map(),
                made.segmentation().segments(),
                task.model,
                made.origin(),
                motion(task, made.segmentation())));
      }
    } finally {
      onReceipt.accept(task);
    }
  }

  private CameraMotion motion(Task task, Segmentation found) {
    return task.cameraMoves ? motions.since(task, found) : CameraMotion.NONE;
  }

  private static Carrier.Result result(Task task, Segmentation result) {
    if (task.propagation == null) {
      return new Carrier.Result(result, Origin.SEGMENTED);
    }
    Carrier carrier = task.propagation.carrier;
    if (result != null) {
      return task.plan instanceof Plan.Segment ? carrier.segmented(result) : carrier.seen(result);
    }
    return task.plan instanceof Plan.Carry carry
        ? carrier.carry(carry.displacement())
        : carrier.reuse();
  }

  /** Forgets how a camera moved, behind what of it waits. */
  void forget(CameraId camera) {
    emitters.execute(camera, () -> motions.end(camera));
  }

  /** Ends the threads when what waits is done, each within the time limit. */
  void close(long timeout, TimeUnit unit) throws InterruptedException {
    if (emitters.close(timeout, unit)) {
      motions.close();
    }
  }
}
