package io.panoptes.eval.dataset.label;

import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.image.PngDecoder;
import io.panoptes.eval.image.PngImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Semantic label pictures as CamVid and many others have them: grey or indexed PNGs whose values
 * are labels, or coloured ones that a {@link LabelColours} translates. Stateless.
 */
public final class LabelPictures {

  private LabelPictures() {}

  /**
   * @param colours what the colours of RGB pictures mean; without, only grey and indexed ones can
   *     be read
   * @throws EvalInputException when the picture is missing or broken, or a colour has no meaning;
   *     names the pixel
   */
  public static LabelMap read(Path png, Optional<LabelColours> colours) {
    PngImage picture = PngDecoder.read(png);
    if (picture.channels() < 3 && (colours.isEmpty() || !picture.indexed())) {
      return picture.channel(0);
    }
    if (picture.bitDepth() == 16) {
      throw new EvalInputException(png, "", "is a colour picture with 16 bits; 8 are read");
    }
    LabelMap rgb = picture.colours();
    Map<Integer, Integer> labelOf = new HashMap<>();
    if (colours.isPresent()) {
      labelOf.putAll(colours.get().labelOfColour());
    }
    int[] labels = new int[rgb.labels().length];
    int last = -1;
    int label = 0;
    for (int i = 0; i < labels.length; i++) {
      int colour = rgb.labels()[i];
      if (colour != last) {
        Integer known = labelOf.get(colour);
        if (known == null) {
          known = fallback(png, colours, colour, i, rgb.width());
        }
        last = colour;
        label = known;
      }
      labels[i] = label;
    }
    return new LabelMap(rgb.width(), rgb.height(), labels);
  }

  /** Without colours a picture whose three channels are the same is as good as a grey one. */
  private static int fallback(
      Path png, Optional<LabelColours> colours, int colour, int pixel, int width) {
    if (colours.isEmpty() && (colour & 0xFF) * 0x010101 == colour) {
      return colour & 0xFF;
    }
    throw new EvalInputException(
        png,
        "pixel (%d, %d)".formatted(pixel % width, pixel / width),
        colours.isEmpty()
            ? "is coloured; say what the colours mean with a colour file (r g b name a line)"
            : "has the colour (%d, %d, %d), which the colour file does not have"
                .formatted(colour >> 16, colour >> 8 & 0xFF, colour & 0xFF));
  }
}
