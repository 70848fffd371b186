package io.panoptes.bench.worker;

import io.panoptes.bench.replay.javacv.VideoReader;
import io.panoptes.core.frame.EncodedImage;
import io.panoptes.segment.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** The first frames of a clip in memory, as pixels and as JPEG. */
record Footage(int width, int height, List<Image> images, List<EncodedImage> jpegs) {

  static Footage read(Path clip, int frames) throws IOException {
    List<Image> images = new ArrayList<>();
    List<EncodedImage> jpegs = new ArrayList<>();
    try (VideoReader reader = new VideoReader(clip)) {
      for (int i = 0; i < frames; i++) {
        Image image = Image.allocate(reader.width(), reader.height());
        if (reader.read(image) < 0) {
          break;
        }
        images.add(image);
        jpegs.add(jpeg(image));
      }
      return new Footage(reader.width(), reader.height(), images, jpegs);
    }
  }

  private static EncodedImage jpeg(Image image) {
    try (Mat pixels =
            new Mat(
                image.height(), image.width(), opencv_core.CV_8UC3, new BytePointer(image.bgr()));
        BytePointer jpeg = new BytePointer()) {
      opencv_imgcodecs.imencode(".jpg", pixels, jpeg);
      byte[] bytes = new byte[(int) jpeg.limit()];
      jpeg.get(bytes);
      return EncodedImage.jpeg(bytes);
    }
  }

  int frames() {
    return jpegs.size();
  }
}
