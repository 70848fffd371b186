package io.panoptes.core.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.wire.Samples;
import io.panoptes.core.wire.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class TopicsTest {

  private static final Topics TOPICS = new Topics("panoptes");
  private static final byte[] FOREIGN = "hello".getBytes(StandardCharsets.UTF_8);

  @Test
  void shouldPutThePrefixBeforeEveryName() {
    assertEquals(
        List.of(
            "panoptes.frames",
            "panoptes.panoptic-frames",
            "panoptes.tracked-frames",
            "panoptes.labelled-frames",
            "panoptes.alerts",
            "panoptes.dead-letters"),
        TOPICS.all().stream().map(Topic::name).toList());
    assertEquals("frames", new Topics("").frames().name());
    assertEquals("panoptes.track", TOPICS.group("track"));
  }

  @Test
  void shouldReadBackKeysAndValues() {
    CameraId camera = new CameraId("gate-1");
    Topic<CameraId, StreamMessage<Frame>> frames = TOPICS.frames();
    byte[] key = frames.keySerde().serializer().serialize("t", camera);
    assertArrayEquals("gate-1".getBytes(StandardCharsets.UTF_8), key);
    assertEquals(camera, frames.keySerde().deserializer().deserialize("t", key));
    StreamMessage<Frame> frame = StreamMessage.of(Samples.frame());
    byte[] value = frames.valueSerde().serializer().serialize("t", frame);
    assertEquals(frame, frames.valueSerde().deserializer().deserialize("t", value));
    byte[] alert = TOPICS.alerts().valueSerde().serializer().serialize("t", Samples.alert());
    assertEquals(
        Samples.alert(), TOPICS.alerts().valueSerde().deserializer().deserialize("t", alert));
  }

  @Test
  void shouldTellKafkaThatAForeignMessageCannotBeRead() {
    for (Topic<?, ?> topic :
        List.of(
            TOPICS.frames(),
            TOPICS.panopticFrames(),
            TOPICS.trackedFrames(),
            TOPICS.labelledFrames(),
            TOPICS.alerts())) {
      Deserializer<?> deserializer = topic.valueSerde().deserializer();
      for (byte[] bytes : new byte[][] {FOREIGN, {}, {0}, new byte[1_000]}) {
        SerializationException e =
            assertThrows(
                SerializationException.class,
                () -> deserializer.deserialize(topic.name(), bytes),
                topic.name());
        assertTrue(e.getCause() instanceof WireFormatException);
        assertEquals(e.getCause().getMessage(), e.getMessage());
      }
    }
  }

  @Test
  void shouldTellKafkaThatAForeignKeyCannotBeRead() {
    Deserializer<CameraId> deserializer = TOPICS.frames().keySerde().deserializer();
    assertThrows(
        SerializationException.class,
        () -> deserializer.deserialize("t", new byte[] {(byte) 0xC3, 0x28}));
    assertThrows(SerializationException.class, () -> deserializer.deserialize("t", new byte[0]));
  }

  @Test
  void shouldPassTombstonesThrough() {
    for (Topic<?, ?> topic : TOPICS.all()) {
      assertNull(topic.keySerde().deserializer().deserialize("t", null));
      assertNull(topic.valueSerde().deserializer().deserialize("t", null));
      assertNull(topic.valueSerde().serializer().serialize("t", null));
    }
  }

  @Test
  void shouldBuryAMessageWithItsBytesAndItsCause() {
    ProducerRecord<byte[], byte[]> letter =
        DeadLetters.letter(
            TOPICS, "segment", "panoptes.frames", 3, 42, null, FOREIGN, "kein „JPEG“");
    assertEquals("panoptes.dead-letters", letter.topic());
    assertNull(letter.key());
    assertArrayEquals(FOREIGN, letter.value());
    assertEquals("segment", DeadLetters.header(letter.headers(), DeadLetters.STAGE));
    assertEquals("kein „JPEG“", DeadLetters.header(letter.headers(), DeadLetters.CAUSE));
    assertEquals("panoptes.frames", DeadLetters.header(letter.headers(), DeadLetters.TOPIC));
    assertEquals("3", DeadLetters.header(letter.headers(), DeadLetters.PARTITION));
    assertEquals("42", DeadLetters.header(letter.headers(), DeadLetters.OFFSET));
    assertEquals("", DeadLetters.header(letter.headers(), "other"));
  }

  @Test
  void shouldBuryAMessageWhoseCauseIsUnknownOrEndless() {
    assertEquals("no cause was given", cause(null));
    assertEquals(DeadLetters.MAX_CAUSE_LENGTH + 1, cause("x".repeat(1_000_000)).length());
  }

  private static String cause(String cause) {
    ProducerRecord<byte[], byte[]> letter =
        DeadLetters.letter(TOPICS, "track", "t", 0, 0, FOREIGN, null, cause);
    return DeadLetters.header(letter.headers(), DeadLetters.CAUSE);
  }
}
