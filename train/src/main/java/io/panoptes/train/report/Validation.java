package io.panoptes.train.report;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.FrameId;
import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticQuality;
import io.panoptes.eval.semantic.ConfusionMatrix;
import io.panoptes.eval.semantic.SemanticClass;
import io.panoptes.eval.semantic.SemanticRules;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledPictures;
import io.panoptes.train.data.Pixels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what a segmenter says of pictures with their labels. Void in the labels is ignored as
 * panoptic quality does. People that people drew are compared once more by themselves, and there
 * everything else counts as no person. For a segmenter that remembers, the pictures of each source
 * are one recording, a picture a second.
 */
public final class Validation {

  private static final CameraId CAMERA = new CameraId("validation");
  private static final int VOID = 0;
  private static final EvalCategory REST = new EvalCategory(1000, "no person", false);

  private final LabelledPictures pictures;
  private final LabelSet labels;

  public Validation(LabelledPictures pictures) {
    this.pictures = requireNonNull(pictures, "pictures is null");
    this.labels = pictures.labels();
  }

  /**
   * What came out.
   *
   * @param all over all pictures
   * @param byGroup over the pictures of each source, by its name
   * @param humanPeople people against masks that people drew; empty when there are none
   * @param secondsPerPicture that the segmenter took
   */
  public record Result(
      Figures all,
      Map<String, Figures> byGroup,
      Optional<Figures> humanPeople,
      double secondsPerPicture) {}

  /** Called after each picture. */
  public interface Progress {
    void done(int pictures, int of);
  }

  /**
   * @param most pictures, spread evenly over all; 0 for all
   */
  public Result run(Segmenter segmenter, int most, Progress progress) {
    Tally all = new Tally(labels.forEvaluation());
    Tally people = new Tally(List.of(labels.forEvaluation().get(0), REST));
    Map<String, Tally> groups = new TreeMap<>();
    int[] chosen = chosen(pictures.size(), most);
    long nanos = 0;
    long epoch = 0;
    long frames = 0;
    for (int i = 0; i < chosen.length; i++) {
      int index = chosen[i];
      LabelledPicture picture = pictures.read(index);
      Instant time = Instant.EPOCH.plusSeconds(i);
      if (i > 0 && !pictures.group(index).equals(pictures.group(chosen[i - 1]))) {
        segmenter.endOfEpoch(
            new EndOfEpoch(CAMERA, epoch, frames, time, EndOfEpoch.Reason.COMPLETED));
        epoch++;
        frames = 0;
      }
      long start = System.nanoTime();
      FrameId id = new FrameId(CAMERA, epoch, frames++);
      Segmentation found = segment(segmenter, picture.pixels(), id, time);
      nanos += System.nanoTime() - start;
      PanopticLabels truth = LabelsForMetrics.truth(picture, labels);
      PanopticLabels prediction = LabelsForMetrics.prediction(found, labels);
      all.add(truth, prediction);
      groups
          .computeIfAbsent(pictures.group(index), group -> new Tally(labels.forEvaluation()))
          .add(truth, prediction);
      if (pictures.hasHumanPeople(index)) {
        int person = labels.category(0).id();
        people.add(
            LabelsForMetrics.only(truth, person, REST.id()),
            LabelsForMetrics.only(prediction, person, REST.id()));
      }
      progress.done(i + 1, chosen.length);
    }
    Map<String, Figures> byGroup = new TreeMap<>();
    groups.forEach((group, tally) -> byGroup.put(group, tally.figures()));
    return new Result(
        all.figures(),
        byGroup,
        people.pictures == 0 ? Optional.empty() : Optional.of(people.figures()),
        nanos / 1e9 / chosen.length);
  }

  /** What a segmenter that does not look at time says of one picture. */
  public static Segmentation segment(Segmenter segmenter, Pixels pixels, long sequence) {
    return segment(
        segmenter, pixels, new FrameId(CAMERA, 0, sequence), Instant.EPOCH.plusSeconds(sequence));
  }

  /** What a segmenter says of one frame of a recording. */
  public static Segmentation segment(Segmenter segmenter, Pixels pixels, FrameId id, Instant time) {
    return segmenter.segment(List.of(new Picture(id, time, image(pixels)))).get(0);
  }

  private static Image image(Pixels pixels) {
    byte[] rgb = pixels.rgb();
    byte[] bgr = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i += 3) {
      bgr[i] = rgb[i + 2];
      bgr[i + 1] = rgb[i + 1];
      bgr[i + 2] = rgb[i];
    }
    return Image.of(pixels.width(), pixels.height(), bgr);
  }

  static int[] chosen(int size, int most) {
    int count = most == 0 ? size : Math.min(size, most);
    int[] chosen = new int[count];
    for (int i = 0; i < count; i++) {
      chosen[i] = (int) ((long) i * size / count);
    }
    return chosen;
  }

  private static SemanticRules rules(List<EvalCategory> categories) {
    List<SemanticClass> classes = new ArrayList<>();
    classes.add(new SemanticClass(VOID, "void", false));
    for (EvalCategory category : categories) {
      classes.add(new SemanticClass(category.id(), category.name(), true));
    }
    return new SemanticRules(classes, Set.of(VOID));
  }

  /** Counts of some of the pictures. */
  private static final class Tally {
    private final PanopticQuality panoptic;
    private final ConfusionMatrix semantic;
    private int pictures;

    Tally(List<EvalCategory> categories) {
      panoptic = new PanopticQuality(categories);
      semantic = new ConfusionMatrix(rules(categories));
    }

    void add(PanopticLabels truth, PanopticLabels prediction) {
      panoptic.add(truth, prediction);
      semantic.add(
          LabelsForMetrics.categories(truth, VOID), LabelsForMetrics.categories(prediction, VOID));
      pictures++;
    }

    Figures figures() {
      return new Figures(pictures, panoptic.result(), semantic.result());
    }
  }
}
