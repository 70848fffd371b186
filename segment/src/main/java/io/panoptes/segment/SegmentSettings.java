package io.panoptes.segment;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.segment.model.RuntimeOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The section {@code segment}: how a worker works, whatever the cameras.
 *
 * @param maxBatch most pictures that a model gets at once; raising it uses a GPU better and adds
 *     latency
 * @param maxDelay how long the first picture of a batch waits for others; raising it fills batches
 *     of slow cameras and adds latency
 * @param budget how far a live frame may lie behind its camera's newest before it is skipped
 * @param maxInFlight most messages of one partition that are being worked on; raising it smooths
 *     bursts and takes memory
 * @param decodeThreads threads that decode pictures
 * @param runThreads threads that segment; a camera or model uses one at a time
 * @param encodeThreads threads that compress and send results; a camera uses always the same one
 * @param commitInterval how often finished work is committed
 * @param runtime how models are run: on which device, with how many threads
 * @param models names for segmenters, such as {@code model:/models/a}; in a file {@code model:} may
 *     be left out
 */
public record SegmentSettings(
    int maxBatch,
    Duration maxDelay,
    Duration budget,
    int maxInFlight,
    int decodeThreads,
    int runThreads,
    int encodeThreads,
    Duration commitInterval,
    RuntimeOptions runtime,
    Map<String, String> models) {

  public SegmentSettings {
    requireAtLeastOne("max-batch", maxBatch);
    requireAtLeastOne("max-in-flight", maxInFlight);
    requireAtLeastOne("decode-threads", decodeThreads);
    requireAtLeastOne("run-threads", runThreads);
    requireAtLeastOne("encode-threads", encodeThreads);
    if (runtime == null) {
      throw new NullPointerException("runtime is null");
    }
    if (maxDelay.isNegative()) {
      throw new IllegalArgumentException("max-delay " + maxDelay + " must not be negative");
    }
    if (budget.isNegative() || budget.isZero()) {
      throw new IllegalArgumentException("budget " + budget + " must be more than 0");
    }
    if (commitInterval.isNegative()) {
      throw new IllegalArgumentException(
          "commit-interval " + commitInterval + " must not be negative");
    }
    models = Collections.unmodifiableMap(new TreeMap<>(models));
  }

  private static void requireAtLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " " + value + " must be at least 1");
    }
  }

  /** What an empty section gives. */
  public static SegmentSettings defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new SegmentSettings(
        8,
        Duration.ofMillis(20),
        Duration.ofSeconds(2),
        32,
        Math.max(1, processors / 2),
        Math.max(1, processors),
        Math.max(1, processors / 4),
        Duration.ofMillis(100),
        RuntimeOptions.cpu(),
        Map.of());
  }

  /** The same with models run in another way. */
  public SegmentSettings withRuntime(RuntimeOptions options) {
    return new SegmentSettings(
        maxBatch,
        maxDelay,
        budget,
        maxInFlight,
        decodeThreads,
        runThreads,
        encodeThreads,
        commitInterval,
        options,
        models);
  }

  /** Reads the section {@code segment}; problems are recorded in its document. */
  public static SegmentSettings read(ConfigNode segmentSection) {
    SegmentSettings defaults = defaults();
    Map<String, String> models = new TreeMap<>();
    segmentSection
        .mapping("models")
        .entries()
        .forEach(
            (name, node) -> {
              String value = node.asText("");
              if (value.isBlank()) {
                node.problem("is empty; write a model folder such as /models/street");
              } else {
                models.put(name, value.contains(":") ? value : "model:" + value);
              }
            });
    return new SegmentSettings(
        (int) segmentSection.integer("max-batch", defaults.maxBatch, 1, 256),
        segmentSection.duration(
            "max-delay", defaults.maxDelay, Duration.ZERO, Duration.ofSeconds(10)),
        segmentSection.duration(
            "budget", defaults.budget, Duration.ofMillis(1), Duration.ofHours(1)),
        (int) segmentSection.integer("max-in-flight", defaults.maxInFlight, 1, 4096),
        (int) segmentSection.integer("decode-threads", defaults.decodeThreads, 1, 64),
        (int) segmentSection.integer("run-threads", defaults.runThreads, 1, 64),
        (int) segmentSection.integer("encode-threads", defaults.encodeThreads, 1, 64),
        segmentSection.duration(
            "commit-interval", defaults.commitInterval, Duration.ZERO, Duration.ofMinutes(1)),
        RuntimeOptions.read(segmentSection),
        models);
  }
}
