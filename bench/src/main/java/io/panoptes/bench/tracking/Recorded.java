package io.panoptes.bench.tracking;

import io.panoptes.bench.replay.javacv.VideoReader;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.appearance.ColourLooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/**
 * A recording as a segmenter sees it. Each is segmented once; results are kept as wire messages, in
 * a file that is named after the clip, the segmenter and its weights.
 */
final class Recorded {

  private static final CameraId CAMERA = new CameraId("recorded");

  private Recorded() {}

  /**
   * The frames of a clip.
   *
   * @param cache folder of the results; may be missing
   */
  static Tape frames(Path clip, String segmenter, Path cache) throws IOException {
    SegmentSettings settings = SegmentSettings.defaults();
    CameraSegmentation camera = CameraSegmentation.defaults().withSegmenter(segmenter);
    Segmenters.Choice choice = Segmenters.load().choose(segmenter, settings);
    String name =
        "%s-%s-%.12s"
            .formatted(clip.getParent().getFileName(), segmenter, choice.hash(camera, settings));
    Path file = cache.resolve(name.replaceAll("[^A-Za-z0-9.-]", "_") + ".frames");
    if (!Files.exists(file)) {
      Files.createDirectories(cache);
      Path part = file.resolveSibling(file.getFileName() + ".part");
      try (Segmenter opened = choice.open(camera, settings)) {
        segment(clip, opened).write(part);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return Tape.read(file);
  }

  private static Tape segment(Path clip, Segmenter segmenter) throws IOException {
    Tape frames = new Tape();
    try (VideoReader reader = new VideoReader(clip)) {
      Image image = Image.allocate(reader.width(), reader.height());
      for (long micros = reader.read(image); micros >= 0; micros = reader.read(image)) {
        FrameId id = new FrameId(CAMERA, 1, frames.size());
        Instant at = Instant.ofEpochSecond(0, 1_000 * micros);
        Segmentation result =
            ColourLooks.add(segmenter.segment(List.of(new Picture(id, at, image))).get(0), image);
        frames.add(
            new PanopticFrame(id, at, micros, result.map(), result.segments(), segmenter.name()));
      }
    }
    return frames;
  }
}
