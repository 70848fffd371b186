package io.panoptes.eval.run;

import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.dataset.mots.MotsFile;
import io.panoptes.eval.dataset.mots.MotsObject;
import io.panoptes.eval.dataset.mots.MotsSequence;
import io.panoptes.eval.report.EvalReport;
import io.panoptes.eval.report.ReportTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * HOTA, MOTSA, sMOTSA and identity metrics of mask tracks: MOTS text files, or folders of pictures,
 * one folder a sequence. Every class of the ground truth is evaluated by itself; "all classes" sums
 * their counts.
 *
 * @param truth a file, a folder of pictures, or a folder of sequences
 * @param prediction a file, a folder of pictures, or a folder of sequences
 * @param frames length of every sequence; 0 to take it from {@code seqinfo.ini} or ground truth
 * @param perThreshold whether HOTA is also given at each threshold
 * @param threads at least 1
 */
public record MotsEvaluation(
    Path truth, Path prediction, int frames, boolean perThreshold, int threads) {

  private static final Map<Integer, String> NAMES = Map.of(1, "car", 2, "pedestrian");

  /** Both files of a sequence, read once for all classes. */
  private record Pair(MotsFile truth, MotsFile results) {}

  /**
   * @throws EvalInputException when something cannot be read
   */
  public EvalReport run(Progress progress) {
    List<SequenceFiles.Sequence> sequences = SequenceFiles.find(truth, prediction);
    Map<SequenceFiles.Sequence, Pair> files = new LinkedHashMap<>();
    TreeMap<Integer, String> classes = new TreeMap<>();
    for (SequenceFiles.Sequence sequence : sequences) {
      Pair pair = new Pair(MotsFile.read(sequence.truth()), MotsFile.read(sequence.results()));
      files.put(sequence, pair);
      for (List<MotsObject> objects : pair.truth().byFrame().values()) {
        for (MotsObject object : objects) {
          if (object.category() != MotsObject.IGNORED_CLASS) {
            classes.put(
                object.category(),
                NAMES.getOrDefault(object.category(), "class " + object.category()));
          }
        }
      }
    }
    if (classes.isEmpty()) {
      throw new EvalInputException(truth, "", "has no object of any class");
    }
    Map<String, Integer> kinds = new LinkedHashMap<>();
    classes.forEach((category, name) -> kinds.put(name + " ", category));
    List<ReportTable> tables =
        new TrackingRun(threads, progress)
            .run(
                sequences,
                kinds,
                (sequence, category) ->
                    MotsSequence.of(
                        sequence.name(),
                        files.get(sequence).truth(),
                        files.get(sequence).results(),
                        frames > 0 ? frames : sequence.length(),
                        category),
                true,
                perThreshold);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("metric", "HOTA, MOTSA and identity on masks as TrackEval");
    settings.put("classes", String.join(", ", classes.values()));
    settings.put("sequences", Integer.toString(sequences.size()));
    return new EvalReport("mots", settings, tables, List.of());
  }
}
