package io.panoptes.eval.dataset.step;

import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.image.PngDecoder;
import io.panoptes.eval.image.PngImage;
import io.panoptes.eval.image.PngWriter;
import io.panoptes.eval.stq.SegmentationTrackingQuality;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Pictures of KITTI-STEP and MOTChallenge-STEP: red is the class, green and blue the instance, high
 * byte first. Labels are those of {@link SegmentationTrackingQuality#label}.
 */
public final class StepPictures {

  private StepPictures() {}

  /**
   * @throws EvalInputException when the picture is missing, broken or not RGB with 8 bits
   */
  public static LabelMap read(Path png) {
    PngImage picture = PngDecoder.read(png);
    if (picture.channels() < 3 || picture.bitDepth() != 8) {
      throw new EvalInputException(
          png,
          "",
          "has %d channels of %d bits; STEP pictures are RGB with 8"
              .formatted(picture.channels(), picture.bitDepth()));
    }
    int[] ids = picture.panopticIds().labels();
    int[] labels = new int[ids.length];
    for (int i = 0; i < labels.length; i++) {
      int id = ids[i];
      labels[i] = SegmentationTrackingQuality.label(id & 0xFF, id & 0xFF00 | id >>> 16);
    }
    return new LabelMap(picture.width(), picture.height(), labels);
  }

  /** Writes labels of classes 0 to 255. */
  public static void write(Path png, LabelMap labels) throws IOException {
    int[] ids = new int[labels.labels().length];
    for (int i = 0; i < ids.length; i++) {
      int label = labels.labels()[i];
      ids[i] = label >>> 16 | label & 0xFF00 | (label & 0xFF) << 16;
    }
    PngWriter.write(png, PngWriter.panopticIds(new LabelMap(labels.width(), labels.height(), ids)));
  }
}
