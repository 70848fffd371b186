package io.panoptes.sink.export;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.sink.Export;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All exports of one camera as one; the tracks' lives are always among them. */
public final class Exports implements FrameExport {

  private final List<FrameExport> parts = new ArrayList<>();

  private Exports() {}

  /**
   * @param folder the camera's, which exists; earlier files in it are replaced
   */
  public static Exports open(CameraId camera, Path folder, Set<Export> formats) throws IOException {
    Exports exports = new Exports();
    try {
      exports.parts.add(new TrackLives(folder));
      for (Export format : new TreeSet<>(formats)) {
        exports.parts.add(
            switch (format) {
              case MOT -> new MotExport(folder);
              case MOTS -> new MotsExport(folder);
              case KITTI_STEP -> new StepExport(camera, folder);
              case COCO_VIDEO -> new CocoVideoExport(camera, folder);
              case COCO_PANOPTIC -> new PanopticExport(folder);
            });
      }
      return exports;
    } catch (IOException e) {
      try {
        exports.close();
      } catch (IOException other) {
        e.addSuppressed(other);
      }
      throw e;
    }
  }

  @Override
  public void add(TrackedFrame frame, long number) throws IOException {
    for (FrameExport part : parts) {
      part.add(frame, number);
    }
  }

  @Override
  public void finish() throws IOException {
    for (FrameExport part : parts) {
      part.finish();
    }
  }

  /** Closes every one, even when another cannot be. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (FrameExport part : parts) {
      try {
        part.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
