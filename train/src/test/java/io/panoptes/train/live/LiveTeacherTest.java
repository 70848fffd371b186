package io.panoptes.train.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.javacv.OpenCvImageDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LiveTeacherTest {

  @Test
  void shouldWantAFrameEveryTenSeconds() {
    try (LiveTeacher teacher = teacher("kmeans")) {
      assertTrue(teacher.wants(LabelledFrames.picture(20, 96, 64)));
      Optional<LabelledFrame> labelled = teacher.look(LabelledFrames.picture(20, 96, 64));

      assertEquals("kmeans", labelled.orElseThrow().labels().model());
      assertEquals(20, labelled.get().id().sequence());
      assertFalse(labelled.get().labels().segments().isEmpty());
      assertFalse(teacher.wants(LabelledFrames.picture(29, 96, 64)));
      assertTrue(teacher.wants(LabelledFrames.picture(30, 96, 64)));
      assertTrue(teacher.wants(LabelledFrames.picture(2, 96, 64)), "the clock was set back");
    }
  }

  @Test
  void shouldShowEveryFrameToATeacherThatRemembers() {
    try (LiveTeacher teacher = teacher("motion")) {
      assertTrue(teacher.look(LabelledFrames.picture(0, 96, 64)).isPresent());
      assertTrue(teacher.wants(LabelledFrames.picture(1, 96, 64)));
      assertTrue(teacher.look(LabelledFrames.picture(1, 96, 64)).isEmpty());
      assertTrue(teacher.look(LabelledFrames.picture(10, 96, 64)).isPresent());
    }
  }

  @Test
  void shouldWatchWhatMovesBetweenLabels() {
    try (LiveTeacher teacher = teacher("kmeans", true, CameraSegmentation.defaults())) {
      LabelledFrame first = teacher.look(LabelledFrames.picture(0, 96, 64)).orElseThrow();
      assertEquals("kmeans", first.labels().model());
      assertEquals("motion", first.moving().orElseThrow().model());
      assertTrue(teacher.wants(LabelledFrames.picture(1, 96, 64)));
      assertTrue(teacher.look(LabelledFrames.picture(1, 96, 64)).isEmpty());
      assertTrue(teacher.look(LabelledFrames.picture(10, 96, 64)).isPresent());
    }
  }

  @Test
  void shouldNotWatchForMotionWhereTheCameraMoves() {
    CameraSegmentation moves = CameraSegmentation.defaults().withCameraMotion(true);
    try (LiveTeacher teacher = teacher("kmeans", true, moves)) {
      assertTrue(teacher.look(LabelledFrames.picture(0, 96, 64)).orElseThrow().moving().isEmpty());
      assertFalse(teacher.wants(LabelledFrames.picture(1, 96, 64)));
    }
  }

  @Test
  void shouldTeachNoOtherCameras() {
    LiveSettings settings = settings("otsu", false);
    try (LiveTeacher teacher =
        new LiveTeacher(
            settings,
            SegmentSettings.defaults(),
            Map.of(new CameraId("yard"), CameraSegmentation.defaults()),
            new OpenCvImageDecoder())) {
      assertFalse(teacher.wants(LabelledFrames.picture(0, 96, 64)));
    }
  }

  @Test
  void shouldSayWhatTeachersThereAre() {
    SegmenterException unknown = assertThrows(SegmenterException.class, () -> teacher("wisdom"));

    assertTrue(unknown.getMessage().contains("'wisdom' is unknown"), unknown.getMessage());
  }

  private static LiveTeacher teacher(String name) {
    return teacher(name, false, CameraSegmentation.defaults());
  }

  private static LiveTeacher teacher(String name, boolean motion, CameraSegmentation camera) {
    return new LiveTeacher(
        settings(name, motion),
        SegmentSettings.defaults(),
        Map.of(LabelledFrames.CAMERA, camera),
        new OpenCvImageDecoder());
  }

  private static LiveSettings settings(String teacher, boolean motion) {
    return new LiveSettings(
        teacher, motion, Path.of("models"), 1, Duration.ofSeconds(10), 40, 20, 1, 2);
  }
}
