package io.panoptes.eval.image;

import io.panoptes.eval.LabelMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes label pictures as PNG; the samples are the labels. */
public final class PngWriter {

  private PngWriter() {}

  /** RGB with id = R + 256 G + 65536 B, COCO's panoptic PNG; ids 0 to 2²⁴ − 1. */
  public static byte[] panopticIds(LabelMap map) {
    byte[] samples = new byte[map.labels().length * 3];
    int at = 0;
    for (int id : map.labels()) {
      requireLabel(id, 0xFFFFFF);
      samples[at++] = (byte) id;
      samples[at++] = (byte) (id >> 8);
      samples[at++] = (byte) (id >> 16);
    }
    return encode(map, 2, 8, samples, new int[0]);
  }

  /** RGB from three maps of the same size with labels 0 to 255. */
  public static byte[] rgb(LabelMap red, LabelMap green, LabelMap blue) {
    int[] ids = new int[red.labels().length];
    for (int i = 0; i < ids.length; i++) {
      requireLabel(red.labels()[i], 0xFF);
      requireLabel(green.labels()[i], 0xFF);
      requireLabel(blue.labels()[i], 0xFF);
      ids[i] = red.labels()[i] | green.labels()[i] << 8 | blue.labels()[i] << 16;
    }
    return panopticIds(new LabelMap(red.width(), red.height(), ids));
  }

  /** One grey channel of 8 bits; labels 0 to 255. */
  public static byte[] grey8(LabelMap map) {
    return encode(map, 0, 8, bytes(map), new int[0]);
  }

  /** One grey channel of 16 bits; labels 0 to 65535. */
  public static byte[] grey16(LabelMap map) {
    byte[] samples = new byte[2 * map.labels().length];
    int at = 0;
    for (int label : map.labels()) {
      requireLabel(label, 0xFFFF);
      samples[at++] = (byte) (label >> 8);
      samples[at++] = (byte) label;
    }
    return encode(map, 0, 16, samples, new int[0]);
  }

  /** Indexed with 8 bits, as Pascal VOC's; labels 0 to {@code palette.length − 1}. */
  public static byte[] indexed(LabelMap map, int[] palette) {
    if (palette.length < 1 || palette.length > 256) {
      throw new IllegalArgumentException(
          "palette of " + palette.length + " colours must have 1 to 256");
    }
    for (int label : map.labels()) {
      requireLabel(label, palette.length - 1);
    }
    return encode(map, 3, 8, bytes(map), palette);
  }

  /** Writes the bytes to a file, with its folders. */
  public static void write(Path path, byte[] png) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(path, png);
  }

  private static byte[] bytes(LabelMap map) {
    byte[] samples = new byte[map.labels().length];
    for (int i = 0; i < samples.length; i++) {
      requireLabel(map.labels()[i], 0xFF);
      samples[i] = (byte) map.labels()[i];
    }
    return samples;
  }

  private static void requireLabel(int label, int most) {
    if (label < 0 || label > most) {
      throw new IllegalArgumentException("label " + label + " must be 0 to " + most);
    }
  }

  private static byte[] encode(
      LabelMap map, int colourType, int bitDepth, byte[] samples, int[] palette) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(map.width()).putInt(map.height());
    header.put((byte) bitDepth).put((byte) colourType).put(new byte[3]);
    chunk(out, "IHDR", header.array(), 13);
    if (palette.length > 0) {
      byte[] colours = new byte[3 * palette.length];
      for (int i = 0; i < palette.length; i++) {
        colours[3 * i] = (byte) (palette[i] >> 16);
        colours[3 * i + 1] = (byte) (palette[i] >> 8);
        colours[3 * i + 2] = (byte) palette[i];
      }
      chunk(out, "PLTE", colours, colours.length);
    }
    byte[] compressed = new byte[1 << 16];
    Deflater deflater = new Deflater(6);
    try {
      deflater.setInput(upFiltered(samples, map.height()));
      deflater.finish();
      while (!deflater.finished()) {
        chunk(out, "IDAT", compressed, deflater.deflate(compressed));
      }
    } finally {
      deflater.end();
    }
    chunk(out, "IEND", new byte[0], 0);
    return out.toByteArray();
  }

  /** Rows minus the row above: label pictures are mostly the same from row to row. */
  private static byte[] upFiltered(byte[] samples, int height) {
    int row = samples.length / height;
    byte[] filtered = new byte[samples.length + height];
    for (int y = 0, from = 0, to = 0; y < height; y++) {
      filtered[to++] = (byte) (y == 0 ? 0 : 2);
      for (int i = 0; i < row; i++, from++, to++) {
        filtered[to] = (byte) (y == 0 ? samples[from] : samples[from] - samples[from - row]);
      }
    }
    return filtered;
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data, 0, length);
    out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
    out.writeBytes(name);
    out.write(data, 0, length);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
