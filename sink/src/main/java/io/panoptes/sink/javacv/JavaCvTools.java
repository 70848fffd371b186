package io.panoptes.sink.javacv;

import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.draw.AwtGlyphs;
import io.panoptes.sink.draw.Typeface;
import io.panoptes.sink.record.MediaTools;
import io.panoptes.sink.record.PictureCodec;
import io.panoptes.sink.record.VideoFile;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avutil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pictures by OpenCV, videos by FFmpeg, letters by the Java runtime where it has fonts. */
public final class JavaCvTools implements MediaTools {

  private static final Logger LOG = LoggerFactory.getLogger(JavaCvTools.class);

  private final SinkSettings settings;
  private final boolean fonts;

  public JavaCvTools(SinkSettings settings) {
    this.settings = settings;
    this.fonts = hasFonts();
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
  }

  private static boolean hasFonts() {
    try {
      new AwtGlyphs(12, false).glyph('A');
      return true;
    } catch (RuntimeException | LinkageError | InternalError e) {
      LOG.info("this Java runtime has no fonts ({}); the overlay uses line letters", e.toString());
      return false;
    }
  }

  @Override
  public PictureCodec pictures() {
    return new JpegCodec();
  }

  @Override
  public VideoFile video(Path file, int width, int height) {
    return new TimedVideo(file, width, height, settings);
  }

  @Override
  public Typeface typeface(int size, boolean bold) {
    return new Typeface(fonts ? new AwtGlyphs(size, bold) : new HersheyGlyphs(size, bold));
  }
}
