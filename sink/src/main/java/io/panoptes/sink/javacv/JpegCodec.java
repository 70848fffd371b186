package io.panoptes.sink.javacv;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import io.panoptes.core.frame.EncodedImage;
import io.panoptes.sink.draw.Picture;
import io.panoptes.sink.record.PictureCodec;
import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures by OpenCV. Its native buffers are used again from picture to picture. */
final class JpegCodec implements PictureCodec {

  private static final int START_BYTES = 256 << 10;

  private BytePointer encoded = new BytePointer(START_BYTES);
  private final Mat decoded = new Mat();

  @Override
  public void decode(EncodedImage image, Picture into) throws IOException {
    int size = image.size();
    if (encoded.capacity() < size) {
      encoded.close();
      encoded = new BytePointer(size + size / 2);
    }
    encoded.position(0).put(image.bytes(), 0, size);
    try (Mat bytes = new Mat(1, size, opencv_core.CV_8UC1, encoded);
        Mat result = imdecode(bytes, IMREAD_COLOR, decoded)) {
      if (result.empty()) {
        throw new IOException("%d bytes are no %s".formatted(size, image.format()));
      }
      if (decoded.cols() != into.width() || decoded.rows() != into.height()) {
        throw new IOException(
            "picture has %dx%d pixels where its frame says %dx%d"
                .formatted(decoded.cols(), decoded.rows(), into.width(), into.height()));
      }
      decoded.data().get(into.bgr());
    } catch (RuntimeException e) {
      throw new IOException(
          "%d bytes are no readable %s: %s".formatted(size, image.format(), e.getMessage()), e);
    }
  }

  @Override
  public byte[] jpeg(Picture picture, int quality) throws IOException {
    try (BytePointer pixels = new BytePointer(picture.bgr());
        Mat mat = new Mat(picture.height(), picture.width(), opencv_core.CV_8UC3, pixels);
        BytePointer out = new BytePointer();
        IntPointer parameters = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
      if (!imencode(".jpg", mat, out, parameters)) {
        throw new IOException(
            "picture of %dx%d cannot be written as JPEG"
                .formatted(picture.width(), picture.height()));
      }
      byte[] bytes = new byte[(int) out.limit()];
      out.get(bytes);
      return bytes;
    }
  }

  @Override
  public void close() {
    encoded.close();
    decoded.close();
  }
}
