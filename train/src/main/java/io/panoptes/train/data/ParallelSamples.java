package io.panoptes.train.data;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prepares samples on threads ahead of their use, and gives them in order. The number of threads
 * changes nothing but the time.
 */
public final class ParallelSamples implements SampleSource {

  private final Sampler sampler;
  private final int ahead;
  private final ExecutorService threads;
  private final Deque<Future<Sample>> waiting = new ArrayDeque<>();
  private long submitted;

  /**
   * @param ahead samples that wait at most; raising it evens out slow ones and takes memory
   */
  public ParallelSamples(Sampler sampler, int threads, int ahead) {
    this.sampler = requireNonNull(sampler, "sampler is null");
    if (threads < 1 || ahead < 1) {
      throw new IllegalArgumentException(
          "%d threads, %d samples ahead; both must be at least 1".formatted(threads, ahead));
    }
    this.ahead = ahead;
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "samples");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public Sample next() {
    while (waiting.size() < ahead) {
      long position = submitted++;
      waiting.add(threads.submit(() -> sampler.sample(position)));
    }
    try {
      return waiting.remove().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a sample was prepared", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a sample cannot be prepared", e.getCause());
    }
  }

  @Override
  public void skipTo(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("position " + position + " must be at least 0");
    }
    waiting.forEach(sample -> sample.cancel(false));
    waiting.clear();
    submitted = position;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
