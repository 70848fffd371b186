package io.panoptes.bench.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to measure.
 *
 * @param clip a video
 * @param loops how often each variant shows the clip
 * @param segmenters of which each is measured
 * @param runs pairs of runs
 * @param threads of the bare loop
 * @param panoptes the launcher of the program
 * @param out folder of the results
 */
record BenchmarkOptions(
    Path clip,
    List<Integer> loops,
    List<String> segmenters,
    int runs,
    int threads,
    Path panoptes,
    Path out) {

  static final String USAGE =
      """
      usage: bench/run-replay.sh [CLIP] [--loops 1,3] [--segmenters none,motion] [--runs 5]
                                 [--threads N] [--out DIR]
        CLIP          a video (default: the demo's, ~/.cache/panoptes/vtest.avi)
        --loops       how often each variant shows the clip
        --segmenters  of which each is measured
        --runs        pairs of runs
        --threads     of the bare loop (default: the processors)
        --out         folder of the results (default: bench/target/replay)
      """;

  BenchmarkOptions {
    loops = List.copyOf(loops);
    segmenters = List.copyOf(segmenters);
    if (runs < 1 || threads < 1 || loops.isEmpty() || loops.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "runs %d, threads %d and loops %s must be at least 1".formatted(runs, threads, loops));
    }
  }

  /**
   * @throws IllegalArgumentException when the command line is wrong; the message says how
   */
  static BenchmarkOptions parse(String... arguments) {
    Path clip = Path.of(System.getProperty("user.home"), ".cache", "panoptes", "vtest.avi");
    List<Integer> loops = List.of(1, 3);
    List<String> segmenters = List.of("none", "motion");
    int runs = 5;
    int threads = Runtime.getRuntime().availableProcessors();
    Path panoptes = Path.of("panoptes");
    Path out = Path.of("bench", "target", "replay");
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (!argument.startsWith("--")) {
        clip = Path.of(argument);
        continue;
      }
      i++;
      if (i == arguments.length) {
        throw new IllegalArgumentException(argument + " needs a value");
      }
      String value = arguments[i];
      switch (argument) {
        case "--loops" -> loops = Stream.of(value.split(",")).map(Integer::valueOf).toList();
        case "--segmenters" -> segmenters = List.of(value.split(","));
        case "--runs" -> runs = Integer.parseInt(value);
        case "--threads" -> threads = Integer.parseInt(value);
        case "--panoptes" -> panoptes = Path.of(value);
        case "--out" -> out = Path.of(value);
        default -> throw new IllegalArgumentException(argument + " is unknown");
      }
    }
    return new BenchmarkOptions(
        clip.toAbsolutePath(),
        loops,
        segmenters,
        runs,
        threads,
        panoptes.toAbsolutePath(),
        out.toAbsolutePath());
  }
}
