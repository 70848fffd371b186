package io.panoptes.segment.testing;

import io.panoptes.segment.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A model folder whose network labels each pixel by its strongest channel: red, green, blue. */
public final class ChannelModel {

  private static final String MANIFEST =
      """
      runtime: onnx
      files: [{path: model.onnx}]
      input: {name: image, width: %d, height: %d, layout: nchw}
      head: {kind: label-map, labels: labels, min-area: 0.01}
      categories: [%s]
      """;

  private ChannelModel() {}

  /**
   * Writes the model for pictures of 4 by 2 pixels.
   *
   * @param folder made with its parents
   * @param categories names for red, green and blue
   */
  public static Path write(Path folder, String... categories) throws IOException {
    return write(folder, 4, 2, categories);
  }

  /** The same for pictures of another size. */
  public static Path write(Path folder, int width, int height, String... categories)
      throws IOException {
    Files.createDirectories(folder);
    new OnnxGraph()
        .input("image", OnnxGraph.FLOAT, -1, 3, height, width)
        .node("ArgMax", List.of("image"), List.of("labels"), Map.of("axis", 1, "keepdims", 0))
        .output("labels", OnnxGraph.INT64, -1, height, width)
        .write(folder.resolve("model.onnx"));
    List<String> list = Arrays.stream(categories).map("{name: %s}"::formatted).toList();
    Files.writeString(
        folder.resolve("model.yaml"), MANIFEST.formatted(width, height, String.join(", ", list)));
    return folder;
  }

  /** A picture that is red all over. */
  public static Image red(int width, int height) {
    byte[] bgr = new byte[Image.CHANNELS * width * height];
    for (int i = 2; i < bgr.length; i += Image.CHANNELS) {
      bgr[i] = (byte) 200;
    }
    return Image.of(width, height, bgr);
  }
}
