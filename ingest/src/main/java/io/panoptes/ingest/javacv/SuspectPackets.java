package io.panoptes.ingest.javacv;

import io.panoptes.ingest.Picture.Condition;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * Remembers which packets were damaged, or came after others that were lost, until the pictures
 * that were made of them come out of the decoder: it does not tell by itself when a whole picture
 * is missing that others are built upon. {@link #lost} may be called from any thread, the rest
 * belongs to the reader's.
 */
final class SuspectPackets {

  private static final int MOST_REMEMBERED = 256;

  private final Map<Long, Boolean> damagedByPts = new HashMap<>();
  private volatile boolean lost;

  /** Packets before the next one were lost. */
  void lost() {
    lost = true;
  }

  /** A packet is about to be decoded. */
  void read(AVPacket packet) {
    boolean damaged = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
    if (damaged || lost) {
      lost = false;
      if (damagedByPts.size() >= MOST_REMEMBERED) {
        damagedByPts.clear();
      }
      damagedByPts.put(packet.pts(), damaged);
    }
  }

  /** How much of a decoded picture is real. */
  Condition condition(AVFrame frame) {
    boolean guessed =
        (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0;
    boolean key = (frame.flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0;
    Boolean damaged = damagedByPts.isEmpty() ? null : damagedByPts.remove(frame.pts());
    // What was lost before a key frame does not matter to it.
    if (guessed || (damaged != null && (damaged || !key))) {
      return Condition.DAMAGED;
    }
    return key ? Condition.KEY : Condition.INTACT;
  }
}
