package io.panoptes.segment.worker;

import io.panoptes.core.frame.CameraId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Threads that hand results on; a camera has always the same one, so that its order stays. */
final class Emitters {

  private final List<ExecutorService> threads = new ArrayList<>();

  Emitters(int count) {
    for (int i = 0; i < count; i++) {
      String name = "segment-encode-" + i;
      threads.add(Executors.newSingleThreadExecutor(task -> new Thread(task, name)));
    }
  }

  void execute(CameraId camera, Runnable task) {
    threads.get(Math.floorMod(camera.hashCode(), threads.size())).execute(task);
  }

  /**
   * Ends the threads when what waits is done, each within the time limit.
   *
   * @return whether all have ended
   */
  boolean close(long timeout, TimeUnit unit) throws InterruptedException {
    for (ExecutorService thread : threads) {
      thread.shutdown();
    }
    boolean ended = true;
    for (ExecutorService thread : threads) {
      ended &= thread.awaitTermination(timeout, unit);
    }
    return ended;
  }
}
