package io.panoptes.sink;

import io.panoptes.core.config.ConfigNode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is recorded of each camera, and how it looks.
 *
 * @param overlay whether to write {@code overlay.mp4}
 * @param codec how the video is compressed
 * @param bitrate of the video in bits a second; 0 chooses by size and frame rate
 * @param snapshots whether to write a picture of each new alert
 * @param trail how long the way of a track stays visible; 0 for no trails
 * @param flash how long a new alert lights up
 * @param maskOpacity of things, 0 to 1
 * @param stuffOpacity of stuff, 0 to 1
 * @param legend whether the categories in the picture are listed
 * @param header whether camera, event time and frame number are shown
 * @param bufferBytes memory that one camera's messages may wait in for their counterparts
 * @param exports the formats in which tracks are written
 * @param segments how the video of a live camera is cut
 */
public record SinkSettings(
    boolean overlay,
    Codec codec,
    long bitrate,
    boolean snapshots,
    Duration trail,
    Duration flash,
    double maskOpacity,
    double stuffOpacity,
    boolean legend,
    boolean header,
    long bufferBytes,
    Set<Export> exports,
    OverlaySegments segments) {

  /** How the overlay video is compressed. */
  public enum Codec {
    /** H.264 where the FFmpeg build can write it, else MPEG-4 part 2. */
    AUTO,
    H264,
    MPEG4
  }

  public static final SinkSettings DEFAULTS =
      new SinkSettings(
          true,
          Codec.AUTO,
          0,
          true,
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          0.4,
          0.16,
          true,
          true,
          64L << 20,
          Set.of(Export.MOT),
          OverlaySegments.DEFAULTS);

  private static final long MEBI = 1L << 20;

  public SinkSettings {
    if (codec == null) {
      throw new NullPointerException("codec is null");
    }
    if (trail == null) {
      throw new NullPointerException("trail is null");
    }
    if (flash == null) {
      throw new NullPointerException("flash is null");
    }
    if (segments == null) {
      throw new NullPointerException("segments is null");
    }
    exports = Set.copyOf(exports);
    if (bitrate < 0 || bufferBytes < 1) {
      throw new IllegalArgumentException(
          "bitrate %d must not be negative and bufferBytes %d must be positive"
              .formatted(bitrate, bufferBytes));
    }
  }

  /** Reads the section {@code sink}. */
  public static SinkSettings read(ConfigNode node) {
    return new SinkSettings(
        node.bool("overlay", DEFAULTS.overlay),
        node.choice("codec", DEFAULTS.codec),
        1000 * node.integer("bitrate-kbps", DEFAULTS.bitrate / 1000, 0, 200_000),
        node.bool("snapshots", DEFAULTS.snapshots),
        node.duration("trail", DEFAULTS.trail, Duration.ZERO, Duration.ofMinutes(1)),
        node.duration("flash", DEFAULTS.flash, Duration.ZERO, Duration.ofMinutes(1)),
        node.number("mask-opacity", DEFAULTS.maskOpacity, 0, 1),
        node.number("stuff-opacity", DEFAULTS.stuffOpacity, 0, 1),
        node.bool("legend", DEFAULTS.legend),
        node.bool("header", DEFAULTS.header),
        MEBI * node.integer("buffer-mebibytes", DEFAULTS.bufferBytes / MEBI, 1, 4096),
        exports(node),
        OverlaySegments.read(node.mapping("overlay-segments")));
  }

  /** The same with these exports, too. */
  public SinkSettings withExports(Set<Export> more) {
    Set<Export> both = EnumSet.noneOf(Export.class);
    both.addAll(exports);
    both.addAll(more);
    return new SinkSettings(
        overlay,
        codec,
        bitrate,
        snapshots,
        trail,
        flash,
        maskOpacity,
        stuffOpacity,
        legend,
        header,
        bufferBytes,
        both,
        segments);
  }

  private static Set<Export> exports(ConfigNode node) {
    if (!node.has("exports")) {
      node.list("exports");
      return DEFAULTS.exports;
    }
    Set<Export> exports = EnumSet.noneOf(Export.class);
    for (ConfigNode item : node.list("exports")) {
      exports.add(Export.of(item.asChoice(Export.MOT.label(), Export.labels())));
    }
    return exports;
  }
}
