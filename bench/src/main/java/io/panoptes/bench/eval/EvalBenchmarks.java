package io.panoptes.bench.eval;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the evaluation benchmarks on one thread and then on two. */
public final class EvalBenchmarks {

  private EvalBenchmarks() {}

  public static void main(String[] args) throws RunnerException {
    for (int threads = 1; threads <= 2; threads++) {
      new Runner(
              new OptionsBuilder()
                  .include(PanopticBenchmark.class.getSimpleName())
                  .include(TrackingBenchmark.class.getSimpleName())
                  .threads(threads)
                  .build())
          .run();
    }
  }
}
