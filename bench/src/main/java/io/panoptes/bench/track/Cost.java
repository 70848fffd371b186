package io.panoptes.bench.track;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What work costs the thread that does it: its processor time, which other work on the machine
 * hardly touches, and the bytes that it allocates, by the counters that JMH's {@code
 * gc.alloc.rate.norm} reads. The virtual machine's own threads are not counted.
 *
 * @param micros processor time of one frame
 * @param bytes allocated for one frame
 */
record Cost(double micros, double bytes) {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Work on a number of frames, from a fresh state on. */
  interface Pass {

    /**
     * @return the number of frames
     */
    int run();
  }

  /** The cheapest of several passes, after others that are not counted. */
  static Cost of(int warmUps, int passes, Pass pass) {
    for (int i = 0; i < warmUps; i++) {
      pass.run();
    }
    Cost best = new Cost(Double.MAX_VALUE, 0);
    long thread = Thread.currentThread().getId();
    for (int i = 0; i < passes; i++) {
      long bytes = THREADS.getThreadAllocatedBytes(thread);
      long nanos = THREADS.getCurrentThreadCpuTime();
      int frames = pass.run();
      double micros = (THREADS.getCurrentThreadCpuTime() - nanos) / 1e3 / frames;
      double allocated = (double) (THREADS.getThreadAllocatedBytes(thread) - bytes) / frames;
      if (micros < best.micros) {
        best = new Cost(micros, allocated);
      }
    }
    return best;
  }

  double framesPerSecond() {
    return 1e6 / micros;
  }
}
