package io.panoptes.train.data;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Keeps the pictures that were read last, so that what fits in memory is decoded once. Safe for
 * many threads; each picture is read by the first that asks for it.
 */
public final class CachedPictures extends ForwardingPictures {

  private static final int BYTES_PER_PIXEL = 4;

  private final long mostBytes;
  private final Map<Integer, CompletableFuture<LabelledPicture>> kept =
      new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param mostBytes memory for pictures; raising it saves decoding
   */
  public CachedPictures(LabelledPictures pictures, long mostBytes) {
    super(pictures);
    this.mostBytes = mostBytes;
  }

  @Override
  public LabelledPicture read(int index) {
    CompletableFuture<LabelledPicture> own = new CompletableFuture<>();
    CompletableFuture<LabelledPicture> found;
    synchronized (kept) {
      found = kept.get(index);
      if (found == null) {
        kept.put(index, own);
      }
    }
    if (found != null) {
      return await(found);
    }
    try {
      LabelledPicture picture = pictures().read(index);
      own.complete(picture);
      keep(picture);
      return picture;
    } catch (RuntimeException e) {
      own.completeExceptionally(e);
      synchronized (kept) {
        kept.remove(index);
      }
      throw e;
    }
  }

  private static LabelledPicture await(CompletableFuture<LabelledPicture> found) {
    try {
      return found.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void keep(LabelledPicture picture) {
    synchronized (kept) {
      bytes += size(picture);
      Iterator<CompletableFuture<LabelledPicture>> entries = kept.values().iterator();
      while (bytes > mostBytes && entries.hasNext()) {
        LabelledPicture oldest = entries.next().getNow(null);
        if (oldest != null) {
          bytes -= size(oldest);
          entries.remove();
        }
      }
    }
  }

  private static long size(LabelledPicture picture) {
    return (long) BYTES_PER_PIXEL * picture.width() * picture.height();
  }
}
