package io.panoptes.core.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Parses messages from strangers in bounded memory. Two bytes can announce a table entry that costs
 * a hundred bytes as an object, so entries are counted before any is built; fields that this
 * version does not know are left out. Pixels are not copied but seen through to the input.
 */
final class BoundedParser {

  /** Most entries of all tables of a message together. */
  static final int MAX_ENTRIES = 3 * 0xFFFF;

  private static final int LENGTH_DELIMITED = 2;

  /** Where in a message entries are to be counted, by field number. */
  record Tables(Set<Integer> counted, Map<Integer, Tables> inside) {}

  private static final Tables NONE = new Tables(Set.of(), Map.of());

  private static final Tables PANOPTIC_FRAME = new Tables(Set.of(5, 6, 10), Map.of());

  static final Tables PANOPTIC_TABLES = new Tables(Set.of(), Map.of(2, PANOPTIC_FRAME));

  static final Tables TRACKED_TABLES =
      new Tables(Set.of(), Map.of(2, new Tables(Set.of(2), Map.of(1, PANOPTIC_FRAME))));

  static final Tables LABELLED_TABLES =
      new Tables(Set.of(), Map.of(2, new Tables(Set.of(), Map.of(2, PANOPTIC_FRAME))));

  private int entries;

  private BoundedParser() {}

  static <M extends Message> M parse(Parser<M> parser, byte[] bytes)
      throws InvalidProtocolBufferException {
    return parse(parser, bytes, NONE);
  }

  /**
   * @throws WireFormatException when the tables have more than {@link #MAX_ENTRIES} entries
   */
  static <M extends Message> M parse(Parser<M> parser, byte[] bytes, Tables tables)
      throws InvalidProtocolBufferException {
    if (tables != NONE) {
      try {
        new BoundedParser().count(CodedInputStream.newInstance(bytes), tables);
      } catch (InvalidProtocolBufferException e) {
        throw e;
      } catch (IOException e) {
        throw new InvalidProtocolBufferException(e);
      }
    }
    CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
    in.enableAliasing(true);
    M message = DiscardUnknownFieldsParser.wrap(parser).parseFrom(in);
    in.checkLastTagWas(0);
    return message;
  }

  private void count(CodedInputStream in, Tables tables) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = tag >>> 3;
      Tables inside = tables.inside.get(field);
      if (inside != null && (tag & 7) == LENGTH_DELIMITED) {
        int outerLimit = in.pushLimit(in.readRawVarint32());
        count(in, inside);
        in.popLimit(outerLimit);
        continue;
      }
      if (tables.counted.contains(field) && ++entries > MAX_ENTRIES) {
        throw new WireFormatException(
            "message has more than " + MAX_ENTRIES + " segments, categories and tracks");
      }
      if (!in.skipField(tag)) {
        return;
      }
    }
  }
}
