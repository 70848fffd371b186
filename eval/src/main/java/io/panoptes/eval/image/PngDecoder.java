package io.panoptes.eval.image;

import io.panoptes.eval.EvalInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads PNG files as labels: every colour type and bit depth, interlaced or not, without colour
 * management. Made for label pictures, whose samples are ids and must come out as they went in.
 */
public final class PngDecoder {

  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504C5445;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final long MOST_PIXELS = 1L << 28;
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private final byte[] file;
  private final String name;
  private int width;
  private int height;
  private int bitDepth;
  private int colourType;
  private boolean interlaced;
  private int[] palette = new int[0];

  private PngDecoder(byte[] file, String name) {
    this.file = file;
    this.name = name;
  }

  /**
   * @throws EvalInputException when the file is missing or no PNG that can be read
   */
  public static PngImage read(Path path) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new EvalInputException(path, "", "there is no such picture", e);
    } catch (IOException e) {
      throw new EvalInputException(path, "", "cannot be read: " + e.getMessage(), e);
    }
    return decode(bytes, path.toString());
  }

  /**
   * @param name what errors call the file
   * @throws EvalInputException when the bytes are no PNG that can be read
   */
  public static PngImage decode(byte[] file, String name) {
    return new PngDecoder(file, name).decode();
  }

  private PngImage decode() {
    if (file.length < 33 || ((long) int32(0) << 32 | int32(4) & 0xFFFFFFFFL) != SIGNATURE) {
      throw problem("is not a PNG file");
    }
    Inflater inflater = new Inflater();
    try {
      return decode(inflater);
    } catch (DataFormatException e) {
      throw problem("has broken compressed data: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private PngImage decode(Inflater inflater) throws DataFormatException {
    byte[] raw = null;
    int filled = 0;
    int at = 8;
    CRC32 crc = new CRC32();
    while (true) {
      if (at + 12 > file.length) {
        throw problem("ends at byte " + file.length + " before the picture is complete");
      }
      int length = int32(at);
      int type = int32(at + 4);
      if (length < 0 || length > file.length - at - 12) {
        throw problem("ends at byte " + file.length + " in the middle of a chunk");
      }
      crc.reset();
      crc.update(file, at + 4, length + 4);
      if ((int) crc.getValue() != int32(at + 8 + length)) {
        throw problem("has a wrong checksum at byte " + at + "; the file is damaged");
      }
      int data = at + 8;
      if (raw == null && type != IHDR) {
        throw problem("does not begin with a header");
      }
      if (type == IHDR) {
        readHeader(data, length);
        raw = new byte[rawSize()];
      } else if (type == PLTE) {
        readPalette(data, length);
      } else if (type == IDAT) {
        inflater.setInput(file, data, length);
        while (filled < raw.length && !inflater.needsInput() && !inflater.finished()) {
          int more = inflater.inflate(raw, filled, raw.length - filled);
          if (more == 0 && inflater.needsDictionary()) {
            throw problem("has compressed data that needs a dictionary");
          }
          filled += more;
        }
      } else if (type == IEND) {
        break;
      }
      at += 12 + length;
    }
    if (filled < raw.length) {
      throw problem("has %d bytes of pixels where %d are needed".formatted(filled, raw.length));
    }
    if (colourType == 3 && palette.length == 0) {
      throw problem("is indexed and has no palette");
    }
    int[] colours = colourType == 3 ? palette : new int[0];
    if (!interlaced && bitDepth >= 8) {
      unfilter(raw, 0, width, height);
      return new PngImage(
          width, height, channels(), bitDepth, raw, 1, 1 + rowBytes(width), colours);
    }
    byte[] samples = interlaced ? deinterlace(raw) : spread(raw, 0, width, height);
    return new PngImage(
        width, height, channels(), bitDepth, samples, 0, width * pixelBytes(), colours);
  }

  private void readHeader(int at, int length) {
    if (length != 13) {
      throw problem("has a header of " + length + " bytes, 13 are needed");
    }
    width = int32(at);
    height = int32(at + 4);
    bitDepth = file[at + 8];
    colourType = file[at + 9];
    interlaced = file[at + 12] == 1;
    if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
      throw problem(
          "is %d x %d pixels; 1 to %d pixels are allowed".formatted(width, height, MOST_PIXELS));
    }
    boolean depthFits =
        switch (colourType) {
          case 0 ->
              bitDepth == 1 || bitDepth == 2 || bitDepth == 4 || bitDepth == 8 || bitDepth == 16;
          case 3 -> bitDepth == 1 || bitDepth == 2 || bitDepth == 4 || bitDepth == 8;
          case 2, 4, 6 -> bitDepth == 8 || bitDepth == 16;
          default -> false;
        };
    if (!depthFits) {
      throw problem("has colour type " + colourType + " with " + bitDepth + " bits; PNG has none");
    }
  }

  private void readPalette(int at, int length) {
    if (length % 3 != 0 || length > 768) {
      throw problem("has a palette of " + length + " bytes");
    }
    palette = new int[length / 3];
    for (int i = 0; i < palette.length; i++, at += 3) {
      palette[i] = (file[at] & 0xFF) << 16 | (file[at + 1] & 0xFF) << 8 | file[at + 2] & 0xFF;
    }
  }

  private int channels() {
    return switch (colourType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  private int rawSize() {
    long size = 0;
    if (interlaced) {
      for (int[] pass : PASSES) {
        int w = passSize(width, pass[0], pass[2]);
        int h = passSize(height, pass[1], pass[3]);
        size += w == 0 || h == 0 ? 0 : (long) h * (1 + rowBytes(w));
      }
    } else {
      size = (long) height * (1 + rowBytes(width));
    }
    if (size > Integer.MAX_VALUE - 16) {
      throw problem("is %d x %d pixels, too large to be held".formatted(width, height));
    }
    return (int) size;
  }

  private int rowBytes(int rowWidth) {
    return (int) (((long) rowWidth * channels() * bitDepth + 7) / 8);
  }

  private static int passSize(int size, int start, int step) {
    return size <= start ? 0 : (size - start + step - 1) / step;
  }

  /** Bytes a pixel once every sample has its own. */
  private int pixelBytes() {
    return channels() * Math.max(1, bitDepth / 8);
  }

  /** Undoes the filters of one picture or pass in place; every row stays behind its filter byte. */
  private void unfilter(byte[] raw, int offset, int w, int h) {
    int rowBytes = rowBytes(w);
    int above = -1;
    for (int y = 0; y < h; y++) {
      int row = offset + y * (rowBytes + 1) + 1;
      int filter = raw[row - 1];
      if (!PngFilters.undo(filter, raw, row, rowBytes, pixelBytes(), above)) {
        throw problem("row " + y + " has the unknown filter " + filter);
      }
      above = row;
    }
  }

  /** Undoes the filters and gives each sample its own byte or two, without gaps. */
  private byte[] spread(byte[] raw, int offset, int w, int h) {
    unfilter(raw, offset, w, h);
    int rowBytes = rowBytes(w);
    byte[] samples = new byte[w * h * pixelBytes()];
    int mask = (1 << bitDepth) - 1;
    for (int y = 0, i = 0; y < h; y++) {
      int row = offset + y * (rowBytes + 1) + 1;
      if (bitDepth >= 8) {
        System.arraycopy(raw, row, samples, y * rowBytes, rowBytes);
        continue;
      }
      for (int x = 0; x < w; x++, i++) {
        int bit = x * bitDepth;
        samples[i] = (byte) (raw[row + (bit >> 3)] >> (8 - bitDepth - (bit & 7)) & mask);
      }
    }
    return samples;
  }

  private byte[] deinterlace(byte[] raw) {
    int pixelBytes = pixelBytes();
    byte[] samples = new byte[width * height * pixelBytes];
    int offset = 0;
    for (int[] pass : PASSES) {
      int w = passSize(width, pass[0], pass[2]);
      int h = passSize(height, pass[1], pass[3]);
      if (w == 0 || h == 0) {
        continue;
      }
      byte[] part = spread(raw, offset, w, h);
      offset += h * (1 + rowBytes(w));
      for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
          int to = ((pass[1] + y * pass[3]) * width + pass[0] + x * pass[2]) * pixelBytes;
          System.arraycopy(part, (y * w + x) * pixelBytes, samples, to, pixelBytes);
        }
      }
    }
    return samples;
  }

  private int int32(int at) {
    return (file[at] & 0xFF) << 24
        | (file[at + 1] & 0xFF) << 16
        | (file[at + 2] & 0xFF) << 8
        | file[at + 3] & 0xFF;
  }

  private EvalInputException problem(String text) {
    return new EvalInputException(name, "", text);
  }
}
