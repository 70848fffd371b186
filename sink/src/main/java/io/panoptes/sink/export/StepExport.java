package io.panoptes.sink.export;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code kitti-step/CAMERA/000000.png} and so on, as KITTI-STEP has its panoptic maps: red
 * is the class (Cityscapes' train id, 255 for what that does not know), green and blue the number
 * of the track, high byte first, 0 for stuff and for things without a track. Frames count from 0.
 */
public final class StepExport implements FrameExport {

  private static final Logger LOG = LoggerFactory.getLogger(StepExport.class);
  private static final int LAST_INSTANCE = 0xFFFF;

  private final CameraId camera;
  private final Path folder;
  private boolean isFull;

  /**
   * @param folder the camera's; an earlier export in it is replaced
   */
  public StepExport(CameraId camera, Path folder) throws IOException {
    this.camera = camera;
    this.folder = Files.createDirectories(folder.resolve("kitti-step").resolve(camera.value()));
  }

  @Override
  public void add(TrackedFrame frame, long number) throws IOException {
    Map<Integer, TrackedSegment> tracks = VisibleTracks.bySegment(frame);
    int highest = 0;
    for (Segment segment : frame.panoptic().segments()) {
      highest = Math.max(highest, segment.id());
    }
    int[] exported = new int[highest + 1];
    exported[0] = StandardClasses.STEP_VOID;
    for (Segment segment : frame.panoptic().segments()) {
      TrackedSegment track = tracks.get(segment.id());
      Category category = track == null ? segment.category() : track.category();
      exported[segment.id()] = pixel(StandardClasses.step(category), track);
    }
    SegmentMap map = frame.panoptic().map();
    char[] ids = map.ids();
    int[] pixels = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      pixels[i] = ids[i] < exported.length ? exported[ids[i]] : StandardClasses.STEP_VOID;
    }
    Files.write(
        folder.resolve(String.format(Locale.ROOT, "%06d.png", number - 1)),
        IdPng.encode(map.width(), map.height(), pixels));
  }

  /** Red in the lowest byte, as {@link IdPng} wants it. */
  private int pixel(int stepClass, TrackedSegment track) {
    if (track == null || stepClass == StandardClasses.STEP_VOID) {
      return stepClass;
    }
    long instance = track.track().number();
    if (instance > LAST_INSTANCE) {
      if (!isFull) {
        isFull = true;
        LOG.warn(
            "{}: track {} does not fit into the 16 bits of a STEP picture; it and later ones are"
                + " written without an identity",
            camera,
            instance);
      }
      return stepClass;
    }
    return stepClass | (int) instance & 0xFF00 | ((int) instance & 0xFF) << 16;
  }

  @Override
  public void finish() {
    // Every picture is a file of its own.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
