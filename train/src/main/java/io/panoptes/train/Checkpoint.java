package io.panoptes.train;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Everything that training needs to go on as if it had never stopped.
 *
 * @param architecture of the network
 * @param seed of the run
 * @param step steps that were made
 * @param samples that were taken from the source
 * @param seconds of computing so far
 * @param state variables by name, optimiser and moving averages included
 */
public record Checkpoint(
    Architecture architecture,
    long seed,
    long step,
    long samples,
    double seconds,
    Map<String, Parameter> state) {

  private static final int MAGIC = 0x504e5054;
  private static final int VERSION = 1;
  private static final int MOST_VALUES = 64 << 20;

  public Checkpoint {
    requireNonNull(architecture, "architecture is null");
    state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
  }

  /**
   * What a network is run with: moving averages of the weights, and what batches showed.
   *
   * @return parameters by their layers' names
   */
  public Map<String, Parameter> weights() {
    Map<String, Parameter> weights = new LinkedHashMap<>();
    for (Map.Entry<String, Parameter> entry : state.entrySet()) {
      String name = entry.getKey();
      if (name.endsWith("/average")) {
        weights.put(name.substring(0, name.length() - "/average".length()), entry.getValue());
      } else if (name.endsWith("/mean") || name.endsWith("/variance")) {
        weights.put(name, entry.getValue());
      }
    }
    return weights;
  }

  /** Writes the file whole or not at all. */
  public void write(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    CRC32 checksum = new CRC32();
    try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(part));
        DataOutputStream out = new DataOutputStream(new CheckedOutputStream(raw, checksum))) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      write(out, architecture);
      out.writeLong(seed);
      out.writeLong(step);
      out.writeLong(samples);
      out.writeDouble(seconds);
      out.writeInt(state.size());
      for (Map.Entry<String, Parameter> entry : state.entrySet()) {
        out.writeUTF(entry.getKey());
        write(out, entry.getValue());
      }
      out.writeLong(checksum.getValue());
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(DataOutputStream out, Architecture architecture) throws IOException {
    out.writeInt(architecture.labels());
    out.writeInt(architecture.expansion());
    write(out, architecture.channels());
    write(out, architecture.blocks());
    write(out, architecture.decoder());
  }

  private static void write(DataOutputStream out, List<Integer> numbers) throws IOException {
    out.writeInt(numbers.size());
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  private static void write(DataOutputStream out, Parameter parameter) throws IOException {
    int[] shape = parameter.shape();
    out.writeInt(shape.length);
    for (int side : shape) {
      out.writeInt(side);
    }
    float[] values = parameter.values();
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  /**
   * Reads a checkpoint.
   *
   * @throws IOException when it is no checkpoint, damaged, or of a version that this program does
   *     not know
   */
  public static Checkpoint read(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file)), checksum))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(file + " is no checkpoint of panoptes train");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException(
            "%s has version %d; this program reads version %d".formatted(file, version, VERSION));
      }
      Architecture architecture = readArchitecture(in);
      long seed = in.readLong();
      long step = in.readLong();
      long samples = in.readLong();
      double seconds = in.readDouble();
      Map<String, Parameter> state = new LinkedHashMap<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        state.put(in.readUTF(), readParameter(in));
      }
      long expected = checksum.getValue();
      if (in.readLong() != expected) {
        throw new IOException("its checksum is wrong");
      }
      return new Checkpoint(architecture, seed, step, samples, seconds, state);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "checkpoint %s cannot be read: %s; resume from an older one or begin anew"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static Architecture readArchitecture(DataInputStream in) throws IOException {
    int labels = in.readInt();
    int expansion = in.readInt();
    return new Architecture(labels, readNumbers(in), readNumbers(in), expansion, readNumbers(in));
  }

  private static List<Integer> readNumbers(DataInputStream in) throws IOException {
    int count = readCount(in, 16);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(in.readInt());
    }
    return numbers;
  }

  private static Parameter readParameter(DataInputStream in) throws IOException {
    int[] shape = new int[readCount(in, 8)];
    long size = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = readCount(in, MOST_VALUES);
      size *= shape[i];
    }
    if (size > MOST_VALUES) {
      throw new IOException("a parameter has " + size + " values");
    }
    byte[] bytes = in.readNBytes((int) (4 * size));
    if (bytes.length < 4 * size) {
      throw new IOException("it ends too early");
    }
    float[] values = new float[(int) size];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return new Parameter(shape, values);
  }

  private static int readCount(DataInputStream in, int most) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > most) {
      throw new IOException("it has a count of " + count);
    }
    return count;
  }
}
