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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A recording as a segmenter sees it. */
final class Recorded {

  private static final CameraId CAMERA = new CameraId("recorded");

  private Recorded() {}

  static List<PanopticFrame> frames(Path clip, String segmenter) throws IOException {
    SegmentSettings settings = SegmentSettings.defaults();
    List<PanopticFrame> frames = new ArrayList<>();
    try (VideoReader reader = new VideoReader(clip);
        Segmenter opened =
            Segmenters.load()
                .choose(segmenter, settings)
                .open(CameraSegmentation.defaults().withSegmenter(segmenter), settings)) {
      Image image = Image.allocate(reader.width(), reader.height());
      for (long micros = reader.read(image); micros >= 0; micros = reader.read(image)) {
        FrameId id = new FrameId(CAMERA, 1, frames.size());
        Instant at = Instant.ofEpochSecond(0, 1_000 * micros);
        Segmentation result =
            ColourLooks.add(opened.segment(List.of(new Picture(id, at, image))).get(0), image);
        frames.add(
            new PanopticFrame(id, at, micros, result.map(), result.segments(), opened.name()));
      }
    }
    return frames;
  }
}
