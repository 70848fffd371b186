package io.panoptes.sink.rules;

import io.panoptes.core.config.ConfigNode;
import java.time.Duration;

/**
 * How the rules run; what they watch is drawn camera by camera.
 *
 * @param threads stream threads of this process, 1 to 64; more than partitions are idle
 * @param commitInterval how long alerts wait for their transaction; raising it costs latency and
 *     saves broker work
 * @param standbyReplicas copies of the rules' memory on other instances; raising it makes a
 *     failover faster and costs disk and network
 */
public record RuleSettings(int threads, Duration commitInterval, int standbyReplicas) {

  public static final RuleSettings DEFAULTS = new RuleSettings(1, Duration.ofMillis(100), 0);

  /** The same with another time between commits. */
  public RuleSettings withCommitInterval(Duration value) {
    return new RuleSettings(threads, value, standbyReplicas);
  }

  /** Reads the section {@code rules} of the sink. */
  public static RuleSettings read(ConfigNode node) {
    return new RuleSettings(
        (int) node.integer("threads", DEFAULTS.threads, 1, 64),
        node.duration(
            "commit-interval",
            DEFAULTS.commitInterval,
            Duration.ofMillis(10),
            Duration.ofSeconds(30)),
        (int) node.integer("standby-replicas", DEFAULTS.standbyReplicas, 0, 16));
  }
}
