package io.panoptes.segment.catalogue;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Takes named files out of a {@code .tar.gz}. Nothing but these is written, and only where the
 * caller says: an archive cannot choose a path, a link or an owner. Reads ustar, GNU's long names
 * and pax paths.
 */
final class TarGz {

  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 1 << 16;

  private TarGz() {}

  /**
   * Unpacks.
   *
   * @param wanted target by path in the archive; {@code ./} before a path is left out
   * @throws ModelDownloadException when the archive is damaged or lacks a file
   */
  static void extract(Path archive, Map<String, Path> wanted) throws IOException {
    Set<String> missing = new TreeSet<>(wanted.keySet());
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
      String longName = "";
      for (byte[] header = in.readNBytes(BLOCK);
          header.length == BLOCK && header[0] != 0;
          header = in.readNBytes(BLOCK)) {
        long size = octal(header, 124, 12);
        char type = (char) header[156];
        long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
        if (type == 'L' || type == 'x') {
          String text = name(in, size, padded);
          longName = type == 'L' ? text.replaceFirst("\0.*", "") : paxPath(text, longName);
          continue;
        }
        String path = (longName.isEmpty() ? path(header) : longName).replaceFirst("^(\\./)+", "");
        longName = "";
        Path target = type == '0' || type == 0 ? wanted.get(path) : null;
        if (target == null) {
          in.skipNBytes(padded);
        } else {
          Files.createDirectories(target.getParent());
          copy(in, target, size);
          in.skipNBytes(padded - size);
          missing.remove(path);
        }
      }
    } catch (IOException | NumberFormatException e) {
      throw new ModelDownloadException("archive " + archive + " is damaged: " + e.getMessage(), e);
    }
    if (!missing.isEmpty()) {
      throw new ModelDownloadException(
          "archive " + archive + " has no " + String.join(", ", missing));
    }
  }

  private static void copy(InputStream in, Path target, long size) throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[1 << 16];
      for (long left = size; left > 0; ) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new EOFException("it ends inside " + target.getFileName());
        }
        out.write(buffer, 0, count);
        left -= count;
      }
    }
  }

  private static String name(InputStream in, long size, long padded) throws IOException {
    if (size > LONGEST_NAME) {
      throw new IOException("a name of " + size + " bytes");
    }
    byte[] bytes = in.readNBytes((int) padded);
    return new String(bytes, 0, (int) Math.min(size, bytes.length), StandardCharsets.UTF_8);
  }

  private static String paxPath(String records, String otherwise) {
    for (String line : records.split("\n")) {
      int key = line.indexOf(" path=");
      if (key > 0) {
        return line.substring(key + " path=".length());
      }
    }
    return otherwise;
  }

  private static String path(byte[] header) {
    String name = text(header, 0, 100);
    boolean ustar = text(header, 257, 5).equals("ustar");
    String prefix = ustar && header[263] == '0' ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  /** Octal digits, or, with the first bit set, a binary number. */
  private static long octal(byte[] header, int from, int length) throws IOException {
    if ((header[from] & 0x80) != 0) {
      long value = header[from] & 0x7F;
      for (int i = from + 1; i < from + length; i++) {
        value = value << 8 | (header[i] & 0xFF);
      }
      if (value < 0) {
        throw new IOException("a negative size");
      }
      return value;
    }
    String digits = text(header, from, length).strip();
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }
}
