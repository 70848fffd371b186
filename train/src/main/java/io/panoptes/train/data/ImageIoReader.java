package io.panoptes.train.data;

import io.panoptes.eval.EvalInputException;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Reads JPEG, PNG, BMP and GIF with the Java library. Stateless. */
public final class ImageIoReader implements PictureReader {

  @Override
  public Pixels read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new EvalInputException(file, "", "there is no such picture");
    }
    BufferedImage image;
    try {
      image = ImageIO.read(file.toFile());
    } catch (IOException e) {
      throw new EvalInputException(
          file, "", "is no picture that can be read (" + e.getMessage() + "); save it anew", e);
    }
    if (image == null) {
      throw new EvalInputException(file, "", "is no picture; JPEG and PNG can be read");
    }
    return pixels(image);
  }

  /** The pixels of a picture; grey ones keep their values, whatever their colour space. */
  public static Pixels pixels(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      fillGrey(image.getRaster(), width, height, rgb);
      return new Pixels(width, height, rgb);
    }
    int[] row = new int[width];
    for (int y = 0, i = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++, i += 3) {
        rgb[i] = (byte) (row[x] >> 16);
        rgb[i + 1] = (byte) (row[x] >> 8);
        rgb[i + 2] = (byte) row[x];
      }
    }
    return new Pixels(width, height, rgb);
  }

  private static void fillGrey(Raster raster, int width, int height, byte[] rgb) {
    int[] row = new int[width];
    for (int y = 0, i = 0; y < height; y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++, i += 3) {
        rgb[i] = (byte) row[x];
        rgb[i + 1] = (byte) row[x];
        rgb[i + 2] = (byte) row[x];
      }
    }
  }
}
