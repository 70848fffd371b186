package io.panoptes.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.mask.Rle;
import io.panoptes.core.mask.RleString;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.dataset.coco.CocoPanopticFile;
import io.panoptes.eval.dataset.coco.PanopticAnnotation;
import io.panoptes.eval.dataset.mot.MotFile;
import io.panoptes.eval.dataset.mots.MotsFile;
import io.panoptes.eval.dataset.mots.MotsObject;
import io.panoptes.eval.dataset.step.StepPictures;
import io.panoptes.eval.image.PngDecoder;
import io.panoptes.eval.stq.SegmentationTrackingQuality;
import io.panoptes.sink.Export;
import io.panoptes.sink.export.Exports;
import io.panoptes.track.CameraTracker;
import io.panoptes.track.CameraTracking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the exports write of a tracked scene is, pixel for pixel, what the readers read. */
final class ExportRoundTripTest {

  private static final CameraId GATE = new CameraId("gate");
  private static final int FRAMES = 120;

  /** Person in MOTS and in KITTI-STEP; building and road there. */
  private static final int MOTS_PERSON = 2;

  private static final int STEP_PERSON = 11;

  @TempDir private Path folder;

  private final List<TrackedFrame> frames = new ArrayList<>();

  @BeforeEach
  void exportEverything() throws IOException {
    CameraTracker tracker = CameraTracker.create(GATE, CameraTracking.DEFAULTS);
    for (StreamMessage<PanopticFrame> message : CrossingWalkers.epoch(GATE, 5, FRAMES)) {
      message
          .map(frame -> Optional.of(frame), end -> Optional.<PanopticFrame>empty())
          .flatMap(tracker::update)
          .ifPresent(frames::add);
    }
    assertEquals(FRAMES, frames.size());
    try (Exports exports = Exports.open(GATE, folder, EnumSet.allOf(Export.class))) {
      for (int i = 0; i < FRAMES; i++) {
        exports.add(frames.get(i), i + 1);
      }
    }
  }

  private static Optional<Segment> shown(TrackedFrame frame, TrackedSegment track) {
    return frame.panoptic().segments().stream()
        .filter(segment -> segment.id() == track.segmentId())
        .findFirst();
  }

  private static boolean isReported(TrackedSegment track) {
    return track.isVisible() && track.state() == TrackState.CONFIRMED;
  }

  @Test
  void shouldBringEveryMaskBackFromMots() {
    MotsFile file = MotsFile.read(folder.resolve("mots.txt"));
    int masks = 0;
    for (int i = 0; i < FRAMES; i++) {
      TrackedFrame frame = frames.get(i);
      List<MotsObject> expected = new ArrayList<>();
      for (TrackedSegment track : frame.tracks()) {
        if (isReported(track)) {
          expected.add(
              new MotsObject(
                  1000 * MOTS_PERSON + (int) track.track().number(),
                  MOTS_PERSON,
                  Rle.of(frame.panoptic().map(), shown(frame, track).orElseThrow())));
        }
      }
      assertEquals(expected, file.frame(i + 1), "frame " + (i + 1));
      masks += expected.size();
    }
    assertTrue(masks > FRAMES, masks + " masks are few");
    assertEquals(FRAMES, file.lastFrame());
  }

  @Test
  void shouldBringEveryBoxBackFromMot() {
    MotFile file = MotFile.read(folder.resolve("tracks.txt"));
    for (int i = 0; i < FRAMES; i++) {
      List<Integer> expected =
          frames.get(i).tracks().stream()
              .filter(ExportRoundTripTest::isReported)
              .map(track -> (int) track.track().number())
              .toList();
      assertEquals(
          expected, file.frame(i + 1).stream().map(row -> row.id()).toList(), "frame " + (i + 1));
    }
  }

  @Test
  void shouldBringEveryPixelBackFromStepPictures() {
    for (int i = 0; i < FRAMES; i++) {
      TrackedFrame frame = frames.get(i);
      LabelMap read = StepPictures.read(folder.resolve("kitti-step/gate/%06d.png".formatted(i)));
      int[] labels = new int[1 + 100];
      labels[0] = SegmentationTrackingQuality.label(255, 0);
      for (Segment segment : frame.panoptic().segments()) {
        int instance =
            frame.tracks().stream()
                .filter(track -> track.segmentId() == segment.id())
                .mapToInt(track -> (int) track.track().number())
                .findFirst()
                .orElse(0);
        int step =
            switch (segment.category().name()) {
              case "road" -> 0;
              case "building" -> 2;
              default -> STEP_PERSON;
            };
        labels[segment.id()] = SegmentationTrackingQuality.label(step, instance);
      }
      char[] ids = frame.panoptic().map().ids();
      int[] expected = new int[ids.length];
      for (int k = 0; k < ids.length; k++) {
        expected[k] = labels[ids[k]];
      }
      assertEquals(new LabelMap(read.width(), read.height(), expected), read, "frame " + i);
    }
  }

  @Test
  void shouldBringEveryPixelBackFromPanopticPngs() {
    CocoPanopticFile file = CocoPanopticFile.read(folder.resolve("panoptic.json"));
    assertEquals(FRAMES, file.annotations().size());
    for (PanopticAnnotation annotation : file.annotations()) {
      LabelMap read =
          PngDecoder.read(folder.resolve("panoptic").resolve(annotation.fileName())).panopticIds();
      int number = Integer.parseInt(annotation.fileName().replace(".png", ""));
      TrackedFrame frame = frames.get(number - 1);
      for (TrackedSegment track : frame.tracks()) {
        if (track.isVisible()) {
          int id = 0x10000 + (int) track.track().number();
          assertEquals(
              Rle.of(frame.panoptic().map(), shown(frame, track).orElseThrow()),
              read.mask(label -> label == id),
              track + " in frame " + number);
        }
      }
    }
  }

  @Test
  void shouldBringEveryTrackBackFromTheVideo() throws IOException {
    JsonNode json = new ObjectMapper().readTree(folder.resolve("coco-video.json").toFile());
    assertEquals(FRAMES, json.at("/videos/0/length").asInt());
    assertEquals(FRAMES, json.at("/videos/0/file_names").size());
    int masks = 0;
    for (JsonNode annotation : json.get("annotations")) {
      long number = annotation.get("id").asLong();
      for (int i = 0; i < FRAMES; i++) {
        TrackedFrame frame = frames.get(i);
        Optional<TrackedSegment> track =
            frame.tracks().stream()
                .filter(t -> t.track().number() == number)
                .filter(t -> t.state() != TrackState.TENTATIVE)
                .findFirst();
        String where = "track " + number + " in frame " + (i + 1);
        assertEquals(
            track.map(t -> t.state().name().toLowerCase(java.util.Locale.ROOT)).orElse("null"),
            annotation.get("states").get(i).asText(),
            where);
        Optional<Rle> expected =
            track
                .filter(ExportRoundTripTest::isReported)
                .map(t -> Rle.of(frame.panoptic().map(), shown(frame, t).orElseThrow()));
        JsonNode mask = annotation.get("segmentations").get(i);
        assertEquals(
            expected,
            mask.isNull()
                ? Optional.empty()
                : Optional.of(
                    RleString.decode(
                        mask.get("counts").asText(),
                        mask.at("/size/1").asInt(),
                        mask.at("/size/0").asInt())),
            where);
        masks += expected.isPresent() ? 1 : 0;
      }
    }
    long reported =
        frames.stream()
            .flatMap(frame -> frame.tracks().stream())
            .filter(ExportRoundTripTest::isReported)
            .count();
    assertEquals(reported, masks);
  }
}
