package io.panoptes.segment;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EncodedImage;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamMessage;
import java.time.Instant;

/** Messages for tests. */
public final class Frames {

  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Frames() {}

  /** A frame of 8 by 6 pixels, ten a second. */
  public static Frame frame(String camera, long sequence, Delivery delivery) {
    return frame(camera, sequence, delivery, 8, 6, new byte[] {1});
  }

  public static Frame frame(
      String camera, long sequence, Delivery delivery, int width, int height, byte[] jpeg) {
    return new Frame(
        new FrameId(new CameraId(camera), 1, sequence),
        START.plusMillis(100 * sequence),
        100_000 * sequence,
        width,
        height,
        delivery,
        EncodedImage.jpeg(jpeg));
  }

  public static StreamMessage<Frame> end(String camera, long frames) {
    return StreamMessage.end(
        new EndOfEpoch(
            new CameraId(camera),
            1,
            frames,
            START.plusMillis(100 * frames),
            EndOfEpoch.Reason.COMPLETED));
  }

  public static Picture picture(long sequence, Image image) {
    return new Picture(
        new FrameId(new CameraId("test"), 1, sequence), START.plusMillis(100 * sequence), image);
  }
}
