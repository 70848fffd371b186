package io.panoptes.bench.segment;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EncodedImage;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.dataset.coco.CocoImage;
import io.panoptes.eval.dataset.coco.CocoPanopticFile;
import io.panoptes.eval.dataset.coco.PanopticAnnotation;
import io.panoptes.eval.dataset.coco.PanopticPictures;
import io.panoptes.eval.panoptic.PanopticCategoryResult;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticQuality;
import io.panoptes.eval.panoptic.PanopticSegment;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.javacv.OpenCvImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints how many things of a labelled set a segmenter finds and invents, by the least score that
 * is believed: what the numbers in a manifest's {@code scores} are chosen by. A thing is right when
 * it matches one of its category as panoptic quality has it; void is left out.
 */
public final class ScoreSweep {

  private static final int STEPS = 20;

  private ScoreSweep() {}

  /**
   * @param arguments a folder with {@code images}, {@code panoptic} and {@code panoptic.json}, and
   *     a segmenter
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: ScoreSweep SET_FOLDER SEGMENTER");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]);
    CocoPanopticFile file = CocoPanopticFile.read(folder.resolve("panoptic.json"));
    List<PanopticQuality> byScore = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      byScore.add(new PanopticQuality(file.categories()));
    }
    SegmentSettings settings = SegmentSettings.defaults();
    CameraSegmentation camera = CameraSegmentation.defaults().withSegmenter(arguments[1]);
    try (Segmenter segmenter =
        Segmenters.load().choose(arguments[1], settings).open(camera, settings)) {
      for (PanopticAnnotation annotation : file.annotations()) {
        CocoImage size = file.images().get(annotation.image());
        Image image = Image.allocate(size.width(), size.height());
        new OpenCvImageDecoder()
            .decode(
                EncodedImage.jpeg(
                    Files.readAllBytes(folder.resolve("images").resolve(size.fileName()))),
                image);
        Picture picture = new Picture(new FrameId(new CameraId("set"), 1, 0), Instant.EPOCH, image);
        Segmentation found = segmenter.segment(List.of(picture)).get(0);
        PanopticLabels truth = PanopticPictures.read(folder.resolve("panoptic"), annotation);
        for (int step = 0; step < STEPS; step++) {
          byScore.get(step).add(truth, believed(found, (double) step / STEPS));
        }
      }
    }
    print(file.categories(), byScore);
  }

  /** Things below the score become void. */
  private static PanopticLabels believed(Segmentation found, double score) {
    List<PanopticSegment> segments = new ArrayList<>();
    boolean[] isKept = new boolean[1 << 16];
    for (Segment segment : found.segments()) {
      if (!segment.category().isThing() || segment.score() >= score) {
        isKept[segment.id()] = true;
        segments.add(
            new PanopticSegment(
                segment.id(), segment.category().id(), segment.areaPixels(), false));
      }
    }
    char[] from = found.map().ids();
    int[] ids = new int[from.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = isKept[from[i]] ? from[i] : 0;
    }
    return new PanopticLabels(
        new LabelMap(found.map().width(), found.map().height(), ids), segments);
  }

  private static void print(List<EvalCategory> categories, List<PanopticQuality> byScore) {
    System.out.println(
        "| score | people: right | false | missed | F1 | things: right | false | missed | F1 |");
    System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (int step = 0; step < STEPS; step++) {
      long[] people = new long[3];
      long[] things = new long[3];
      for (PanopticCategoryResult result : byScore.get(step).result().perCategory()) {
        if (result.category().thing()) {
          add(things, result);
        }
        if (result.category().equals(categories.get(0))) {
          add(people, result);
        }
      }
      System.out.printf(
          Locale.ROOT, "| %.2f | %s | %s |%n", (double) step / STEPS, row(people), row(things));
    }
  }

  private static void add(long[] counts, PanopticCategoryResult result) {
    counts[0] += result.truePositives();
    counts[1] += result.falsePositives();
    counts[2] += result.falseNegatives();
  }

  private static String row(long[] counts) {
    return String.format(
        Locale.ROOT,
        "%d | %d | %d | %.3f",
        counts[0],
        counts[1],
        counts[2],
        2.0 * counts[0] / Math.max(1, 2 * counts[0] + counts[1] + counts[2]));
  }
}
