package io.panoptes.segment.javacv;

import io.panoptes.segment.Image;
import io.panoptes.segment.UndecodableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures in files of any format that OpenCV reads. */
public final class PictureFile {

  private PictureFile() {}

  /**
   * Reads a picture, turned as its EXIF data say.
   *
   * @throws UndecodableImageException when the file is no picture
   * @throws IOException when it cannot be read
   */
  @SuppressWarnings("try")
  public static Image read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length == 0) {
      throw new UndecodableImageException(file + " is empty; name a picture");
    }
    try (PointerScope scope = new PointerScope()) {
      Mat encoded = new Mat(1, bytes.length, opencv_core.CV_8UC1, new BytePointer(bytes));
      Mat pixels = opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_COLOR);
      if (pixels.empty()) {
        throw new UndecodableImageException(
            file + " is no picture that can be read; name a JPEG, PNG, WebP, TIFF or BMP");
      }
      Image image = Image.allocate(pixels.cols(), pixels.rows());
      pixels.copyTo(OpenCvImages.mat(image));
      return image;
    }
  }
}
