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
import io.panoptes.segment.appearance.AppearanceSettings;
import io.panoptes.segment.appearance.Looks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A recording as a segmenter sees it, with any looks. */
final class LookedClip {

  private static final CameraId CAMERA = new CameraId("looked");

  private LookedClip() {}

  static Tape frames(Path clip, String segmenter, AppearanceSettings appearance)
      throws IOException {
    SegmentSettings settings = SegmentSettings.defaults();
    Tape frames = new Tape();
    try (VideoReader reader = new VideoReader(clip);
        Looks looks = new Looks(settings);
        Segmenter opened =
            Segmenters.load()
                .choose(segmenter, settings)
                .open(CameraSegmentation.defaults().withSegmenter(segmenter), settings)) {
      Image image = Image.allocate(reader.width(), reader.height());
      for (long micros = reader.read(image); micros >= 0; micros = reader.read(image)) {
        FrameId id = new FrameId(CAMERA, 1, frames.size());
        Instant at = Instant.ofEpochSecond(0, 1_000 * micros);
        Segmentation found = opened.segment(List.of(new Picture(id, at, image))).get(0);
        Segmentation looked = looks.add(appearance, found, image);
        frames.add(
            new PanopticFrame(id, at, micros, looked.map(), looked.segments(), opened.name()));
      }
    }
    return frames;
  }
}
