package io.panoptes.ingest;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.core.config.ConfigShapes;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.ingest.PlaybackSettings.Speed;
import io.panoptes.ingest.synthetic.SceneSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * One camera or recording.
 *
 * @param camera its name
 * @param source where its pictures come from
 * @param delivery whether frames may be dropped when something is slower than the source
 * @param maxFrameRate frames a second to publish at most, 0 for all
 * @param maxInFlight lossless only: how many records a watched group may be behind on the camera's
 *     partition before the source is held back; more hides the latency of commits, and needs disk
 * @param picture what becomes of a picture
 * @param connection how a camera is reached
 * @param playback how a recording is played
 */
public record CameraSettings(
    CameraId camera,
    SourceUri source,
    Delivery delivery,
    double maxFrameRate,
    int maxInFlight,
    PictureSettings picture,
    ConnectionSettings connection,
    PlaybackSettings playback) {

  /** How many records a watched group may be behind unless configured otherwise. */
  public static final int DEFAULT_MAX_IN_FLIGHT = 256;

  private static final Duration SHORTEST = Duration.ofMillis(1);

  public CameraSettings {
    if (camera == null) {
      throw new NullPointerException("camera is null");
    }
    if (source == null) {
      throw new NullPointerException("source is null");
    }
    if (delivery == null) {
      throw new NullPointerException("delivery is null");
    }
    if (picture == null) {
      throw new NullPointerException("picture is null");
    }
    if (connection == null) {
      throw new NullPointerException("connection is null");
    }
    if (playback == null) {
      throw new NullPointerException("playback is null");
    }
    if (!(maxFrameRate >= 0 && maxFrameRate <= 1_000)) {
      throw new IllegalArgumentException(
          "frame rate limit " + maxFrameRate + " must be 0 (none) to 1000 frames a second");
    }
    if (maxInFlight < 1) {
      throw new IllegalArgumentException("max in flight " + maxInFlight + " must be at least 1");
    }
  }

  /**
   * A recording with every default: lossless, as fast as possible, once.
   *
   * @param source file, folder or {@code synthetic:} scene
   * @throws IllegalArgumentException when the source is none of these
   */
  public static CameraSettings recording(CameraId camera, String source) {
    SourceUri uri = SourceUri.parse(source);
    if (!uri.isRecording()) {
      throw new IllegalArgumentException(
          "'" + uri + "' is a camera; a file, a folder or a synthetic: scene is needed");
    }
    return new CameraSettings(
        camera,
        uri,
        Delivery.LOSSLESS,
        0,
        DEFAULT_MAX_IN_FLIGHT,
        PictureSettings.DEFAULT,
        ConnectionSettings.DEFAULT,
        PlaybackSettings.DEFAULT);
  }

  /**
   * Reads one entry of the section {@code cameras}.
   *
   * @param name the entry's key
   */
  public static CameraSettings read(String name, ConfigNode camera) {
    SourceUri source = source(camera);
    Delivery delivery =
        camera.choice("delivery", source.isRecording() ? Delivery.LOSSLESS : Delivery.LIVE);
    return new CameraSettings(
        cameraId(name, camera),
        source,
        delivery,
        camera.number("max-frame-rate", 0, 0, 1_000),
        (int) camera.integer("max-in-flight", DEFAULT_MAX_IN_FLIGHT, 1, 100_000),
        picture(camera),
        connection(camera),
        playback(camera, delivery));
  }

  private static CameraId cameraId(String name, ConfigNode camera) {
    try {
      return new CameraId(name);
    } catch (IllegalArgumentException e) {
      camera.problem("cannot be used: " + e.getMessage());
      return CameraId.sanitised(name);
    }
  }

  private static SourceUri source(ConfigNode camera) {
    String text = camera.requiredText("source");
    if (!text.isEmpty()) {
      try {
        SourceUri source = SourceUri.parse(text);
        if (source.kind() == SourceUri.Kind.SYNTHETIC) {
          SceneSettings.parse(source);
        }
        return source;
      } catch (IllegalArgumentException e) {
        camera.section("source").problem(e.getMessage());
      }
    }
    return SourceUri.parse("synthetic:people");
  }

  private static PictureSettings picture(ConfigNode camera) {
    return new PictureSettings(
        (int) camera.integer("width", 0, 0, PictureSettings.MAX_SIDE),
        (int) camera.integer("height", 0, 0, PictureSettings.MAX_SIDE),
        (int) camera.integer("jpeg-quality", PictureSettings.DEFAULT.jpegQuality(), 1, 100),
        ConfigShapes.polygons(camera, "privacy-masks"));
  }

  private static ConnectionSettings connection(ConfigNode camera) {
    ConnectionSettings defaults = ConnectionSettings.DEFAULT;
    Duration hour = Duration.ofHours(1);
    Duration reconnectMin =
        camera.duration("reconnect-min", defaults.reconnectMin(), SHORTEST, hour);
    Duration reconnectMax =
        camera.duration("reconnect-max", defaults.reconnectMax(), SHORTEST, hour);
    if (reconnectMax.compareTo(reconnectMin) < 0) {
      if (camera.has("reconnect-max")) {
        camera
            .section("reconnect-max")
            .problem(
                "is %d ms, which is less than reconnect-min, %d ms; raise it"
                    .formatted(reconnectMax.toMillis(), reconnectMin.toMillis()));
      }
      reconnectMax = reconnectMin;
    }
    return new ConnectionSettings(
        camera.choice("transport", defaults.transport()),
        camera.duration("connect-timeout", defaults.connectTimeout(), SHORTEST, hour),
        camera.duration("read-timeout", defaults.readTimeout(), SHORTEST, hour),
        camera.duration("silence-timeout", defaults.silenceTimeout(), SHORTEST, hour),
        reconnectMin,
        reconnectMax);
  }

  private static PlaybackSettings playback(ConfigNode camera, Delivery delivery) {
    PlaybackSettings defaults = PlaybackSettings.DEFAULT;
    String speed =
        camera.choice("speed", delivery == Delivery.LIVE ? "1" : "max", List.of("max", "1"));
    return new PlaybackSettings(
        startsAt(camera),
        speed.equals("1") ? Speed.REAL_TIME : Speed.MAX,
        camera.bool("loop", defaults.loop()),
        camera.number("image-rate", defaults.imageRate(), 0.001, 1_000));
  }

  private static Optional<Instant> startsAt(ConfigNode camera) {
    String text = camera.text("starts-at", "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      camera
          .section("starts-at")
          .problem("is " + text + "; a time such as 2026-05-01T08:30:00Z is needed");
      return Optional.empty();
    }
  }

  /**
   * Whether it ends by itself. An HTTP source does when it is lossless: then it is taken for a
   * recording on a web server.
   */
  public boolean isRecording() {
    return source.isRecording()
        || (source.kind() == SourceUri.Kind.HTTP && delivery == Delivery.LOSSLESS);
  }

  public CameraSettings withDelivery(Delivery value) {
    return new CameraSettings(
        camera, source, value, maxFrameRate, maxInFlight, picture, connection, playback);
  }

  public CameraSettings withMaxFrameRate(double value) {
    return new CameraSettings(
        camera, source, delivery, value, maxInFlight, picture, connection, playback);
  }

  public CameraSettings withMaxInFlight(int value) {
    return new CameraSettings(
        camera, source, delivery, maxFrameRate, value, picture, connection, playback);
  }

  public CameraSettings withPicture(PictureSettings value) {
    return new CameraSettings(
        camera, source, delivery, maxFrameRate, maxInFlight, value, connection, playback);
  }

  public CameraSettings withConnection(ConnectionSettings value) {
    return new CameraSettings(
        camera, source, delivery, maxFrameRate, maxInFlight, picture, value, playback);
  }

  public CameraSettings withPlayback(PlaybackSettings value) {
    return new CameraSettings(
        camera, source, delivery, maxFrameRate, maxInFlight, picture, connection, value);
  }

  public CameraSettings withPrivacyMasks(List<Polygon> masks) {
    return withPicture(
        new PictureSettings(picture.width(), picture.height(), picture.jpegQuality(), masks));
  }

  public CameraSettings withSize(int width, int height) {
    return withPicture(
        new PictureSettings(width, height, picture.jpegQuality(), picture.privacyMasks()));
  }

  public CameraSettings withJpegQuality(int quality) {
    return withPicture(
        new PictureSettings(picture.width(), picture.height(), quality, picture.privacyMasks()));
  }

  public CameraSettings withSpeed(Speed speed) {
    return withPlayback(
        new PlaybackSettings(playback.startsAt(), speed, playback.loop(), playback.imageRate()));
  }

  public CameraSettings withStartsAt(Instant startsAt) {
    return withPlayback(
        new PlaybackSettings(
            Optional.of(startsAt), playback.speed(), playback.loop(), playback.imageRate()));
  }

  public CameraSettings withLoop(boolean loop) {
    return withPlayback(
        new PlaybackSettings(playback.startsAt(), playback.speed(), loop, playback.imageRate()));
  }
}
