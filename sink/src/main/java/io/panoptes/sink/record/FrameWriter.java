package io.panoptes.sink.record;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EncodedImage;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.draw.OverlayPainter;
import io.panoptes.sink.draw.Picture;
import io.panoptes.sink.export.Exports;
import io.panoptes.sink.export.FrameNumbers;
import io.panoptes.sink.join.JoinStep;
import io.panoptes.sink.overlay.OverlayComposer;
import io.panoptes.sink.overlay.OverlayScene;
import io.panoptes.sink.rules.CameraRules;
import io.panoptes.sink.rules.RuleEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one camera's files out of its joined steps. The rules run here once more, on the same
 * frames and with the same ids, so that flashes, counts and snapshots are on the very frame that
 * raised an alert. Belongs to one thread.
 */
final class FrameWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FrameWriter.class);
  private static final int SNAPSHOT_QUALITY = 90;

  private final CameraId camera;
  private final SinkSettings settings;
  private final Path folder;
  private final MediaTools tools;
  private final RuleEngine rules;
  private final OverlayComposer composer;
  private final FrameNumbers numbers = new FrameNumbers();
  private Exports exports;
  private PictureCodec codec;
  private VideoLane video;
  private OverlayPainter painter;
  private Picture scratch;
  private int painterWidth;
  private int painterHeight;
  private EncodedImage lastReadable;

  /**
   * What became of a step.
   *
   * @param isPictureReadable whether its picture could be decoded
   * @param failure null unless the video cannot be written
   */
  record Outcome(boolean isPictureReadable, IOException failure) {}

  FrameWriter(
      CameraId camera, CameraRules rules, SinkSettings settings, Path folder, MediaTools tools) {
    this.camera = camera;
    this.settings = settings;
    this.folder = folder;
    this.tools = tools;
    this.rules = new RuleEngine(camera, rules, "");
    this.composer = new OverlayComposer(camera, rules, settings);
  }

  void open() throws IOException {
    Files.createDirectories(folder);
    exports = Exports.open(camera, folder, settings.exports());
    codec = tools.pictures();
    if (settings.overlay()) {
      video = new VideoLane(camera, tools, folder, settings.segments());
    }
  }

  /**
   * Writes one frame.
   *
   * @param done called once, perhaps on another thread and later, when all of it is in the files;
   *     not called when this method throws
   */
  void write(JoinStep step, Consumer<Outcome> done) throws IOException, InterruptedException {
    FrameId id = step.id().orElseThrow();
    long number = numbers.of(id);
    TrackedFrame tracked = step.tracked().orElse(null);
    List<Alert> alerts = List.of();
    if (tracked != null) {
      alerts = rules.onFrame(tracked);
      exports.add(tracked, number);
    }
    Frame frame = step.frame().orElse(null);
    if (frame == null) {
      composer.compose(tracked, number, alerts);
      done.accept(new Outcome(true, null));
      return;
    }
    OverlayScene scene = scene(frame, tracked, number, alerts);
    boolean snapshot = settings.snapshots() && holdsNew(alerts);
    if (video == null) {
      boolean readable = true;
      if (snapshot) {
        if (scratch == null
            || scratch.width() != frame.width()
            || scratch.height() != frame.height()) {
          scratch = new Picture(frame.width(), frame.height());
        }
        readable = draw(frame, tracked, scene, scratch);
        takeSnapshots(alerts, scratch);
      }
      done.accept(new Outcome(readable, null));
      return;
    }
    show(frame, tracked, scene, snapshot ? alerts : List.of(), done);
  }

  private void show(
      Frame frame,
      TrackedFrame tracked,
      OverlayScene scene,
      List<Alert> snapshots,
      Consumer<Outcome> done)
      throws IOException, InterruptedException {
    Picture picture = video.borrow(frame.width(), frame.height());
    boolean handedOver = false;
    try {
      boolean readable = draw(frame, tracked, scene, picture);
      takeSnapshots(snapshots, picture);
      video.show(
          new Shown(frame.id(), frame.ptsMicros(), frame.delivery() == Delivery.LIVE),
          picture,
          failure -> done.accept(new Outcome(readable, failure)));
      handedOver = true;
    } finally {
      if (!handedOver) {
        video.giveBack(picture);
      }
    }
  }

  private OverlayScene scene(Frame frame, TrackedFrame tracked, long number, List<Alert> alerts) {
    return fits(frame, tracked)
        ? composer.compose(tracked, number, alerts)
        : composer.composeUntracked(
            frame.id(), frame.capturedAt(), frame.width(), frame.height(), number);
  }

  private static boolean fits(Frame frame, TrackedFrame tracked) {
    return tracked != null
        && tracked.panoptic().width() == frame.width()
        && tracked.panoptic().height() == frame.height();
  }

  /** Fills the picture; false when the frame's own cannot be read and the one before stands in. */
  private boolean draw(Frame frame, TrackedFrame tracked, OverlayScene scene, Picture picture) {
    boolean readable = true;
    try {
      codec.decode(frame.image(), picture);
      lastReadable = frame.image();
    } catch (IOException e) {
      LOG.warn("picture of {} cannot be read: {}", frame.id(), e.getMessage());
      readable = false;
      standIn(picture);
    }
    SegmentMap map = fits(frame, tracked) ? tracked.panoptic().map() : null;
    painter(frame.width(), frame.height()).paint(picture, map, scene);
    return readable;
  }

  private void standIn(Picture picture) {
    picture.fill(0);
    if (lastReadable != null) {
      try {
        codec.decode(lastReadable, picture);
      } catch (IOException e) {
        picture.fill(0);
      }
    }
  }

  private OverlayPainter painter(int width, int height) {
    if (painter == null || painterWidth != width || painterHeight != height) {
      painter =
          new OverlayPainter(
              width,
              height,
              size -> tools.typeface(size, false),
              size -> tools.typeface(size, true));
      painterWidth = width;
      painterHeight = height;
    }
    return painter;
  }

  private static boolean holdsNew(List<Alert> alerts) {
    for (Alert alert : alerts) {
      if (alert.phase() == Alert.Phase.NEW) {
        return true;
      }
    }
    return false;
  }

  private void takeSnapshots(List<Alert> alerts, Picture picture) throws IOException {
    for (Alert alert : alerts) {
      if (alert.phase() == Alert.Phase.NEW) {
        Path snapshots = Files.createDirectories(folder.resolve("snapshots"));
        Files.write(snapshots.resolve(alert.id() + ".jpg"), codec.jpeg(picture, SNAPSHOT_QUALITY));
      }
    }
  }

  /**
   * Ends an epoch. Unless the camera may come back, the files are finished.
   *
   * @param done called once, perhaps on another thread and later, with null or the failure
   */
  void end(EndOfEpoch end, Consumer<IOException> done) throws IOException, InterruptedException {
    rules.onEnd(end);
    numbers.end(end);
    if (end.reason() != EndOfEpoch.Reason.INTERRUPTED) {
      exports.finish();
    }
    if (video == null) {
      done.accept(null);
    } else if (end.reason() == EndOfEpoch.Reason.INTERRUPTED) {
      video.flush(done::accept);
    } else {
      video.cut(done::accept);
    }
  }

  @Override
  public void close() throws IOException {
    if (video != null) {
      video.close();
    }
    if (codec != null) {
      codec.close();
    }
    if (exports != null) {
      exports.close();
    }
  }
}
