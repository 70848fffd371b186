package io.panoptes.bench.replay;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures as a fragment of Markdown. */
final class Report {

  private Report() {}

  /**
   * @param loadBefore of the machine before the first run
   * @param loadAfter likewise after the last
   */
  static String markdown(
      String machine, String loadBefore, String loadAfter, List<Pairs> measured) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        Machine: %s. Load average before %s, after %s. Medians of %d pairs of runs; in brackets \
        the lowest and the highest pair.

        | clip | segmenter | bare loop, frames/s | replay, frames/s | replay : bare | with process start | bare, CPU ms a frame | replay, CPU ms a frame |
        | --- | --- | ---: | ---: | --- | --- | ---: | ---: |
        """
            .formatted(machine, loadBefore, loadAfter, measured.get(0).bare().size()));
    for (Pairs pairs : measured) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | `%s` | %.1f | %.1f | %s | %s | %.1f | %.1f |%n",
              pairs.clip(),
              pairs.segmenter(),
              Pairs.median(pairs.bare(), Measurement::framesPerSecond),
              Pairs.median(pairs.replay(), Measurement::framesPerSecond),
              range(pairs, Measurement::framesPerSecond),
              range(pairs, Measurement::framesPerWallSecond),
              Pairs.median(pairs.bare(), Measurement::cpuMillisPerFrame),
              Pairs.median(pairs.replay(), Measurement::cpuMillisPerFrame)));
    }
    return text.toString();
  }

  private static String range(Pairs pairs, ToDoubleFunction<Measurement> value) {
    double[] ratios = pairs.ratios(value);
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f–%.2f)",
        Pairs.median(ratios),
        ratios[0],
        ratios[ratios.length - 1]);
  }
}
