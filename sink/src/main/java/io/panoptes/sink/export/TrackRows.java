package io.panoptes.sink.export;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of tracks in a temporary file, which is deleted at the end. Not safe for many threads. */
final class TrackRows implements AutoCloseable {

  private final Path file;
  private final OutputStream out;
  private final ByteArrayOutputStream row = new ByteArrayOutputStream(256);
  private long end;

  /** Where the rows of one track are, in the order of its frames. */
  static final class Positions {
    private long[] starts = new long[8];
    private int size;

    void add(long start) {
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, 2 * size);
      }
      starts[size++] = start;
    }
  }

  /**
   * @param file is replaced
   */
  TrackRows(Path file) throws IOException {
    this.file = file;
    out = new BufferedOutputStream(Files.newOutputStream(file));
  }

  /** Keeps a row and says where. */
  long add(TrackRow added) throws IOException {
    row.reset();
    added.write(new DataOutputStream(row));
    long start = end;
    byte[] length = {
      (byte) (row.size() >> 24),
      (byte) (row.size() >> 16),
      (byte) (row.size() >> 8),
      (byte) row.size()
    };
    out.write(length);
    row.writeTo(out);
    end += length.length + row.size();
    return start;
  }

  void flush() throws IOException {
    out.flush();
  }

  /** The rows at the positions; {@link #flush} first. */
  List<TrackRow> read(Positions positions) throws IOException {
    List<TrackRow> rows = new ArrayList<>(positions.size);
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      for (int i = 0; i < positions.size; i++) {
        in.seek(positions.starts[i]);
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        rows.add(TrackRow.read(new DataInputStream(new ByteArrayInputStream(bytes))));
      }
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(file);
  }
}
