package io.panoptes.ingest.javacv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FfmpegLogTest {

  @Test
  void shouldLogWithoutCredentials() {
    Logger logger = (Logger) LoggerFactory.getLogger("io.panoptes.ffmpeg");
    Level before = logger.getLevel();
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    logger.addAppender(events);
    events.start();
    try {
      say("[tcp @ 0x7f] Connection to tcp://ann:hunter2@cam:554 failed\n");
    } finally {
      logger.detachAppender(events);
      logger.setAdditive(true);
      logger.setLevel(before);
    }

    assertEquals(
        List.of("[tcp @ 0x7f] Connection to tcp://***@cam:554 failed"),
        events.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
  }

  @Test
  void shouldTellOfLostPacketsToWhomTheyConcern() {
    AVFormatContext mine = avformat.avformat_alloc_context();
    AVFormatContext other = avformat.avformat_alloc_context();
    AtomicInteger losses = new AtomicInteger();
    FfmpegLog.Subscription subscription = FfmpegLog.install().onLoss(mine, losses::incrementAndGet);
    try {
      say("[rtsp @ 0x%x] RTP: missed 3 packets\n".formatted(mine.address()));
      say("[rtsp @ 0x%x] RTP: missed 3 packets\n".formatted(other.address()));
      say("[rtsp @ 0x%x] max delay reached\n".formatted(mine.address()));
      say("RTP: missed 3 packets\n");
      assertEquals(1, losses.get());
      subscription.close();
      say("[rtsp @ 0x%x] RTP: missed 3 packets\n".formatted(mine.address()));
      assertEquals(1, losses.get());
    } finally {
      avformat.avformat_free_context(mine);
      avformat.avformat_free_context(other);
    }
  }

  private static void say(String text) {
    try (BytePointer message = new BytePointer(text)) {
      FfmpegLog.install().call(avutil.AV_LOG_WARNING, message);
    }
  }
}
