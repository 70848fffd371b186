package io.panoptes.segment.javacv;

import io.panoptes.segment.Image;
import io.panoptes.segment.propagation.FlowEngine;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_video.DISOpticalFlow;

/**
 * Dense inverse search (Kroeger, Timofte, Dai and Van Gool, "Fast Optical Flow using Dense Inverse
 * Search", 2016), OpenCV's fastest preset.
 */
public final class DisFlow implements FlowEngine {

  private final int width;
  private final int height;
  private final Mat small;
  private final Mat grey;
  private final Mat current;
  private final Mat earlier;
  private final DISOpticalFlow dis;

  /**
   * @throws IllegalArgumentException when a side is below {@link FlowEngine#LEAST_SIDE}, at which
   *     OpenCV reads beyond its pyramids
   */
  public DisFlow(int width, int height) {
    if (width < LEAST_SIDE || height < LEAST_SIDE) {
      throw new IllegalArgumentException(
          "flow of %d x %d pixels cannot be had; %d each way are the least"
              .formatted(width, height, LEAST_SIDE));
    }
    this.width = width;
    this.height = height;
    small = new Mat(height, width, opencv_core.CV_8UC3);
    grey = new Mat(height, width, opencv_core.CV_8UC1);
    current = new Mat(height, width, opencv_core.CV_8UC1);
    earlier = new Mat(height, width, opencv_core.CV_8UC1);
    dis = DISOpticalFlow.create(DISOpticalFlow.PRESET_ULTRAFAST);
  }

  @Override
  @SuppressWarnings("try")
  public byte[] grey(Image image) {
    try (PointerScope scope = new PointerScope();
        Size size = new Size(width, height)) {
      opencv_imgproc.resize(OpenCvImages.mat(image), small, size, 0, 0, opencv_imgproc.INTER_AREA);
      opencv_imgproc.cvtColor(small, grey, opencv_imgproc.COLOR_BGR2GRAY);
    }
    byte[] bytes = new byte[width * height];
    grey.data().get(bytes);
    return bytes;
  }

  @Override
  public void flow(byte[] now, byte[] before, float[] target) {
    current.data().put(now);
    earlier.data().put(before);
    // A matrix that is not empty would be taken for a first guess.
    try (Mat flow = new Mat()) {
      dis.calc(current, earlier, flow);
      flow.<FloatBuffer>createBuffer().get(target);
    }
  }

  @Override
  public void close() {
    small.close();
    grey.close();
    current.close();
    earlier.close();
    dis.close();
  }
}
