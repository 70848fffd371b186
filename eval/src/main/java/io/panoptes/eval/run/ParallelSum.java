package io.panoptes.eval.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Adds many items to a metric on several threads. Items are cut into chunks of a fixed size, each
 * with a metric of its own, and the chunks are merged in order, so that the result has the same
 * bits whatever the number of threads.
 *
 * @param <M> the metric
 */
final class ParallelSum<M> {

  private final int threads;
  private final int chunk;
  private final Supplier<M> create;
  private final BiConsumer<M, M> merge;
  private final Progress progress;
  private int done;

  /**
   * @param chunk items a chunk, at least 1
   */
  ParallelSum(
      int threads, int chunk, Supplier<M> create, BiConsumer<M, M> merge, Progress progress) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads " + threads + " must be at least 1");
    }
    this.threads = threads;
    this.chunk = chunk;
    this.create = create;
    this.merge = merge;
    this.progress = progress;
  }

  /** The metric of all items. An error is that of the first chunk that has one. */
  <T> M sum(List<T> items, BiConsumer<M, T> add) {
    M total = create.get();
    ExecutorService pool = Executors.newFixedThreadPool(threads, ParallelSum::thread);
    try {
      List<Future<M>> parts = new ArrayList<>();
      for (int from = 0; from < items.size(); from += chunk) {
        List<T> part = items.subList(from, Math.min(items.size(), from + chunk));
        parts.add(pool.submit(() -> addAll(part, add, items.size())));
      }
      for (Future<M> part : parts) {
        merge.accept(total, part.get());
      }
      return total;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the evaluation was interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "eval");
    thread.setDaemon(true);
    return thread;
  }

  private <T> M addAll(List<T> items, BiConsumer<M, T> add, int total) {
    M part = create.get();
    for (T item : items) {
      add.accept(part, item);
      synchronized (this) {
        done++;
        progress.update(done, total);
      }
    }
    return part;
  }
}
