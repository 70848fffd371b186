package io.panoptes.eval.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.testing.SharedData;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.LabelMap;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngDecoderTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY
      })
  void shouldReadWhatImageIoWrites(int type) throws IOException {
    Random random = new Random(type);
    for (int[] size : new int[][] {{1, 1}, {3, 5}, {64, 33}, {7, 90}}) {
      for (boolean interlaced : new boolean[] {false, true}) {
        BufferedImage image = new BufferedImage(size[0], size[1], type);
        WritableRaster raster = image.getRaster();
        for (int y = 0; y < size[1]; y++) {
          for (int x = 0; x < size[0]; x++) {
            for (int band = 0; band < raster.getNumBands(); band++) {
              int most = type == BufferedImage.TYPE_USHORT_GRAY ? 65536 : 256;
              raster.setSample(x, y, band, (x + y * 3 + random.nextInt(9)) * 37 % most);
            }
          }
        }
        assertSame(image, PngDecoder.decode(png(image, interlaced), "test"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void shouldReadIndicesOfEveryDepth(int bits) throws IOException {
    Random random = new Random(bits);
    int colours = 1 << bits;
    byte[] levels = new byte[colours];
    random.nextBytes(levels);
    IndexColorModel model = new IndexColorModel(bits, colours, levels, levels, levels);
    for (boolean interlaced : new boolean[] {false, true}) {
      BufferedImage image =
          new BufferedImage(
              37,
              19,
              bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY,
              model);
      for (int y = 0; y < 19; y++) {
        for (int x = 0; x < 37; x++) {
          image.getRaster().setSample(x, y, 0, random.nextInt(colours));
        }
      }
      PngImage read = PngDecoder.decode(png(image, interlaced), "test");
      assertSame(image, read);
      assertTrue(read.indexed() || bits < 8);
    }
  }

  @Test
  void shouldReadTheSharedPicturesAsImageIoDoes() throws IOException {
    Path folder = SharedData.require("data/coco-panoptic/panoptic_examples");
    for (String name : new String[] {"000000142238.png", "000000439180.png"}) {
      Path file = folder.resolve(name);
      assertSame(ImageIO.read(file.toFile()), PngDecoder.read(file));
    }
    Path stq = SharedData.require("data/stq");
    for (String name : new String[] {"bird_gt.png", "cat_gt.png", "team_pred_class.png"}) {
      assertSame(ImageIO.read(stq.resolve(name).toFile()), PngDecoder.read(stq.resolve(name)));
    }
  }

  private static void assertSame(BufferedImage expected, PngImage actual) {
    assertEquals(expected.getWidth(), actual.width());
    assertEquals(expected.getHeight(), actual.height());
    int bands = expected.getRaster().getNumBands();
    assertEquals(bands, actual.channels());
    for (int band = 0; band < bands; band++) {
      int[] samples =
          expected
              .getRaster()
              .getSamples(0, 0, actual.width(), actual.height(), band, (int[]) null);
      assertArrayEquals(samples, actual.channel(band).labels());
    }
  }

  private static byte[] png(BufferedImage image, boolean interlaced) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(
          interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  @Test
  void shouldReadWhatThePngWriterWrites() throws IOException {
    Random random = new Random(4);
    int[] labels = new int[40 * 30];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(256);
    }
    LabelMap small = new LabelMap(40, 30, labels);
    assertEquals(small, PngDecoder.decode(PngWriter.grey8(small), "test").channel(0));
    int[] palette = new int[256];
    Arrays.setAll(palette, i -> i * 0x010101);
    PngImage indexed = PngDecoder.decode(PngWriter.indexed(small, palette), "test");
    assertEquals(small, indexed.channel(0));
    assertArrayEquals(palette, indexed.palette());
    int[] wide = Arrays.stream(labels).map(label -> label * 257).toArray();
    LabelMap deep = new LabelMap(40, 30, wide);
    assertEquals(deep, PngDecoder.decode(PngWriter.grey16(deep), "test").channel(0));
    int[] ids = Arrays.stream(labels).map(label -> label * 65_791).toArray();
    LabelMap panoptic = new LabelMap(40, 30, ids);
    byte[] png = PngWriter.panopticIds(panoptic);
    assertEquals(panoptic, PngDecoder.decode(png, "test").panopticIds());
    assertEquals(
        ids[0] & 0xFF, ImageIO.read(new ByteArrayInputStream(png)).getRaster().getSample(0, 0, 0));
  }

  @Test
  void shouldNotWriteLabelsThatDoNotFit() {
    LabelMap map = new LabelMap(1, 1, new int[] {256});
    assertThrows(IllegalArgumentException.class, () -> PngWriter.grey8(map));
    assertThrows(IllegalArgumentException.class, () -> PngWriter.indexed(map, new int[] {0, 1}));
  }

  @Test
  void shouldNameTheFileThatCannotBeRead() throws IOException {
    Path folder = Files.createTempDirectory("png");
    Path missing = folder.resolve("missing.png");
    assertEquals(
        missing + ": there is no such picture",
        assertThrows(EvalInputException.class, () -> PngDecoder.read(missing)).getMessage());
    byte[] good = PngWriter.grey8(new LabelMap(9, 9, new int[81]));
    assertProblem("is not a PNG file", "no picture, but more than thirty-three bytes".getBytes());
    assertProblem("is not a PNG file", new byte[0]);
    assertProblem("before the picture is complete", Arrays.copyOf(good, good.length - 12));
    assertProblem("in the middle of a chunk", Arrays.copyOf(good, good.length - 15));
    byte[] damaged = good.clone();
    damaged[45] ^= 1;
    assertProblem("wrong checksum", damaged);
  }

  private static void assertProblem(String part, byte[] file) {
    String message =
        assertThrows(EvalInputException.class, () -> PngDecoder.decode(file, "x.png")).getMessage();
    assertTrue(message.startsWith("x.png: ") && message.contains(part), message);
  }
}
