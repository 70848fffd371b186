package io.panoptes.eval.dataset.coco;

import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.MalformedEntryException;
import io.panoptes.eval.dataset.coco.PanopticAnnotation.SegmentInfo;
import io.panoptes.eval.image.PngDecoder;
import io.panoptes.eval.image.PngImage;
import io.panoptes.eval.image.PngWriter;
import io.panoptes.eval.panoptic.LabelCounts;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticSegment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The PNG half of COCO's panoptic format. Stateless. */
public final class PanopticPictures {

  /** Instance of a crowd in two-channel pictures of ground truth. */
  private static final int CROWD_INSTANCE = 255;

  private PanopticPictures() {}

  /**
   * A picture with its table.
   *
   * @param folder of the PNGs
   * @throws EvalInputException when the PNG is missing or broken, or the table has an id twice;
   *     names the PNG and the picture
   */
  public static PanopticLabels read(Path folder, PanopticAnnotation annotation) {
    Path png = folder.resolve(annotation.fileName());
    LabelMap map = ids(PngDecoder.read(png), png, annotation.image());
    List<PanopticSegment> segments = new ArrayList<>(annotation.segments().size());
    LabelCounts counts = null;
    try {
      for (SegmentInfo info : annotation.segments()) {
        long area = info.area();
        if (area == PanopticAnnotation.NO_AREA) {
          counts = counts == null ? LabelCounts.of(map.labels()) : counts;
          area = counts.count(info.id());
        }
        segments.add(new PanopticSegment(info.id(), info.category(), area, info.crowd()));
      }
      return new PanopticLabels(map, segments);
    } catch (MalformedEntryException e) {
      throw new EvalInputException(
          png, ("image " + annotation.image() + ", " + e.entry()), e.problem(), e);
    }
  }

  private static LabelMap ids(PngImage picture, Path png, String image) {
    if (picture.bitDepth() == 16) {
      throw new EvalInputException(
          png, "image " + image, "has 16 bits a channel; panoptic PNGs have 8");
    }
    return picture.panopticIds();
  }

  /**
   * A picture in the two-channel format: red is the category, 0 void, green the instance. Ids are
   * made from both. In ground truth instance 255 is a crowd.
   *
   * @param truth whether it is ground truth
   */
  public static PanopticLabels readTwoChannels(Path png, boolean truth) {
    PngImage picture = PngDecoder.read(png);
    if (picture.channels() < 3 || picture.bitDepth() != 8) {
      throw new EvalInputException(
          png,
          "",
          "has %d channels of %d bits; the two-channel format is RGB with 8"
              .formatted(picture.channels(), picture.bitDepth()));
    }
    int[] categories = picture.channel(0).labels();
    int[] instances = picture.channel(1).labels();
    int[] ids = new int[categories.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = categories[i] == 0 ? 0 : categories[i] << 8 | instances[i];
    }
    List<PanopticSegment> segments = new ArrayList<>();
    for (Map.Entry<Integer, Long> count : new TreeMap<>(LabelCounts.of(ids).asMap()).entrySet()) {
      int id = count.getKey();
      if (id != 0) {
        segments.add(
            new PanopticSegment(
                id, id >> 8, count.getValue(), truth && (id & 0xFF) == CROWD_INSTANCE));
      }
    }
    return new PanopticLabels(new LabelMap(picture.width(), picture.height(), ids), segments);
  }

  /** Writes the PNG of a picture. */
  public static void write(Path folder, String fileName, LabelMap ids) throws IOException {
    PngWriter.write(folder.resolve(fileName), PngWriter.panopticIds(ids));
  }

  /**
   * Writes a picture in the two-channel format.
   *
   * @param categories 0 void, to 255
   * @param instances 0 to 255
   */
  public static void writeTwoChannels(Path png, LabelMap categories, LabelMap instances)
      throws IOException {
    LabelMap empty =
        new LabelMap(categories.width(), categories.height(), new int[categories.labels().length]);
    PngWriter.write(png, PngWriter.rgb(categories, instances, empty));
  }
}
