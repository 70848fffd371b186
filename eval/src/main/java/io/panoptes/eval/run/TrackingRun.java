package io.panoptes.eval.run;

import io.panoptes.eval.report.ReportTable;
import io.panoptes.eval.tracking.TrackingMetrics;
import io.panoptes.eval.tracking.TrackingSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Evaluates sequences for one or several classes, in parallel over both. */
final class TrackingRun {

  /** Name of the row over all sequences, as TrackEval calls it. */
  static final String COMBINED = "COMBINED";

  private final int threads;
  private final Progress progress;

  TrackingRun(int threads, Progress progress) {
    this.threads = threads;
    this.progress = progress;
  }

  private record Task<K>(SequenceFiles.Sequence sequence, K kind) {}

  /**
   * @param kinds the classes with the prefix of their rows; one with an empty prefix when there is
   *     only one
   * @param load brings a sequence's files together for one class
   */
  <K> List<ReportTable> run(
      List<SequenceFiles.Sequence> sequences,
      Map<String, K> kinds,
      BiFunction<SequenceFiles.Sequence, K, TrackingSequence> load,
      boolean masks,
      boolean perThreshold) {
    List<Task<K>> tasks = new ArrayList<>();
    kinds.values().forEach(kind -> sequences.forEach(s -> tasks.add(new Task<>(s, kind))));
    List<TrackingMetrics> parts =
        new ParallelSum<List<TrackingMetrics>>(threads, 1, ArrayList::new, List::addAll, progress)
            .sum(
                tasks,
                (list, task) -> {
                  TrackingMetrics metrics = new TrackingMetrics();
                  metrics.add(load.apply(task.sequence(), task.kind()));
                  list.add(metrics);
                });
    Map<String, TrackingMetrics.Result> rows = new LinkedHashMap<>();
    TrackingMetrics everything = new TrackingMetrics();
    int at = 0;
    for (String prefix : kinds.keySet()) {
      TrackingMetrics combined = new TrackingMetrics();
      for (SequenceFiles.Sequence sequence : sequences) {
        TrackingMetrics part = parts.get(at++);
        combined.merge(part);
        if (sequences.size() > 1) {
          rows.put(prefix + sequence.name(), part.result());
        }
      }
      rows.put(prefix + COMBINED, combined.result());
      everything.merge(combined);
    }
    if (kinds.size() > 1) {
      rows.put("all classes " + COMBINED, everything.result());
    }
    List<ReportTable> tables = new ArrayList<>(TrackingTables.of(rows, masks));
    if (perThreshold) {
      tables.add(TrackingTables.perAlpha(everything.result().hota()));
    }
    return tables;
  }
}
