package io.panoptes.segment.javacv;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.panoptes.core.frame.EncodedImage;
import io.panoptes.segment.Image;
import io.panoptes.segment.ImageDecoder;
import io.panoptes.segment.UndecodableImageException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes JPEG and PNG with OpenCV, straight into the picture's own memory. */
public final class OpenCvImageDecoder implements ImageDecoder {

  @Override
  @SuppressWarnings("try")
  public void decode(EncodedImage encoded, Image target) {
    try (PointerScope scope = new PointerScope()) {
      Mat bytes = new Mat(1, encoded.size(), opencv_core.CV_8UC1, new BytePointer(encoded.bytes()));
      Mat pixels = OpenCvImages.mat(target);
      long memory = pixels.data().address();
      Mat decoded;
      try {
        decoded = imdecode(bytes, IMREAD_COLOR, pixels);
      } catch (RuntimeException e) {
        throw new UndecodableImageException(
            "%d bytes are no %s picture: %s"
                .formatted(encoded.size(), encoded.format(), e.getMessage()));
      }
      if (decoded.empty()) {
        throw new UndecodableImageException(
            "%d bytes are no %s picture".formatted(encoded.size(), encoded.format()));
      }
      if (decoded.cols() != target.width() || decoded.rows() != target.height()) {
        throw new UndecodableImageException(
            "the picture is %dx%d where its message says %dx%d"
                .formatted(decoded.cols(), decoded.rows(), target.width(), target.height()));
      }
      if (decoded.data().address() != memory) {
        decoded.copyTo(OpenCvImages.mat(target));
      }
    }
  }
}
