package io.panoptes.eval.dataset.cityscapes;

import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.dataset.DataFiles;
import io.panoptes.eval.image.PngDecoder;
import io.panoptes.eval.image.PngImage;
import io.panoptes.eval.image.PngWriter;
import io.panoptes.eval.panoptic.LabelCounts;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticSegment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gtFine pictures of Cityscapes: label ids, train ids and instance ids. Stateless. */
public final class CityscapesFiles {

  private static final Pattern KEY = Pattern.compile("^([^_]+_\\d+_\\d+)(_.*)?\\.png$");
  private static final int INSTANCE_STEP = 1000;

  private CityscapesFiles() {}

  /**
   * The pictures below a folder whose names end so, by {@code city_sequence_frame}.
   *
   * @param ending such as {@code _labelIds.png}
   */
  public static Map<String, Path> find(Path folder, String ending) {
    Map<String, Path> found = new LinkedHashMap<>();
    for (Path file : DataFiles.below(folder, ending)) {
      key(file).ifPresent(key -> found.put(key, file));
    }
    return found;
  }

  /** {@code city_sequence_frame} of a picture's name. */
  public static Optional<String> key(Path file) {
    Matcher matcher = KEY.matcher(file.getFileName().toString());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The evaluated labels as categories. */
  public static List<EvalCategory> categories() {
    return CityscapesLabel.trainLabels().stream()
        .map(label -> new EvalCategory(label.id(), label.name(), label.hasInstances()))
        .toList();
  }

  /**
   * An {@code instanceIds} picture as panoptic labels: values from 1000 on are an object, label
   * times 1000 plus its number; smaller values are a label, a crowd when it is of a thing. Labels
   * that are not evaluated become void.
   *
   * @throws EvalInputException when the picture is missing or broken, or a value has no label
   */
  public static PanopticLabels readInstances(Path png) {
    PngImage picture = PngDecoder.read(png);
    if (picture.channels() != 1) {
      throw new EvalInputException(
          png, "", "has %d channels; instanceIds have one".formatted(picture.channels()));
    }
    int[] values = picture.channel(0).labels();
    int[] ids = new int[values.length];
    List<PanopticSegment> segments = new ArrayList<>();
    Map<Integer, Integer> idOfValue = new LinkedHashMap<>();
    for (Map.Entry<Integer, Long> count :
        new TreeMap<>(LabelCounts.of(values).asMap()).entrySet()) {
      int value = count.getKey();
      boolean object = value >= INSTANCE_STEP;
      int labelId = object ? value / INSTANCE_STEP : value;
      CityscapesLabel label =
          CityscapesLabel.ofId(labelId)
              .orElseThrow(
                  () ->
                      new EvalInputException(
                          png, "value " + value, "label " + labelId + " is none of Cityscapes'"));
      if (!label.ignoredInEvaluation()) {
        boolean crowd = label.hasInstances() && !object;
        idOfValue.put(value, value);
        segments.add(new PanopticSegment(value, labelId, count.getValue(), crowd));
      }
    }
    for (int i = 0; i < ids.length; i++) {
      ids[i] = idOfValue.containsKey(values[i]) ? values[i] : 0;
    }
    return new PanopticLabels(new LabelMap(picture.width(), picture.height(), ids), segments);
  }

  /** Writes {@code labelIds} or {@code labelTrainIds}; labels 0 to 255. */
  public static void writeLabels(Path png, LabelMap labels) throws IOException {
    PngWriter.write(png, PngWriter.grey8(labels));
  }

  /** Writes {@code instanceIds}; values 0 to 65535. */
  public static void writeInstances(Path png, LabelMap values) throws IOException {
    PngWriter.write(png, PngWriter.grey16(values));
  }
}
