package io.panoptes.sink.testing;

import io.panoptes.core.frame.EncodedImage;
import io.panoptes.sink.draw.AwtGlyphs;
import io.panoptes.sink.draw.Picture;
import io.panoptes.sink.draw.Typeface;
import io.panoptes.sink.record.MediaTools;
import io.panoptes.sink.record.PictureCodec;
import io.panoptes.sink.record.VideoFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Media without native libraries: one-byte "pictures" and videos that only remember. */
public final class FakeMedia implements MediaTools {

  /** What happened to the videos, in order. */
  public final List<String> log = Collections.synchronizedList(new ArrayList<>());

  /** Thrown when the picture of that number, from 0, is added; -1 for never. */
  public volatile int failAt = -1;

  private int added;

  /** A picture that {@link PictureCodec#decode} fills with one grey. */
  public static EncodedImage grey(int level) {
    return EncodedImage.jpeg(new byte[] {(byte) level});
  }

  /** A picture that cannot be decoded. */
  public static EncodedImage broken() {
    return EncodedImage.jpeg(new byte[] {1, 2, 3});
  }

  @Override
  public PictureCodec pictures() {
    return new PictureCodec() {
      @Override
      public void decode(EncodedImage image, Picture into) throws IOException {
        if (image.size() != 1) {
          throw new IOException("3 bytes are no JPEG");
        }
        into.fill(0x010101 * (image.bytes()[0] & 0xFF));
      }

      @Override
      public byte[] jpeg(Picture picture, int quality) {
        return new byte[] {42};
      }

      @Override
      public void close() {
        log.add("codec closed");
      }
    };
  }

  @Override
  public VideoFile video(Path file, int width, int height) {
    String name = file.getFileName().toString();
    log.add("open " + name + " " + width + "x" + height);
    return new VideoFile() {
      @Override
      public void add(Picture picture, long micros) throws IOException {
        if (added++ == failAt) {
          throw new IOException("cannot write " + name + ": No space left on device");
        }
        log.add(micros + " " + (picture.rgb(0, picture.height() - 1) & 0xFF));
      }

      @Override
      public void close() {
        log.add("close " + name);
      }
    };
  }

  @Override
  public Typeface typeface(int size, boolean bold) {
    return new Typeface(new AwtGlyphs(size, bold));
  }
}
