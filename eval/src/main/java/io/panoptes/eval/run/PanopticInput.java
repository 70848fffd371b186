package io.panoptes.eval.run;

import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.MalformedEntryException;
import io.panoptes.eval.dataset.DataFiles;
import io.panoptes.eval.dataset.coco.CocoImage;
import io.panoptes.eval.dataset.coco.CocoPanopticFile;
import io.panoptes.eval.dataset.coco.PanopticAnnotation;
import io.panoptes.eval.dataset.coco.PanopticPictures;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticOverlap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ground truth and prediction in COCO's panoptic format, paired by picture.
 *
 * <p>Each side is a JSON file, whose PNGs lie in the folder of the same name without {@code .json}
 * unless another is given, or a folder that holds {@code panoptic.json} or exactly one JSON file. A
 * prediction may also be a folder of two-channel PNGs without JSON.
 */
final class PanopticInput {

  private final CocoPanopticFile truth;
  private final Path truthFolder;
  private final Map<String, PanopticAnnotation> predicted;
  private final Path predictedPath;
  private final Path predictedFolder;
  private final boolean twoChannels;

  PanopticInput(
      Path truthPath,
      Optional<Path> truthFolder,
      Path predictedPath,
      Optional<Path> predictedFolder) {
    Path truthJson = json(DataFiles.require(truthPath, "ground truth"));
    if (truthJson == null) {
      throw new EvalInputException(
          truthPath, "", "holds no panoptic.json and not exactly one other JSON file");
    }
    truth = CocoPanopticFile.read(truthJson);
    if (truth.categories().isEmpty()) {
      throw new EvalInputException(truthJson, "", "has no categories");
    }
    this.truthFolder = truthFolder.orElseGet(() -> folder(truthJson));
    Path predictedJson = json(DataFiles.require(predictedPath, "prediction"));
    twoChannels = predictedJson == null;
    this.predictedPath = twoChannels ? predictedPath : predictedJson;
    if (twoChannels) {
      predicted = Map.of();
      this.predictedFolder = predictedFolder.orElse(predictedPath);
    } else {
      predicted = CocoPanopticFile.read(predictedJson).byImage();
      this.predictedFolder = predictedFolder.orElseGet(() -> folder(predictedJson));
    }
    for (Path needed : List.of(this.truthFolder, this.predictedFolder)) {
      if (!Files.isDirectory(needed)) {
        throw new EvalInputException(needed, "", "is no folder with the PNGs of the JSON file");
      }
    }
  }

  private static Path json(Path path) {
    if (!Files.isDirectory(path)) {
      return path;
    }
    Path usual = path.resolve("panoptic.json");
    if (Files.exists(usual)) {
      return usual;
    }
    List<Path> files =
        DataFiles.list(path, file -> file.getFileName().toString().endsWith(".json"));
    return files.size() == 1 ? files.get(0) : null;
  }

  private static Path folder(Path json) {
    return json.resolveSibling(DataFiles.stem(json));
  }

  List<EvalCategory> categories() {
    return truth.categories();
  }

  /** What a reader of the numbers should know of the input. */
  List<String> notes() {
    return twoChannels
        ? List.of("the prediction has no JSON; its PNGs were read as category and instance")
        : List.of();
  }

  List<PanopticAnnotation> pictures() {
    return truth.annotations();
  }

  /**
   * Which video a picture belongs to: its {@code video_id}, else the folder or prefix of its name.
   */
  String video(PanopticAnnotation annotation) {
    CocoImage image = truth.images().get(annotation.image());
    if (image != null && !image.video().isEmpty()) {
      return image.video();
    }
    Path parent = Path.of(annotation.fileName()).getParent();
    if (parent != null) {
      return parent.toString();
    }
    // Cityscapes-VPS: video_frame-of-set_city_...
    String name = annotation.fileName();
    return name.matches("\\d{4}_\\d{4}_.+") ? name.substring(0, 4) : "";
  }

  PanopticLabels truth(PanopticAnnotation annotation) {
    return PanopticPictures.read(truthFolder, annotation);
  }

  PanopticLabels prediction(PanopticAnnotation annotation) {
    if (twoChannels) {
      return PanopticPictures.readTwoChannels(
          predictedFolder.resolve(annotation.fileName()), false);
    }
    PanopticAnnotation found = predicted.get(annotation.image());
    if (found == null) {
      throw new EvalInputException(
          predictedPath, "image " + annotation.image(), "has no prediction");
    }
    return PanopticPictures.read(predictedFolder, found);
  }

  PanopticOverlap overlap(PanopticAnnotation annotation) {
    PanopticLabels wanted = truth(annotation);
    PanopticLabels found = prediction(annotation);
    return naming(annotation, () -> PanopticOverlap.of(wanted, found));
  }

  /** Lets errors of a metric name the prediction and the picture. */
  <T> T naming(PanopticAnnotation annotation, java.util.function.Supplier<T> work) {
    try {
      return work.get();
    } catch (MalformedEntryException e) {
      String entry = "image " + annotation.image();
      throw new EvalInputException(
          e.inTruth() ? truth.path() : predictedPath,
          e.entry().isEmpty() ? entry : entry + ", " + e.entry(),
          e.problem(),
          e);
    }
  }

  /** The pictures of each video, in the order of the file. */
  List<List<PanopticAnnotation>> videos() {
    Map<String, List<PanopticAnnotation>> videos = new java.util.LinkedHashMap<>();
    for (PanopticAnnotation annotation : truth.annotations()) {
      videos.computeIfAbsent(video(annotation), v -> new ArrayList<>()).add(annotation);
    }
    return List.copyOf(videos.values());
  }
}
