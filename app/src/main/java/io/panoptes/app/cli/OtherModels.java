package io.panoptes.app.cli;

import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.Segmenters;
import java.nio.file.Files;
import java.nio.file.Path;

/** Segmenters that training learns from, by name or folder, with default settings. */
final class OtherModels {

  private OtherModels() {}

  /** Whether it must see every frame of a recording, and no other recording's. */
  static boolean needsEveryFrame(String name) {
    Segmenters.Choice choice = choose(name);
    return choice.provider().remembers(choice.resolved());
  }

  /**
   * Opens one; the caller closes it.
   *
   * @param name a segmenter's, or a model's folder
   * @throws io.panoptes.segment.SegmenterException when there is none of that name
   */
  static Segmenter open(String name) {
    CameraSegmentation camera = CameraSegmentation.defaults().withSegmenter(full(name));
    return choose(name).open(camera, SegmentSettings.defaults());
  }

  private static Segmenters.Choice choose(String name) {
    return Segmenters.load().choose(full(name), SegmentSettings.defaults());
  }

  private static String full(String name) {
    return Files.isDirectory(Path.of(name)) ? "model:" + name : name;
  }
}
