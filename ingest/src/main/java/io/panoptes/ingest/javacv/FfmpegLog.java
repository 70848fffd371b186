package io.panoptes.ingest.javacv;

import io.panoptes.ingest.Redaction;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads FFmpeg's own log, which is one for the whole process, to ours, without credentials. What it
 * calls errors is mere detail here: whoever reads a source says what is wrong with it. FFmpeg tells
 * of lost RTP packets nowhere but in its log, so those who want to know are told from here. Safe
 * for several threads.
 */
final class FfmpegLog extends LogCallback {

  private static final Logger LOG = LoggerFactory.getLogger("io.panoptes.ffmpeg");

  private static final Pattern LOST_PACKETS =
      Pattern.compile(
          "\\[\\w+ @ (?:0x)?([0-9a-fA-F]+)] RTP: missed \\d+ packets.*", Pattern.DOTALL);

  /** Native code keeps calling it, so it must never be collected. */
  private static final FfmpegLog INSTANCE = new FfmpegLog();

  private final Map<Long, Runnable> lossListeners = new ConcurrentHashMap<>();

  private FfmpegLog() {}

  /** Makes FFmpeg log here from now on; to be called before anything else of FFmpeg's. */
  static FfmpegLog install() {
    avutil.av_log_set_level(LOG.isTraceEnabled() ? avutil.AV_LOG_VERBOSE : avutil.AV_LOG_WARNING);
    avutil.setLogCallback(INSTANCE);
    return INSTANCE;
  }

  /**
   * Calls the listener, on FFmpeg's thread, whenever RTP packets of the input were lost.
   *
   * @return ends that; to be closed before the input is
   */
  Subscription onLoss(AVFormatContext input, Runnable listener) {
    long address = input.address();
    lossListeners.put(address, listener);
    return () -> lossListeners.remove(address);
  }

  /** Ends when closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public void call(int level, BytePointer message) {
    if (!LOG.isDebugEnabled() && lossListeners.isEmpty()) {
      return;
    }
    String text = message.getString();
    Matcher lost = LOST_PACKETS.matcher(text);
    if (lost.matches()) {
      Runnable listener = lossListeners.get(Long.parseUnsignedLong(lost.group(1), 16));
      if (listener != null) {
        listener.run();
      }
    }
    if (LOG.isDebugEnabled()) {
      String safe = Redaction.redact(text.strip());
      if (level <= avutil.AV_LOG_WARNING) {
        LOG.debug("{}", safe);
      } else {
        LOG.trace("{}", safe);
      }
    }
  }
}
