package io.panoptes.core.kafka;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Builds the records of the {@code dead-letters} topic. */
public final class DeadLetters {

  /** Header: the stage that could not read the message. */
  public static final String STAGE = "panoptes.stage";

  /** Header: why, in words. */
  public static final String CAUSE = "panoptes.cause";

  /** Header: the topic that the message came from. */
  public static final String TOPIC = "panoptes.topic";

  /** Header: its partition, as decimal text. */
  public static final String PARTITION = "panoptes.partition";

  /** Header: its offset, as decimal text. */
  public static final String OFFSET = "panoptes.offset";

  /** Longer causes are cut: they may quote what a stranger sent. */
  static final int MAX_CAUSE_LENGTH = 1_000;

  /** Room for the headers of a letter beside the largest message. */
  static final int HEADROOM_BYTES = 64 << 10;

  private DeadLetters() {}

  /**
   * The dead letter of a message: its own bytes, its cause in headers.
   *
   * @param key may be null
   * @param value may be null
   * @param cause in words; null, as an exception without a message gives it, is told as such
   */
  public static ProducerRecord<byte[], byte[]> letter(
      Topics topics,
      String stage,
      String topic,
      int partition,
      long offset,
      byte[] key,
      byte[] value,
      String cause) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topics.deadLetters().name(), key, value);
    Headers headers = letter.headers();
    requireNonNull(stage, "stage is null");
    requireNonNull(topic, "topic is null");
    put(headers, STAGE, stage);
    put(headers, CAUSE, shown(cause));
    put(headers, TOPIC, topic);
    put(headers, PARTITION, Integer.toString(partition));
    put(headers, OFFSET, Long.toString(offset));
    return letter;
  }

  /** A header's text, or an empty string when it is missing. */
  public static String header(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String shown(String cause) {
    if (cause == null) {
      return "no cause was given";
    }
    return cause.length() <= MAX_CAUSE_LENGTH ? cause : cause.substring(0, MAX_CAUSE_LENGTH) + "…";
  }

  private static void put(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
