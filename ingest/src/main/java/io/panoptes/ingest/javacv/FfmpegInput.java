package io.panoptes.ingest.javacv;

import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.ConnectionSettings;
import io.panoptes.ingest.SourceException;
import io.panoptes.ingest.SourceUri;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** How FFmpeg is asked to open a source. */
final class FfmpegInput {

  private final SourceUri source;
  private final ConnectionSettings connection;

  FfmpegInput(CameraSettings settings) {
    this.source = settings.source();
    this.connection = settings.connection();
  }

  /** FFmpeg's own words for a missing file would not name it. */
  void requireFile() throws SourceException {
    if (source.kind() == SourceUri.Kind.PATH) {
      Path path = source.path();
      if (!Files.exists(path)) {
        throw new SourceException("there is no file or folder " + path.toAbsolutePath());
      }
      if (!Files.isReadable(path)) {
        throw new SourceException(path.toAbsolutePath() + " may not be read; check permissions");
      }
    }
  }

  /**
   * Opens the source.
   *
   * @param format freed when that fails
   * @return FFmpeg's result, negative when it failed
   */
  int open(AVFormatContext format) throws SourceException {
    AVInputFormat device = null;
    if (source.kind() == SourceUri.Kind.USB) {
      device = deviceFormat();
      format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_NONBLOCK);
    }
    AVDictionary options = new AVDictionary(null);
    try {
      setOptions(options);
      return avformat.avformat_open_input(format, address(), device, options);
    } finally {
      avutil.av_dict_free(options);
    }
  }

  /** With its scheme, a file name may hold colons. */
  private String address() {
    return source.kind() == SourceUri.Kind.PATH ? "file:" + source.location() : source.location();
  }

  private AVInputFormat deviceFormat() throws SourceException {
    avdevice.avdevice_register_all();
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String name =
        system.contains("mac") ? "avfoundation" : system.contains("win") ? "dshow" : "video4linux2";
    AVInputFormat input = avformat.av_find_input_format(name);
    if (input == null) {
      throw new SourceException(source + " needs FFmpeg's '" + name + "', which this build lacks");
    }
    return input;
  }

  private void setOptions(AVDictionary options) {
    String timeoutMicros = Long.toString(connection.readTimeout().toNanos() / 1_000);
    switch (source.kind()) {
      case RTSP -> {
        set(options, "rtsp_transport", connection.transport().name().toLowerCase(Locale.ROOT));
        set(options, "timeout", timeoutMicros);
        // What is read to find out about the stream comes late, and all at once: keep it short.
        set(options, "analyzeduration", "1");
        set(options, "fpsprobesize", "0");
        set(options, "buffer_size", "4194304");
        if (connection.transport() == ConnectionSettings.Transport.TCP) {
          // Without a queue FFmpeg does not notice what the camera itself left out.
          set(options, "reorder_queue_size", "2");
        }
      }
      case HTTP -> {
        set(options, "timeout", timeoutMicros);
        set(options, "rw_timeout", timeoutMicros);
        set(options, "analyzeduration", "1000000");
        set(options, "fpsprobesize", "0");
      }
      case PATH -> set(options, "protocol_whitelist", "file,crypto,data,subfile,concat");
      case USB, SYNTHETIC -> {
        // No option is known to all drivers.
      }
    }
  }

  private static void set(AVDictionary options, String key, String value) {
    avutil.av_dict_set(options, key, value, 0);
  }
}
