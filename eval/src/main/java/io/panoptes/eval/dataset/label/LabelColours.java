package io.panoptes.eval.dataset.label;

import io.panoptes.eval.dataset.TextRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the colours of label pictures mean, as in CamVid's {@code label_colors.txt}: red, green,
 * blue and name a line. Labels count from 0 in the order of the file.
 *
 * @param names of the labels; {@code Void} by custom is not evaluated
 * @param labelOfColour label of each colour 0xRRGGBB
 */
public record LabelColours(List<String> names, Map<Integer, Integer> labelOfColour) {

  public LabelColours {
    names = List.copyOf(names);
    labelOfColour = Map.copyOf(labelOfColour);
  }

  /**
   * @throws io.panoptes.eval.EvalInputException when a line cannot be read or a colour appears
   *     twice
   */
  public static LabelColours read(Path file) {
    List<String> names = new ArrayList<>();
    Map<Integer, Integer> labels = new LinkedHashMap<>();
    TextRows.read(
        file,
        row -> {
          row.require(4, "red green blue name");
          int colour = 0;
          for (int channel = 0; channel < 3; channel++) {
            int value = row.integer(channel, "colour");
            if (value < 0 || value > 255) {
              throw row.problem("colour value " + value + " must be 0 to 255");
            }
            colour = colour << 8 | value;
          }
          if (labels.put(colour, names.size()) != null) {
            throw row.problem("the colour appears twice");
          }
          names.add(row.text(3));
        });
    return new LabelColours(names, labels);
  }

  /** The label called {@code Void} in whatever case, or −1. */
  public int voidLabel() {
    for (int label = 0; label < names.size(); label++) {
      if (names.get(label).equalsIgnoreCase("void")) {
        return label;
      }
    }
    return -1;
  }
}
