package io.panoptes.eval.run;

import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.MalformedEntryException;
import io.panoptes.eval.dataset.DataFiles;
import io.panoptes.eval.dataset.cityscapes.CityscapesFiles;
import io.panoptes.eval.dataset.label.LabelColours;
import io.panoptes.eval.dataset.label.LabelPictures;
import io.panoptes.eval.image.PngDecoder;
import io.panoptes.eval.report.EvalReport;
import io.panoptes.eval.report.ReportTable;
import io.panoptes.eval.semantic.ClassIou;
import io.panoptes.eval.semantic.ConfusionMatrix;
import io.panoptes.eval.semantic.SemanticResult;
import io.panoptes.eval.semantic.SemanticRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Mean intersection over union of label pictures.
 *
 * @param truth folder of PNGs, a Pascal VOC folder, a Cityscapes gtFine folder, or one PNG
 * @param prediction folder of PNGs with the same names, for Cityscapes the same {@code
 *     city_sequence_frame}, or one PNG
 * @param rules by default those that the ground truth looks like
 * @param colours what the colours of RGB pictures mean
 * @param classes how many labels {@link Rules#PLAIN} has, 0 when the colours say it
 * @param ignored label of ground truth that {@link Rules#PLAIN} skips, −1 for none or the colours'
 *     {@code Void}
 * @param perClass whether every class gets a line
 * @param threads at least 1
 */
public record SemanticEvaluation(
    Path truth,
    Path prediction,
    Optional<Rules> rules,
    Optional<Path> colours,
    int classes,
    int ignored,
    boolean perClass,
    int threads) {

  private static final int CHUNK = 8;

  /** Whose rules are followed. */
  public enum Rules {
    VOC,
    CITYSCAPES,
    CITYSCAPES_TRAIN_IDS,
    /** Labels from 0 on, all evaluated but one. */
    PLAIN
  }

  /** The caller has to say more about the labels. */
  public static final class UnclearRulesException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnclearRulesException(String message) {
      super(message);
    }
  }

  private record Pair(String name, Path truth, Path prediction) {}

  /**
   * @throws EvalInputException when something cannot be read
   * @throws UnclearRulesException when the rules cannot be told or need the number of classes
   */
  public EvalReport run(Progress progress) {
    DataFiles.require(truth, "ground truth");
    DataFiles.require(prediction, "prediction");
    Rules chosen = rules.orElseGet(this::guess);
    Optional<LabelColours> meaning = colours.map(LabelColours::read);
    SemanticRules semantic = semanticRules(chosen, meaning);
    List<Pair> pairs = pairs(chosen);
    ConfusionMatrix matrix =
        new ParallelSum<>(
                threads,
                CHUNK,
                () -> new ConfusionMatrix(semantic),
                ConfusionMatrix::merge,
                progress)
            .sum(pairs, (metric, pair) -> add(metric, pair, meaning));
    SemanticResult result = matrix.result();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("metric", "mean intersection over union");
    settings.put("rules", chosen.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    settings.put("images", Integer.toString(pairs.size()));
    List<ReportTable> tables = new ArrayList<>();
    tables.add(
        new ReportTable.Builder("summary", "mIoU", "pixel accuracy", "mean accuracy", "N")
            .row(
                "all",
                result.meanIou(),
                result.pixelAccuracy(),
                result.meanAccuracy(),
                (long) result.classes())
            .build());
    if (perClass) {
      tables.add(perClassTable(result));
    }
    return new EvalReport("semantic", settings, tables, List.of());
  }

  private Rules guess() {
    if (colours.isPresent() || classes > 0) {
      return Rules.PLAIN;
    }
    if (Files.isDirectory(truth)) {
      if (!DataFiles.below(truth, "_labelIds.png").isEmpty()) {
        return Rules.CITYSCAPES;
      }
      if (!DataFiles.below(truth, "_labelTrainIds.png").isEmpty()) {
        return Rules.CITYSCAPES_TRAIN_IDS;
      }
      if (Files.isDirectory(truth.resolve("SegmentationClass"))) {
        return Rules.VOC;
      }
    }
    List<Path> files = Files.isDirectory(truth) ? DataFiles.below(truth, ".png") : List.of(truth);
    if (!files.isEmpty() && PngDecoder.read(files.get(0)).indexed()) {
      return Rules.VOC;
    }
    throw new UnclearRulesException(
        "the rules cannot be told from "
            + truth
            + "; choose voc, cityscapes, cityscapes-train-ids, or plain with the number of classes");
  }

  private SemanticRules semanticRules(Rules chosen, Optional<LabelColours> meaning) {
    return switch (chosen) {
      case VOC -> SemanticRules.voc();
      case CITYSCAPES -> SemanticRules.cityscapes();
      case CITYSCAPES_TRAIN_IDS -> SemanticRules.cityscapesTrainIds();
      case PLAIN -> {
        List<String> names = new ArrayList<>(meaning.map(LabelColours::names).orElse(List.of()));
        int skipped = ignored >= 0 ? ignored : meaning.map(LabelColours::voidLabel).orElse(-1);
        for (int label = names.size(); label < classes; label++) {
          names.add("class " + label);
        }
        if (names.isEmpty()) {
          throw new UnclearRulesException(
              "plain rules need the number of classes, or a colour file");
        }
        yield SemanticRules.plain(names, skipped);
      }
    };
  }

  private List<Pair> pairs(Rules chosen) {
    if (!Files.isDirectory(truth)) {
      return List.of(new Pair(truth.getFileName().toString(), truth, prediction));
    }
    List<Pair> pairs =
        chosen == Rules.CITYSCAPES || chosen == Rules.CITYSCAPES_TRAIN_IDS
            ? cityscapesPairs(chosen == Rules.CITYSCAPES ? "_labelIds.png" : "_labelTrainIds.png")
            : namedPairs();
    if (pairs.isEmpty()) {
      throw new EvalInputException(truth, "", "holds no label pictures (PNG)");
    }
    return pairs;
  }

  private List<Pair> cityscapesPairs(String ending) {
    Map<String, Path> wanted = CityscapesFiles.find(truth, ending);
    if (wanted.isEmpty()) {
      return namedPairs();
    }
    Map<String, Path> found = new LinkedHashMap<>();
    for (Path file : DataFiles.below(prediction, ".png")) {
      String key = CityscapesFiles.key(file).orElse("");
      if (wanted.containsKey(key) && found.put(key, file) != null) {
        throw new EvalInputException(file, key, "is the second prediction for this picture");
      }
    }
    List<Pair> pairs = new ArrayList<>();
    wanted.forEach(
        (key, file) -> {
          if (!found.containsKey(key)) {
            throw new EvalInputException(prediction, key, "has no prediction for " + file);
          }
          pairs.add(new Pair(key, file, found.get(key)));
        });
    return pairs;
  }

  private List<Pair> namedPairs() {
    Path voc = truth.resolve("SegmentationClass");
    Path folder = Files.isDirectory(voc) ? voc : truth;
    Path vocPrediction = prediction.resolve("SegmentationClass");
    Path found = Files.isDirectory(vocPrediction) ? vocPrediction : prediction;
    List<Pair> pairs = new ArrayList<>();
    for (Path file : DataFiles.below(folder, ".png")) {
      String name = folder.relativize(file).toString();
      Path partner = found.resolve(name);
      if (!Files.exists(partner)) {
        throw new EvalInputException(partner, name, "there is no prediction for " + file);
      }
      pairs.add(new Pair(name, file, partner));
    }
    return pairs;
  }

  private static void add(ConfusionMatrix metric, Pair pair, Optional<LabelColours> meaning) {
    LabelMap wanted = LabelPictures.read(pair.truth(), meaning);
    LabelMap found = LabelPictures.read(pair.prediction(), meaning);
    try {
      metric.add(wanted, found);
    } catch (MalformedEntryException e) {
      throw new EvalInputException(
          e.inTruth() ? pair.truth() : pair.prediction(), e.entry(), e.problem(), e);
    }
  }

  private static ReportTable perClassTable(SemanticResult result) {
    ReportTable.Builder table =
        new ReportTable.Builder("per-class", "IoU", "accuracy", "TP", "FP", "FN");
    for (ClassIou each : result.perClass()) {
      table.row(
          each.scored().label() + " " + each.scored().name(),
          each.iou(),
          each.recall(),
          each.truePositives(),
          each.falsePositives(),
          each.falseNegatives());
    }
    return table.build();
  }
}
