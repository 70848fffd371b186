package io.panoptes.ingest;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Tells how far those downstream are behind. */
public interface LagReader {

  /**
   * The largest lag on each partition.
   *
   * @param partitions partition numbers, the same on every topic
   * @throws IOException when it cannot be told just now
   */
  Map<Integer, Lag> read(Set<Integer> partitions) throws IOException, InterruptedException;

  /**
   * How far a group is behind.
   *
   * @param group which, empty when nobody is watched
   * @param records how many records it has not committed; all that there are when it has committed
   *     none
   */
  record Lag(String group, long records) {}
}
