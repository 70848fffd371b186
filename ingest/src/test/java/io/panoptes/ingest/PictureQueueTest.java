package io.panoptes.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.ingest.PictureQueue.Ticketed;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PictureQueueTest {

  @Test
  void shouldKeepOnlyTheNewestInAMailbox() throws InterruptedException {
    PictureQueue<String> mailbox = PictureQueue.mailbox();

    assertEquals(Optional.empty(), mailbox.put("a"));
    assertEquals(Optional.of("a"), mailbox.put("b"));
    assertEquals(Optional.of("b"), mailbox.put("c"));
    assertEquals(Optional.of(new Ticketed<>(0, "c")), mailbox.take());
    assertEquals(Optional.empty(), mailbox.put("d"));
    assertEquals(Optional.of(new Ticketed<>(1, "d")), mailbox.take());
  }

  @Test
  void shouldHoldTheWriterBackWhenNothingMayBeLost() throws Exception {
    PictureQueue<String> queue = PictureQueue.waiting(2);
    queue.put("a");
    queue.put("b");
    CompletableFuture<Optional<String>> third = put(queue, "c");

    assertFalse(third.isDone());
    assertEquals(Optional.of(new Ticketed<>(0, "a")), queue.take());
    assertEquals(Optional.empty(), third.get(10, TimeUnit.SECONDS));
    assertEquals(Optional.of(new Ticketed<>(1, "b")), queue.take());
    assertEquals(Optional.of(new Ticketed<>(2, "c")), queue.take());
  }

  @Test
  void shouldBeEmptiedAfterItIsClosed() throws Exception {
    PictureQueue<String> queue = PictureQueue.waiting(2);
    queue.put("a");

    queue.close();

    assertEquals(Optional.of("b"), queue.put("b"));
    assertTrue(queue.take().isPresent());
    assertEquals(Optional.empty(), queue.take());
  }

  @Test
  void shouldWakeThoseWhoWaitWhenItIsClosed() throws Exception {
    PictureQueue<String> full = PictureQueue.waiting(1);
    full.put("a");
    CompletableFuture<Optional<String>> writer = put(full, "b");
    PictureQueue<String> empty = PictureQueue.mailbox();
    CompletableFuture<Optional<Ticketed<String>>> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return empty.take();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });

    full.close();
    empty.close();

    assertEquals(Optional.of("b"), writer.get(10, TimeUnit.SECONDS));
    assertEquals(Optional.empty(), reader.get(10, TimeUnit.SECONDS));
  }

  private static CompletableFuture<Optional<String>> put(PictureQueue<String> queue, String item)
      throws ExecutionException {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return queue.put(item);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
