package io.panoptes.segment.worker;

import io.panoptes.segment.Image;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Keeps a few pictures for reuse, since memory outside the heap is dear to get. Thread-safe. */
final class ImagePool {

  private final int capacity;
  private final Deque<Image> free = new ArrayDeque<>();

  ImagePool(int capacity) {
    this.capacity = capacity;
  }

  /** A picture of that size with any content. */
  synchronized Image acquire(int width, int height) {
    for (Iterator<Image> each = free.iterator(); each.hasNext(); ) {
      Image image = each.next();
      if (image.width() == width && image.height() == height) {
        each.remove();
        return image;
      }
    }
    return Image.allocate(width, height);
  }

  /** Takes a picture back that nobody uses any more; the one that lay longest may be let go. */
  synchronized void release(Image image) {
    free.addFirst(image);
    if (free.size() > capacity) {
      free.removeLast();
    }
  }
}
