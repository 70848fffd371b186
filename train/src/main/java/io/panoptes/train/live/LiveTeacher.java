package io.panoptes.train.live;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Image;
import io.panoptes.segment.ImageDecoder;
import io.panoptes.segment.Picture;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterProvider.Sharing;
import io.panoptes.segment.Segmenters;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Labels frames of cameras now and then. A teacher that remembers, as {@code motion} does, is shown
 * every frame that it is given; another one only those that are due, while {@code motion} watches
 * the others so that it can say what moves in those. One thread; owns the segmenters.
 */
public final class LiveTeacher implements AutoCloseable {

  private final LiveSettings settings;
  private final SegmentSettings segment;
  private final Map<CameraId, CameraSegmentation> cameras;
  private final ImageDecoder decoder;
  private final Segmenters.Choice choice;
  private final boolean shared;
  private final boolean remembers;
  private final Segmenters.Choice motion;
  private final Map<CameraId, Segmenter> segmenters = new HashMap<>();
  private final Map<CameraId, Segmenter> watchers = new HashMap<>();
  private final Map<CameraId, Instant> labelled = new HashMap<>();

  private static final String MOTION = "motion";

  /** Stands for all cameras where they share a segmenter. */
  private static final CameraId ALL = new CameraId("all");

  /**
   * @param segment how models are run; threads inside a runtime are those of the settings
   * @param cameras that are taught
   * @throws io.panoptes.segment.SegmenterException when there is no such teacher
   */
  public LiveTeacher(
      LiveSettings settings,
      SegmentSettings segment,
      Map<CameraId, CameraSegmentation> cameras,
      ImageDecoder decoder) {
    this.settings = requireNonNull(settings, "settings is null");
    this.segment = segment.withRuntime(segment.runtime().withThreads(settings.threads()));
    this.cameras = Map.copyOf(cameras);
    this.decoder = requireNonNull(decoder, "decoder is null");
    Segmenters all = Segmenters.load();
    this.choice = all.choose(settings.teacher(), segment);
    this.motion = all.choose(MOTION, segment);
    this.shared = choice.provider().sharing() == Sharing.SHARED;
    this.remembers = choice.provider().remembers(choice.resolved());
  }

  /** Whether a camera is taught at all. */
  public boolean teaches(CameraId camera) {
    return cameras.containsKey(camera);
  }

  /** Whether it would do anything with this frame now. */
  public boolean wants(Frame frame) {
    CameraId camera = frame.id().camera();
    return teaches(camera) && (remembers || watches(camera) || isDue(frame));
  }

  private boolean watches(CameraId camera) {
    return settings.motionTeacher() && !remembers && !cameras.get(camera).cameraMotion();
  }

  private boolean isDue(Frame frame) {
    Instant last = labelled.get(frame.id().camera());
    return last == null
        || frame.capturedAt().isBefore(last)
        || !frame.capturedAt().isBefore(last.plus(settings.every()));
  }

  /**
   * Looks at a frame that it {@link #wants}.
   *
   * @return the frame with its labels; empty when none are due
   * @throws io.panoptes.segment.SegmenterException when the teacher fails
   * @throws io.panoptes.segment.UndecodableImageException when the frame is no picture
   */
  public Optional<LabelledFrame> look(Frame frame) {
    Image image = Image.allocate(frame.width(), frame.height());
    decoder.decode(frame.image(), image);
    CameraId camera = frame.id().camera();
    boolean due = isDue(frame);
    Optional<PanopticFrame> moving =
        watches(camera)
            ? Optional.of(seen(watcher(camera), motion, frame, image))
            : Optional.empty();
    if (!due && !remembers) {
      return Optional.empty();
    }
    PanopticFrame labels = seen(segmenter(camera), choice, frame, image);
    if (!due) {
      return Optional.empty();
    }
    labelled.put(camera, frame.capturedAt());
    return Optional.of(new LabelledFrame(frame, labels, moving));
  }

  private static PanopticFrame seen(
      Segmenter segmenter, Segmenters.Choice by, Frame frame, Image image) {
    Segmentation found =
        segmenter.segment(List.of(new Picture(frame.id(), frame.capturedAt(), image))).get(0);
    return new PanopticFrame(
        frame.id(),
        frame.capturedAt(),
        frame.ptsMicros(),
        found.map(),
        found.segments(),
        by.name());
  }

  private Segmenter watcher(CameraId camera) {
    return watchers.computeIfAbsent(camera, key -> motion.open(cameras.get(key), segment));
  }

  private Segmenter segmenter(CameraId camera) {
    return segmenters.computeIfAbsent(
        shared ? ALL : camera,
        key -> {
          Segmenter opened = choice.open(cameras.get(camera), segment);
          opened.warmUp();
          return opened;
        });
  }

  /** The camera's recording or connection is over. */
  public void endOfEpoch(EndOfEpoch end) {
    Segmenter segmenter = segmenters.get(shared ? ALL : end.camera());
    if (segmenter != null) {
      segmenter.endOfEpoch(end);
    }
    Segmenter watcher = watchers.get(end.camera());
    if (watcher != null) {
      watcher.endOfEpoch(end);
    }
  }

  @Override
  public void close() {
    segmenters.values().forEach(Segmenter::close);
    segmenters.clear();
    watchers.values().forEach(Segmenter::close);
    watchers.clear();
  }
}
