package io.panoptes.core.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.panoptes.core.panoptic.EncodedIds;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.core.wire.proto.Wire;

/**
 * Segment maps to and from protobuf. A map that was decoded carries its encoded form along, so that
 * a stage that passes it on compresses nothing, and one that looks at no pixels makes none: the
 * bytes are tried at once, in memory that is used again, and turned into ids when somebody asks.
 */
final class SegmentMapWire {

  private SegmentMapWire() {}

  static Wire.SegmentMap toWire(SegmentMap map) {
    if ((long) map.width() * map.height() > WireFormat.MAX_MAP_PIXELS) {
      throw new IllegalArgumentException(
          "segment map of %d x %d pixels cannot be written; %d pixels are allowed, make it smaller"
              .formatted(map.width(), map.height(), WireFormat.MAX_MAP_PIXELS));
    }
    EncodedIds encoded = map.encoded().orElse(null);
    if (encoded == null) {
      try (ZstdScratch scratch = ZstdScratch.borrow()) {
        encoded = scratch.compress(map.ids());
      }
    }
    return Wire.SegmentMap.newBuilder()
        .setWidth(map.width())
        .setHeight(map.height())
        .setEncoding(
            encoded.bytesPerId() == 1
                ? Wire.SegmentMap.Encoding.U8_ZSTD
                : Wire.SegmentMap.Encoding.U16_ZSTD)
        .setData(UnsafeByteOperations.unsafeWrap(encoded.bytes()))
        .build();
  }

  static SegmentMap fromWire(Wire.SegmentMap wire) {
    int width = wire.getWidth();
    int height = wire.getHeight();
    long pixels = (long) width * height;
    if (width < 1 || height < 1 || pixels > WireFormat.MAX_MAP_PIXELS) {
      throw new WireFormatException(
          "segment map of %s x %s pixels; 1 to %d pixels are allowed"
              .formatted(
                  Integer.toUnsignedString(width),
                  Integer.toUnsignedString(height),
                  WireFormat.MAX_MAP_PIXELS));
    }
    int bytesPerId =
        switch (wire.getEncoding()) {
          case U8_ZSTD -> 1;
          case U16_ZSTD -> 2;
          case ENCODING_UNSPECIFIED, UNRECOGNIZED ->
              throw new WireFormatException("segment map has no known encoding");
        };
    EncodedIds encoded = new EncodedIds(bytesPerId, bytes(wire.getData(), pixels * bytesPerId));
    try (ZstdScratch scratch = ZstdScratch.borrow()) {
      scratch.check(encoded, (int) pixels);
    } catch (ZstdException e) {
      throw new WireFormatException("segment map is not valid zstd: " + e.getMessage(), e);
    }
    return new SegmentMap(width, height, encoded, () -> unpack(encoded, (int) pixels));
  }

  private static char[] unpack(EncodedIds encoded, int pixels) {
    char[] ids = new char[pixels];
    try (ZstdScratch scratch = ZstdScratch.borrow()) {
      scratch.decompress(encoded, ids);
    }
    return ids;
  }

  /** The compressed bytes, once they have said that they hold what the map's size needs. */
  private static byte[] bytes(ByteString data, long expected) {
    byte[] bytes = data.toByteArray();
    long announced = bytes.length == 0 ? -1 : Zstd.getFrameContentSize(bytes);
    if (announced != expected) {
      throw new WireFormatException(
          announced < 0
              ? "segment map of %d bytes is no zstd frame that states its size"
                  .formatted(bytes.length)
              : "segment map holds %d bytes where its size needs %d"
                  .formatted(announced, expected));
    }
    return bytes;
  }
}
