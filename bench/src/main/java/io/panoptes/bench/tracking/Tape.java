package io.panoptes.bench.tracking;

import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.wire.WireFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Panoptic frames as the messages that they travel in: a hundredth of their size in memory. */
final class Tape {

  private final List<byte[]> messages = new ArrayList<>();

  void add(PanopticFrame frame) {
    messages.add(WireFormat.PANOPTIC_FRAMES.encode(StreamMessage.of(frame)));
  }

  int size() {
    return messages.size();
  }

  /** A frame as the tracking stage gets it, unpacked anew. */
  PanopticFrame frame(int index) {
    return WireFormat.PANOPTIC_FRAMES
        .decode(messages.get(index))
        .map(
            frame -> frame,
            end -> {
              throw new IllegalStateException("frame " + index + " is " + end);
            });
  }

  void write(Path file) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeInt(messages.size());
      for (byte[] message : messages) {
        out.writeInt(message.length);
        out.write(message);
      }
    }
  }

  static Tape read(Path file) throws IOException {
    Tape tape = new Tape();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      for (int left = in.readInt(); left > 0; left--) {
        tape.messages.add(in.readNBytes(in.readInt()));
      }
    }
    return tape;
  }
}
