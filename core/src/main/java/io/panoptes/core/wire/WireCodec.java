package io.panoptes.core.wire;

import io.panoptes.core.frame.StreamItem;
import io.panoptes.core.frame.StreamMessage;

/**
 * Turns messages into bytes and back. Implementations are stateless and safe for many threads.
 *
 * @param <T> what the topic carries for each frame
 */
public interface WireCodec<T extends StreamItem> {

  byte[] encode(StreamMessage<T> message);

  /**
   * @throws WireFormatException when the bytes are not a valid message of a known version
   */
  StreamMessage<T> decode(byte[] bytes);
}
