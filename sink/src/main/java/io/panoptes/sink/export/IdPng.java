package io.panoptes.sink.export;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes maps of ids as the PNGs of COCO's panoptic task: R + 256 G + 65536 B is the id of a pixel.
 * Equal maps give equal bytes: no time, no tool name, always the same filter and compression.
 */
final class IdPng {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int FILTER_UP = 2;
  private static final int LEVEL = 4;

  private IdPng() {}

  /**
   * @param ids row-major, 0 to 0xFFFFFF
   */
  static byte[] encode(int width, int height, int[] ids) {
    byte[] rows = new byte[height * (3 * width + 1)];
    int k = 0;
    for (int y = 0; y < height; y++) {
      rows[k++] = FILTER_UP;
      for (int i = y * width, end = i + width; i < end; i++) {
        int id = ids[i];
        int above = y == 0 ? 0 : ids[i - width];
        rows[k++] = (byte) (id - above);
        rows[k++] = (byte) ((id >> 8) - (above >> 8));
        rows[k++] = (byte) ((id >> 16) - (above >> 16));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(rows.length / 50 + 128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      ByteArrayOutputStream header = new ByteArrayOutputStream(13);
      DataOutputStream fields = new DataOutputStream(header);
      fields.writeInt(width);
      fields.writeInt(height);
      fields.write(new byte[] {8, 2, 0, 0, 0});
      chunk(out, "IHDR", header.toByteArray());
      chunk(out, "IDAT", deflate(rows));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("PNG cannot be written to memory", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] deflate(byte[] rows) {
    Deflater deflater = new Deflater(LEVEL);
    try {
      deflater.setInput(rows);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(rows.length / 50 + 64);
      byte[] buffer = new byte[16 << 10];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }
}
