package io.panoptes.bench.worker;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Segmenter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The model alone: full batches of pictures that are decoded already, one after the other.
 *
 * @param framesPerSecond how many pictures it takes
 * @param batchMillis how long a batch takes
 */
record BareModel(double framesPerSecond, double batchMillis) {

  private static final CameraId CAMERA = new CameraId("bare");

  static BareModel measure(Segmenter segmenter, Footage footage, int batch, int batches) {
    run(segmenter, footage, batch, 2);
    long start = System.nanoTime();
    run(segmenter, footage, batch, batches);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new BareModel(batch * batches / seconds, 1e3 * seconds / batches);
  }

  private static void run(Segmenter segmenter, Footage footage, int batch, int batches) {
    int next = 0;
    for (int i = 0; i < batches; i++) {
      List<Picture> pictures = new ArrayList<>();
      for (int j = 0; j < batch; j++, next++) {
        pictures.add(
            new Picture(
                new FrameId(CAMERA, 1, next),
                Instant.EPOCH.plusMillis(100L * next),
                footage.images().get(next % footage.frames())));
      }
      segmenter.segment(pictures);
    }
  }
}
