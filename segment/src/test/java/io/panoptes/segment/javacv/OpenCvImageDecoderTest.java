package io.panoptes.segment.javacv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.frame.EncodedImage;
import io.panoptes.segment.Image;
import io.panoptes.segment.UndecodableImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class OpenCvImageDecoderTest {

  private final OpenCvImageDecoder decoder = new OpenCvImageDecoder();

  private static byte[] png() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_3BYTE_BGR);
    image.setRGB(0, 0, 0x102030);
    image.setRGB(1, 0, 0xFF8000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  @Test
  void shouldDecodeIntoThePicturesOwnMemory() throws IOException {
    Image image = Image.allocate(2, 1);
    decoder.decode(new EncodedImage(EncodedImage.Format.PNG, png()), image);
    assertArrayEquals(new byte[] {0x30, 0x20, 0x10, 0, (byte) 0x80, (byte) 0xFF}, image.toBytes());
  }

  @Test
  void shouldRefuseBytesThatAreNoPicture() {
    UndecodableImageException error =
        assertThrows(
            UndecodableImageException.class,
            () -> decoder.decode(EncodedImage.jpeg(new byte[] {1, 2, 3}), Image.allocate(2, 1)));
    assertEquals("3 bytes are no JPEG picture", error.getMessage());
  }

  @Test
  void shouldRefuseAPictureOfAnotherSize() {
    UndecodableImageException error =
        assertThrows(
            UndecodableImageException.class,
            () ->
                decoder.decode(
                    new EncodedImage(EncodedImage.Format.PNG, png()), Image.allocate(3, 1)));
    assertEquals("the picture is 2x1 where its message says 3x1", error.getMessage());
  }
}
