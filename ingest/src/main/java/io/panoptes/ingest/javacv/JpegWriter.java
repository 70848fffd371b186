package io.panoptes.ingest.javacv;

import io.panoptes.core.frame.EncodedImage;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.ingest.EncodedPicture;
import io.panoptes.ingest.PictureSettings;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Resizes, masks and compresses pictures, one at a time; its buffers are used again for the next
 * one. Not safe for several threads.
 */
final class JpegWriter implements AutoCloseable {

  private final PictureSettings settings;
  private final int width;
  private final int height;
  private final Mat pixels;
  private final List<MatVector> masks = new ArrayList<>();
  private final Scalar black = new Scalar(0, 0, 0, 0);
  private final IntPointer parameters;
  private final BytePointer jpeg = new BytePointer();
  private final PointerPointer<BytePointer> targetPlanes = new PointerPointer<>(4);
  private final IntPointer targetStrides = new IntPointer(4);
  private SwsContext scaler;

  /**
   * @param width of what is written, in pixels
   * @param height likewise
   */
  JpegWriter(PictureSettings settings, int width, int height) {
    this.settings = settings;
    this.width = width;
    this.height = height;
    pixels = new Mat(height, width, opencv_core.CV_8UC3);
    parameters = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, settings.jpegQuality());
    for (Polygon mask : settings.privacyMasks()) {
      try (Mat outline = outline(mask.scale(width, height))) {
        masks.add(new MatVector(outline));
      }
    }
    targetPlanes.put(0, pixels.data());
    targetStrides.put(0, (int) pixels.step());
  }

  /** Corners rounded to whole pixels; the filled outline includes its border. */
  private static Mat outline(Polygon polygon) {
    Mat points = new Mat(polygon.vertices().size(), 1, opencv_core.CV_32SC2);
    IntPointer coordinates = new IntPointer(points.data());
    for (int i = 0; i < polygon.vertices().size(); i++) {
      coordinates.put(2L * i, (int) Math.round(polygon.vertices().get(i).x()));
      coordinates.put(2L * i + 1, (int) Math.round(polygon.vertices().get(i).y()));
    }
    return points;
  }

  /** Compresses a decoded frame of any size and pixel format. */
  EncodedPicture write(AVFrame frame) {
    scaler =
        swscale.sws_getCachedContext(
            scaler,
            frame.width(),
            frame.height(),
            frame.format(),
            width,
            height,
            avutil.AV_PIX_FMT_BGR24,
            width < frame.width() ? swscale.SWS_AREA : swscale.SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null) {
      throw new IllegalStateException(
          "pictures of pixel format %s cannot be converted"
              .formatted(avutil.av_get_pix_fmt_name(frame.format()).getString()));
    }
    setColours(frame);
    swscale.sws_scale(
        scaler, frame.data(), frame.linesize(), 0, frame.height(), targetPlanes, targetStrides);
    return compress(pixels);
  }

  private void setColours(AVFrame frame) {
    IntPointer coefficients = swscale.sws_getCoefficients(frame.colorspace());
    swscale.sws_setColorspaceDetails(
        scaler,
        coefficients,
        frame.color_range() == avutil.AVCOL_RANGE_JPEG ? 1 : 0,
        swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT),
        1,
        0,
        1 << 16,
        1 << 16);
  }

  /** Compresses a BGR picture of any size; the picture itself stays as it is. */
  EncodedPicture write(Mat picture) {
    if (picture.cols() == width && picture.rows() == height) {
      picture.copyTo(pixels);
    } else {
      try (Size size = new Size(width, height)) {
        opencv_imgproc.resize(
            picture,
            pixels,
            size,
            0,
            0,
            width < picture.cols() ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR);
      }
    }
    return compress(pixels);
  }

  private EncodedPicture compress(Mat picture) {
    for (MatVector mask : masks) {
      opencv_imgproc.fillPoly(picture, mask, black);
    }
    if (!opencv_imgcodecs.imencode(".jpg", picture, jpeg, parameters)) {
      throw new IllegalStateException(
          "OpenCV could not write a JPEG of %d x %d pixels".formatted(width, height));
    }
    byte[] bytes = new byte[(int) jpeg.limit()];
    jpeg.get(bytes);
    return new EncodedPicture(width, height, EncodedImage.jpeg(bytes));
  }

  @Override
  public void close() {
    swscale.sws_freeContext(scaler);
    scaler = null;
    for (MatVector mask : masks) {
      mask.close();
    }
    targetPlanes.close();
    targetStrides.close();
    jpeg.close();
    parameters.close();
    black.close();
    pixels.close();
  }
}
