package io.panoptes.sink.kafka;

import java.util.concurrent.ExecutionException;

/** How far the rules are. */
interface RulesProgress extends AutoCloseable {

  /** Offset of the next message of {@code tracked-frames} that the rules will read, -1 for none. */
  long committed(int partition) throws ExecutionException, InterruptedException;

  /**
   * Offset behind everything that {@code alerts} holds: the high watermark. The last stable offset
   * would not do, because it may still be behind a transaction that the group coordinator already
   * knows as committed.
   */
  long alertEnd(int partition) throws ExecutionException, InterruptedException;

  @Override
  void close();
}
