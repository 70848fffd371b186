package io.panoptes.ingest.javacv;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Small videos whose pictures carry their number, as black and white blocks that survive lossy
 * coding.
 */
final class TestVideos {

  static final int WIDTH = 256;
  static final int HEIGHT = 128;
  static final int FRAMES_PER_SECOND = 10;

  private static final int BITS = 8;
  private static final int BLOCK = WIDTH / BITS;

  private TestVideos() {}

  /** MPEG-4 in the container that the file's name asks for. */
  static Path write(Path file, int frames, int keyFrameInterval, String... options)
      throws IOException {
    return write(file, avcodec.AV_CODEC_ID_MPEG4, frames, keyFrameInterval, options);
  }

  static Path writeH264(Path file, int frames, int keyFrameInterval, String... options)
      throws IOException {
    return write(file, avcodec.AV_CODEC_ID_H264, frames, keyFrameInterval, options);
  }

  private static Path write(
      Path file, int codec, int frames, int keyFrameInterval, String... options)
      throws IOException {
    FfmpegLog.install();
    FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), WIDTH, HEIGHT);
    try (recorder;
        OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat()) {
      recorder.setVideoCodec(codec);
      recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
      recorder.setFrameRate(FRAMES_PER_SECOND);
      recorder.setGopSize(keyFrameInterval);
      recorder.setVideoBitrate(800_000);
      recorder.setMetadata("creation_time", "2026-05-01T08:30:00Z");
      for (int i = 0; i < options.length; i += 2) {
        recorder.setOption(options[i], options[i + 1]);
      }
      recorder.start();
      for (int i = 0; i < frames; i++) {
        try (Mat picture = numbered(i)) {
          recorder.record(converter.convert(picture));
        }
      }
      recorder.stop();
    }
    return file;
  }

  /** The picture of a number from 0 to 255: one block for each bit, the highest at the left. */
  static Mat numbered(int number) {
    Mat picture = new Mat(HEIGHT, WIDTH, CV_8UC3, Scalar.all(128));
    for (int bit = 0; bit < BITS; bit++) {
      boolean set = (number >> (BITS - 1 - bit) & 1) == 1;
      try (Rect block = new Rect(bit * BLOCK, 0, BLOCK, HEIGHT / 2)) {
        opencv_imgproc.rectangle(
            picture, block, Scalar.all(set ? 255 : 0), opencv_imgproc.FILLED, 8, 0);
      }
    }
    return picture;
  }

  /** The number of a JPEG of any size that shows such a picture. */
  static int number(byte[] jpeg) {
    int number = 0;
    try (Mat picture = decode(jpeg)) {
      for (int bit = 0; bit < BITS; bit++) {
        int column = (int) ((bit + 0.5) * picture.cols() / BITS);
        number = number << 1 | (blue(picture, column, picture.rows() / 4) > 127 ? 1 : 0);
      }
    }
    return number;
  }

  /** The pixels of a JPEG, owned by the caller. */
  static Mat decode(byte[] jpeg) {
    try (BytePointer bytes = new BytePointer(jpeg);
        Mat buffer =
            new Mat(1, jpeg.length, org.bytedeco.opencv.global.opencv_core.CV_8UC1, bytes)) {
      return opencv_imgcodecs.imdecode(buffer, opencv_imgcodecs.IMREAD_COLOR);
    }
  }

  static int blue(Mat picture, int x, int y) {
    return picture.ptr(y, x).get(0) & 0xFF;
  }
}
