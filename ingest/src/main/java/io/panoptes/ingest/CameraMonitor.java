package io.panoptes.ingest;

import io.panoptes.core.frame.CameraId;
import io.panoptes.ingest.IngestAccount.DropReason;
import io.panoptes.ingest.IngestAccount.FailReason;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is known about one camera while it runs; feeds {@link CameraStatus} and the account. Safe
 * for several threads.
 */
final class CameraMonitor {

  private final CameraId camera;
  private final IngestAccount account;
  private final LongAdder published = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile CameraStatus.State state = CameraStatus.State.CONNECTING;
  private volatile long epoch;
  private volatile OptionalLong totalFrames = OptionalLong.empty();
  private volatile String note = "";

  CameraMonitor(CameraId camera, IngestAccount account) {
    this.camera = camera;
    this.account = account;
  }

  void state(CameraStatus.State value) {
    state = value;
  }

  CameraStatus.State state() {
    return state;
  }

  void epoch(long value) {
    epoch = value;
  }

  void totalFrames(OptionalLong value) {
    totalFrames = value;
  }

  void note(String value) {
    note = value;
  }

  void in() {
    account.in(camera);
  }

  void processed(Duration latency) {
    published.increment();
    account.processed(camera, latency);
  }

  void dropped(DropReason reason) {
    dropped.increment();
    account.dropped(camera, reason);
  }

  void failed(FailReason reason) {
    failed.increment();
    account.failed(camera, reason);
  }

  CameraStatus status() {
    return new CameraStatus(
        camera, state, epoch, published.sum(), totalFrames, dropped.sum(), failed.sum(), note);
  }
}
