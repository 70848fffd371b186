package io.panoptes.eval.run;

import io.panoptes.eval.dataset.kitti.KittiFile;
import io.panoptes.eval.dataset.kitti.KittiSequence;
import io.panoptes.eval.dataset.mot.MotFile;
import io.panoptes.eval.dataset.mot.MotRow;
import io.panoptes.eval.dataset.mot.MotRules;
import io.panoptes.eval.dataset.mot.MotSequence;
import io.panoptes.eval.report.EvalReport;
import io.panoptes.eval.report.ReportTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * HOTA, CLEAR and identity metrics of box tracks: MOT Challenge or KITTI tracking files, which are
 * told apart by their third column.
 *
 * @param truth a file, or a folder in a benchmark's layout
 * @param prediction a file, or a folder in a benchmark's layout
 * @param rules MOT Challenge benchmark; by default MOT17 for ground truth with classes, else MOT15
 * @param predictedClasses classes of MOT results that count, as pedestrians; empty for all, and
 *     then another class than 1 is an error as in TrackEval
 * @param frames length of every sequence; 0 to take it from {@code seqinfo.ini} or ground truth
 * @param perThreshold whether HOTA is also given at each threshold
 * @param threads at least 1
 */
public record MotEvaluation(
    Path truth,
    Path prediction,
    Optional<MotRules> rules,
    Set<Integer> predictedClasses,
    int frames,
    boolean perThreshold,
    int threads) {

  public MotEvaluation {
    predictedClasses = Set.copyOf(predictedClasses);
  }

  /**
   * @throws io.panoptes.eval.EvalInputException when something cannot be read
   */
  public EvalReport run(Progress progress) {
    List<SequenceFiles.Sequence> sequences = SequenceFiles.find(truth, prediction);
    boolean kitti = SequenceFiles.isKitti(sequences.get(0).truth());
    TrackingRun run = new TrackingRun(threads, progress);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("metric", "HOTA, CLEAR and identity as TrackEval");
    List<ReportTable> tables;
    if (kitti) {
      settings.put("rules", "kitti");
      Map<String, KittiSequence.Kind> kinds = new LinkedHashMap<>();
      for (KittiSequence.Kind kind : KittiSequence.Kind.values()) {
        kinds.put(kind.name().toLowerCase(Locale.ROOT) + " ", kind);
      }
      tables =
          run.run(
              sequences,
              kinds,
              (sequence, kind) ->
                  KittiSequence.of(
                      sequence.name(),
                      KittiFile.read(sequence.truth()),
                      KittiFile.read(sequence.results()),
                      length(sequence),
                      kind),
              false,
              perThreshold);
    } else {
      MotRules chosen = rules.orElseGet(() -> MotRules.of(MotFile.read(sequences.get(0).truth())));
      settings.put("rules", chosen.name().toLowerCase(Locale.ROOT));
      tables =
          run.run(
              sequences,
              Map.of("", chosen),
              (sequence, kind) ->
                  MotSequence.of(
                      sequence.name(),
                      MotFile.read(sequence.truth()),
                      onlyClasses(MotFile.read(sequence.results())),
                      length(sequence),
                      kind),
              false,
              perThreshold);
    }
    settings.put("sequences", Integer.toString(sequences.size()));
    return new EvalReport("mot", settings, tables, List.of());
  }

  private int length(SequenceFiles.Sequence sequence) {
    return frames > 0 ? frames : sequence.length();
  }

  private MotFile onlyClasses(MotFile results) {
    if (predictedClasses.isEmpty()) {
      return results;
    }
    TreeMap<Integer, List<MotRow>> kept = new TreeMap<>();
    results
        .byFrame()
        .forEach(
            (frame, rows) ->
                kept.put(
                    frame,
                    rows.stream()
                        .filter(row -> predictedClasses.contains(row.category()))
                        .map(MotEvaluation::asPedestrian)
                        .toList()));
    return new MotFile(results.path(), kept);
  }

  private static MotRow asPedestrian(MotRow row) {
    return new MotRow(row.frame(), row.id(), row.box(), row.confidence(), 1, row.visibility());
  }
}
