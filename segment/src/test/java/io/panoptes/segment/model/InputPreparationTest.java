package io.panoptes.segment.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.segment.Image;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputPreparationTest {

  private static final ModelInput.Fit LETTERBOX =
      new ModelInput.Fit(ModelInput.FitMode.LETTERBOX, 114, ModelInput.Align.CENTRE);

  private static ModelInput input(
      ModelInput.Size size, ModelManifest.Layout layout, ModelInput.Colour colour) {
    return new ModelInput(
        "x",
        size,
        layout,
        colour,
        ModelInput.Type.FLOAT,
        0.5,
        List.of(1.0, 2.0, 3.0),
        List.of(1.0, 2.0, 4.0),
        ModelInput.Fit.STRETCHED);
  }

  private static ModelInput plain(int width, int height, ModelInput.Type type, ModelInput.Fit fit) {
    return new ModelInput(
        "x",
        new ModelInput.Size(width, height, 0),
        ModelManifest.Layout.NHWC,
        ModelInput.Colour.RGB,
        type,
        1,
        List.of(0.0, 0.0, 0.0),
        List.of(1.0, 1.0, 1.0),
        fit);
  }

  private static float[] write(ModelInput input, Image... images) {
    return new InputPreparation(input).prepare(List.of(images)).floats();
  }

  /** The first channel of a prepared grey row. */
  private static float[] grey(float[] values) {
    float[] first = new float[values.length / 3];
    for (int i = 0; i < first.length; i++) {
      assertEquals(values[3 * i], values[3 * i + 2]);
      first[i] = values[3 * i];
    }
    return first;
  }

  private static Image row(int... greys) {
    byte[] bgr = new byte[3 * greys.length];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) greys[i / 3];
    }
    return Image.of(greys.length, 1, bgr);
  }

  @Test
  void shouldOrderChannelsAndNormaliseThem() {
    Image image = Image.of(2, 1, new byte[] {10, 20, 30, 40, 50, 60});
    ModelInput.Size size = new ModelInput.Size(2, 1, 0);
    assertArrayEquals(
        new float[] {14, 4, 0.5f, 29, 11.5f, 4.25f},
        write(input(size, ModelManifest.Layout.NHWC, ModelInput.Colour.RGB), image),
        1e-5f);
    assertArrayEquals(
        new float[] {4, 19, 4, 11.5f, 3, 6.75f, 4, 19, 4, 11.5f, 3, 6.75f},
        write(input(size, ModelManifest.Layout.NCHW, ModelInput.Colour.BGR), image, image),
        1e-5f);
  }

  @Test
  void shouldWriteBytesInEveryOrder() {
    Image image = Image.of(2, 1, new byte[] {10, 20, 30, 40, 50, (byte) 255});
    for (ModelInput.Colour colour : ModelInput.Colour.values()) {
      for (ModelManifest.Layout layout : ModelManifest.Layout.values()) {
        ModelInput real = input(new ModelInput.Size(4, 3, 0), layout, colour);
        ModelInput.Fit fit =
            new ModelInput.Fit(ModelInput.FitMode.LETTERBOX, 60, ModelInput.Align.CENTRE);
        for (ModelInput.Size size :
            List.of(new ModelInput.Size(2, 3, 0), new ModelInput.Size(4, 3, 0))) {
          float[] expected = write(with(real.withSize(size), ModelInput.Type.FLOAT, fit), image);
          for (int i = 0; i < expected.length; i++) {
            expected[i] = Math.max(0, Math.round(expected[i]));
          }
          assertArrayEquals(
              expected, write(with(real.withSize(size), ModelInput.Type.UINT8, fit), image));
        }
      }
    }
  }

  private static ModelInput with(ModelInput input, ModelInput.Type type, ModelInput.Fit fit) {
    return new ModelInput(
        input.name(),
        input.size(),
        input.layout(),
        input.colour(),
        type,
        input.scale(),
        input.mean(),
        input.std(),
        fit);
  }

  @Test
  void shouldNormaliseResizedPicturesLikeOthers() {
    Image image = Image.of(1, 1, new byte[] {10, 20, 30});
    ModelInput.Size size = new ModelInput.Size(2, 1, 0);
    assertArrayEquals(
        new float[] {14, 4, 0.5f, 14, 4, 0.5f},
        write(input(size, ModelManifest.Layout.NHWC, ModelInput.Colour.RGB), image),
        1e-5f);
    assertArrayEquals(
        new float[] {4, 4, 4, 4, 3, 3},
        write(input(size, ModelManifest.Layout.NCHW, ModelInput.Colour.BGR), image),
        1e-5f);
  }

  @Test
  void shouldStretchByBilinearInterpolation() {
    assertArrayEquals(
        new float[] {0, 25, 75, 100},
        grey(write(plain(4, 1, ModelInput.Type.FLOAT, ModelInput.Fit.STRETCHED), row(0, 100))),
        1e-4f);
  }

  @Test
  void shouldInterpolateWhenShrinkingByNoMoreThanTwo() {
    assertArrayEquals(
        new float[] {5, 25},
        grey(
            write(
                plain(2, 1, ModelInput.Type.FLOAT, ModelInput.Fit.STRETCHED), row(0, 10, 20, 30))),
        1e-4f);
  }

  @Test
  void shouldAverageWhatIsCoveredWhenShrinkingByMore() {
    assertArrayEquals(
        new float[] {(30 + 60 + 0.5f * 90) / 2.5f, (0.5f * 90 + 120 + 0) / 2.5f},
        grey(
            write(
                plain(2, 1, ModelInput.Type.FLOAT, ModelInput.Fit.STRETCHED),
                row(30, 60, 90, 120, 0))),
        1e-4f);
    Image fine = Image.allocate(9, 9);
    for (int i = 0; i < 81; i += 2) {
      for (int channel = 0; channel < 3; channel++) {
        fine.bgr().put(3 * i + channel, (byte) 162);
      }
    }
    float[] shrunk = write(plain(1, 1, ModelInput.Type.FLOAT, ModelInput.Fit.STRETCHED), fine);
    assertEquals(82, shrunk[0], 1e-3f);
  }

  @Test
  void shouldLetterboxInTheMiddleOrInTheCorner() {
    Image image = row(10, 20);
    ModelInput centred = plain(2, 3, ModelInput.Type.FLOAT, LETTERBOX);
    assertArrayEquals(new float[] {114, 114, 10, 20, 114, 114}, grey(write(centred, image)));
    ModelInput cornered =
        plain(
            2,
            3,
            ModelInput.Type.UINT8,
            new ModelInput.Fit(ModelInput.FitMode.LETTERBOX, 7, ModelInput.Align.CORNER));
    assertArrayEquals(new float[] {10, 20, 7, 7, 7, 7}, grey(write(cornered, image)));
    assertEquals(
        new Placement(100, 50, 40, 40, 0, 10, 40, 20),
        Placement.of(plain(40, 40, ModelInput.Type.FLOAT, LETTERBOX), 100, 50));
  }

  @Test
  void shouldTakeTheFramesOwnSizeRoundedUp() {
    ModelInput dynamic =
        input(new ModelInput.Size(0, 0, 32), ModelManifest.Layout.NHWC, ModelInput.Colour.RGB);
    assertEquals(
        new Placement(768, 570, 768, 576, 0, 0, 768, 576), Placement.of(dynamic, 768, 570));
  }

  @Test
  void shouldEnlargeSmallFramesAndShrinkLargeOnes() {
    ModelInput bounded =
        input(
            new ModelInput.Size(0, 0, 32, 768, 640),
            ModelManifest.Layout.NHWC,
            ModelInput.Colour.RGB);

    assertEquals(
        new Placement(320, 240, 640, 480, 0, 0, 640, 480), Placement.of(bounded, 320, 240));
    assertEquals(
        new Placement(180, 320, 384, 640, 0, 0, 384, 640), Placement.of(bounded, 180, 320));
    assertEquals(
        new Placement(704, 576, 704, 576, 0, 0, 704, 576), Placement.of(bounded, 704, 576));
    assertEquals(
        new Placement(1920, 1080, 768, 448, 0, 0, 768, 448), Placement.of(bounded, 1920, 1080));
  }

  @Test
  void shouldUseItsMemoryAgain() {
    InputPreparation preparation =
        new InputPreparation(plain(2, 1, ModelInput.Type.UINT8, ModelInput.Fit.STRETCHED));
    ModelTensor two = preparation.prepare(List.of(row(1, 2), row(3, 4)));
    assertArrayEquals(new int[] {2, 1, 2, 3}, two.shape());
    assertArrayEquals(new float[] {1, 2, 3, 4}, grey(two.floats()));
    ModelTensor one = preparation.prepare(List.of(row(5, 6)));
    assertArrayEquals(new float[] {5, 6}, grey(one.floats()));
    assertArrayEquals(new float[] {5, 6, 3, 4}, grey(two.floats()));
  }

  @Test
  void shouldRefuseSizesThatMakeNoSense() {
    assertThrows(IllegalArgumentException.class, () -> new ModelInput.Size(0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new ModelInput.Size(33, 32, 32));
    assertThrows(IllegalArgumentException.class, () -> new ModelInput.Size(32, 0, 32));
    assertThrows(IllegalArgumentException.class, () -> new ModelInput.Size(0, 0, 32, 640, 768));
    assertThrows(IllegalArgumentException.class, () -> new ModelInput.Size(64, 64, 32, 0, 64));
  }
}
