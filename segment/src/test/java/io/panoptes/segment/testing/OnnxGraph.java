package io.panoptes.segment.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes small ONNX models, so that tests run real graphs whose answer is known by construction:
 *
 * <pre>{@code
 * new OnnxGraph()
 *     .input("image", OnnxGraph.FLOAT, -1, 3, 2, 4)
 *     .node("ArgMax", List.of("image"), List.of("labels"), Map.of("axis", 1, "keepdims", 0))
 *     .output("labels", OnnxGraph.INT64, -1, 2, 4)
 *     .write(folder.resolve("model.onnx"));
 * }</pre>
 */
public final class OnnxGraph {

  /** Numbers that ONNX has for types. */
  public static final int FLOAT = 1;

  public static final int UINT8 = 2;
  public static final int INT32 = 6;
  public static final int INT64 = 7;
  public static final int BOOL = 9;
  public static final int DOUBLE = 11;

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;

  private final ProtoWriter graph = new ProtoWriter().text(2, "test");

  /**
   * An input.
   *
   * @param shape -1 where any size goes
   */
  public OnnxGraph input(String name, int type, int... shape) {
    graph.message(11, value(name, type, shape));
    return this;
  }

  /** An output; a node must make it. */
  public OnnxGraph output(String name, int type, int... shape) {
    graph.message(12, value(name, type, shape));
    return this;
  }

  /** Fixed numbers for nodes to read. */
  public OnnxGraph constant(String name, int[] shape, float... values) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    graph.message(5, tensor(name, FLOAT, shape, raw.array()));
    return this;
  }

  /** Fixed whole numbers, such as shapes and axes, for nodes to read. */
  public OnnxGraph constant(String name, int[] shape, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    graph.message(5, tensor(name, INT64, shape, raw.array()));
    return this;
  }

  /** An operation without attributes. */
  public OnnxGraph node(String operation, List<String> inputs, List<String> outputs) {
    return node(operation, inputs, outputs, Map.of());
  }

  /**
   * An operation of opset 17.
   *
   * @param inputs an empty name leaves an optional input out
   * @param attributes Integer, Float, String, int[] or float[]
   */
  public OnnxGraph node(
      String operation, List<String> inputs, List<String> outputs, Map<String, ?> attributes) {
    ProtoWriter node = new ProtoWriter();
    inputs.forEach(input -> node.text(1, input));
    outputs.forEach(output -> node.text(2, output));
    node.text(4, operation);
    new TreeMap<>(attributes).forEach((name, value) -> node.message(5, attribute(name, value)));
    graph.message(1, node);
    return this;
  }

  public byte[] toBytes() {
    return new ProtoWriter()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, new ProtoWriter().text(1, "").number(2, OPSET))
        .toBytes();
  }

  public void write(Path file) throws IOException {
    Files.write(file, toBytes());
  }

  private static ProtoWriter value(String name, int type, int[] shape) {
    ProtoWriter dimensions = new ProtoWriter();
    for (int i = 0; i < shape.length; i++) {
      ProtoWriter dimension = new ProtoWriter();
      if (shape[i] == -1) {
        dimension.text(2, name + "_" + i);
      } else {
        dimension.number(1, shape[i]);
      }
      dimensions.message(1, dimension);
    }
    ProtoWriter tensor = new ProtoWriter().number(1, type).message(2, dimensions);
    return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
  }

  private static ProtoWriter tensor(String name, int type, int[] shape, byte[] raw) {
    ProtoWriter tensor = new ProtoWriter();
    for (int size : shape) {
      tensor.number(1, size);
    }
    return tensor.number(2, type).text(8, name).bytes(9, raw);
  }

  private static ProtoWriter attribute(String name, Object value) {
    ProtoWriter attribute = new ProtoWriter().text(1, name);
    if (value instanceof Float real) {
      return attribute.real(2, real).number(20, 1);
    }
    if (value instanceof Integer number) {
      return attribute.number(3, number).number(20, 2);
    }
    if (value instanceof String text) {
      return attribute.text(4, text).number(20, 3);
    }
    if (value instanceof float[] reals) {
      for (float real : reals) {
        attribute.real(7, real);
      }
      return attribute.number(20, 6);
    }
    for (int number : (int[]) value) {
      attribute.number(8, number);
    }
    return attribute.number(20, 7);
  }
}
