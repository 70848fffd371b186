package io.panoptes.segment.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.panoptes.segment.Image;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputTensorTest {

  private static ModelManifest.Input input(
      int width, int height, ModelManifest.Layout layout, ModelManifest.Colour colour) {
    return new ModelManifest.Input(
        "x",
        width,
        height,
        layout,
        colour,
        ModelManifest.Type.FLOAT,
        0.5,
        List.of(1.0, 2.0, 3.0),
        List.of(1.0, 2.0, 4.0));
  }

  @Test
  void shouldOrderChannelsAndNormaliseThem() {
    Image image = Image.of(2, 1, new byte[] {10, 20, 30, 40, 50, 60});
    float[] rgb = new float[6];
    InputTensor.write(
        image, input(2, 1, ModelManifest.Layout.NHWC, ModelManifest.Colour.RGB), rgb, 0);
    assertArrayEquals(new float[] {14, 4, 0.5f, 29, 11.5f, 4.25f}, rgb, 1e-5f);
    float[] planes = new float[7];
    InputTensor.write(
        image, input(2, 1, ModelManifest.Layout.NCHW, ModelManifest.Colour.BGR), planes, 1);
    assertArrayEquals(new float[] {0, 4, 19, 4, 11.5f, 3, 6.75f}, planes, 1e-5f);
  }

  @Test
  void shouldStretchByBilinearInterpolation() {
    Image image = Image.of(2, 1, new byte[] {0, 0, 0, 100, 100, 100});
    float[] values = new float[12];
    InputTensor.write(
        image,
        new ModelManifest.Input(
            "x",
            4,
            1,
            ModelManifest.Layout.NHWC,
            ModelManifest.Colour.RGB,
            ModelManifest.Type.FLOAT,
            1,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0)),
        values,
        0);
    assertArrayEquals(new float[] {0, 0, 0, 25, 25, 25, 75, 75, 75, 100, 100, 100}, values, 1e-4f);
  }
}
