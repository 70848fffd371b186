package io.panoptes.core.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import io.panoptes.core.panoptic.EncodedIds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * What compressing and decompressing a segment map needs, kept for the next one: zstd contexts,
 * which are native memory, and buffers. Borrow one, use it in one thread, close it. As many as
 * there are processors are kept for the life of the process; the others are freed.
 */
final class ZstdScratch implements AutoCloseable {

  private static final int LEVEL = 1;

  /** Larger buffers, for maps of more than 8K x 4K bytes, are not kept. */
  private static final int MAX_KEPT_BYTES = 32 << 20;

  private static final BlockingQueue<ZstdScratch> KEPT =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  private final ZstdCompressCtx compressor = new ZstdCompressCtx().setLevel(LEVEL);
  private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
  private final CharsetEncoder narrow = StandardCharsets.ISO_8859_1.newEncoder();
  private final CharsetDecoder widen = StandardCharsets.ISO_8859_1.newDecoder();
  private byte[] raw = new byte[0];
  private byte[] packed = new byte[0];

  private ZstdScratch() {}

  static ZstdScratch borrow() {
    ZstdScratch kept = KEPT.poll();
    return kept == null ? new ZstdScratch() : kept;
  }

  /** One byte an id when all fit, else two, little-endian. */
  EncodedIds compress(char[] ids) {
    int bytesPerId = 1;
    if (!narrow(ids)) {
      bytesPerId = 2;
      raw = atLeast(raw, 2 * ids.length);
      bytesOf(raw, ids.length).put(ids);
    }
    int size = bytesPerId * ids.length;
    packed = atLeast(packed, (int) Zstd.compressBound(size));
    int written = compressor.compressByteArray(packed, 0, packed.length, raw, 0, size);
    return new EncodedIds(bytesPerId, Arrays.copyOf(packed, written));
  }

  /**
   * Ids up to 255 are the characters of Latin-1, and the JDK's encoder takes many of them at once
   * with vector instructions; it stops at the first that is larger.
   */
  private boolean narrow(char[] ids) {
    raw = atLeast(raw, ids.length);
    return narrow
        .reset()
        .encode(CharBuffer.wrap(ids), ByteBuffer.wrap(raw, 0, ids.length), true)
        .isUnderflow();
  }

  /**
   * Fills {@code ids}.
   *
   * @throws com.github.luben.zstd.ZstdException when the bytes are no zstd
   * @throws WireFormatException when they hold more or fewer ids than {@code ids} has room for
   */
  void decompress(EncodedIds encoded, char[] ids) {
    int size = check(encoded, ids.length);
    if (encoded.bytesPerId() == 1) {
      widen.reset().decode(ByteBuffer.wrap(raw, 0, size), CharBuffer.wrap(ids), true);
    } else {
      bytesOf(raw, ids.length).get(ids);
    }
  }

  /**
   * Unpacks so many ids as bytes, which stay in {@link #raw}.
   *
   * @return how many bytes
   * @throws com.github.luben.zstd.ZstdException when the bytes are no zstd
   * @throws WireFormatException when they hold more or fewer ids
   */
  int check(EncodedIds encoded, int ids) {
    int size = encoded.bytesPerId() * ids;
    raw = atLeast(raw, size);
    byte[] bytes = encoded.bytes();
    int written = decompressor.decompressByteArray(raw, 0, size, bytes, 0, bytes.length);
    if (written != size) {
      throw new WireFormatException(
          "segment map holds %d bytes where its size needs %d".formatted(written, size));
    }
    return size;
  }

  private static CharBuffer bytesOf(byte[] raw, int ids) {
    return ByteBuffer.wrap(raw, 0, 2 * ids).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer();
  }

  private static byte[] atLeast(byte[] buffer, int size) {
    return buffer.length >= size ? buffer : new byte[size];
  }

  @Override
  public void close() {
    raw = raw.length > MAX_KEPT_BYTES ? new byte[0] : raw;
    packed = packed.length > MAX_KEPT_BYTES ? new byte[0] : packed;
    if (!KEPT.offer(this)) {
      compressor.close();
      decompressor.close();
    }
  }
}
