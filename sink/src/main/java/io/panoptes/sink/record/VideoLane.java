package io.panoptes.sink.record;

import io.panoptes.core.frame.CameraId;
import io.panoptes.sink.OverlaySegments;
import io.panoptes.sink.draw.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compresses one camera's pictures on a thread of its own, so that the next picture is drawn
 * meanwhile. Pictures go round: the drawer borrows one, shows it, and gets it again when it is in
 * the file. A change of size begins another file, and so does a live camera when a segment is full.
 */
final class VideoLane implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VideoLane.class);
  private static final int PICTURES = 3;
  private static final long CLOSE_SECONDS = 30;

  private final MediaTools tools;
  private final Path folder;
  private final VideoParts parts;
  private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(PICTURES + 1);
  private final BlockingQueue<Picture> pool = new ArrayBlockingQueue<>(PICTURES);
  private final VideoClock clock = new VideoClock();
  private final Thread thread;
  private int made;
  private VideoFile file;
  private int width;
  private int height;
  private IOException failure;

  /** What the lane does next. */
  private sealed interface Job {}

  /** One picture, and what to say when it is in the file or never will be. */
  private record Show(Shown shown, Picture picture, Outcome outcome) implements Job {}

  /** Finishes the file. */
  private record Cut(Outcome outcome) implements Job {}

  /** Only tells that everything before is done. */
  private record Flush(Outcome outcome) implements Job {}

  private record Stop() implements Job {}

  /** Hears what became of a job, on the lane's thread. */
  interface Outcome {

    /**
     * @param failure null when all went well
     */
    void is(IOException failure);
  }

  /**
   * @param folder the camera's; {@code overlay.mp4} in it is replaced
   * @param segments how a live camera's video is cut
   */
  VideoLane(CameraId camera, MediaTools tools, Path folder, OverlaySegments segments) {
    this.tools = tools;
    this.folder = folder;
    this.parts = new VideoParts(folder, segments);
    thread = new Thread(this::run, "sink-encode-" + camera);
    thread.setDaemon(true);
    thread.start();
  }

  /** A picture to draw on; waits while all are on their way into the file. */
  Picture borrow(int pictureWidth, int pictureHeight) throws InterruptedException {
    Picture picture = pool.poll();
    if (picture == null) {
      if (made < PICTURES) {
        made++;
        return new Picture(pictureWidth, pictureHeight);
      }
      picture = pool.take();
    }
    return picture.width() == pictureWidth && picture.height() == pictureHeight
        ? picture
        : new Picture(pictureWidth, pictureHeight);
  }

  /** Gives a picture back without showing it. */
  void giveBack(Picture picture) {
    pool.offer(picture);
  }

  /** Hands over a borrowed picture. */
  void show(Shown shown, Picture picture, Outcome outcome) throws InterruptedException {
    jobs.put(new Show(shown, picture, outcome));
  }

  /** Finishes the file behind everything shown so far; the next picture begins another. */
  void cut(Outcome outcome) throws InterruptedException {
    jobs.put(new Cut(outcome));
  }

  /** Tells when everything shown so far is in the file. */
  void flush(Outcome outcome) throws InterruptedException {
    jobs.put(new Flush(outcome));
  }

  private void run() {
    boolean running = true;
    while (running) {
      try {
        Job job = jobs.take();
        if (job instanceof Show show) {
          show.outcome().is(write(show));
          pool.offer(show.picture());
        } else if (job instanceof Cut cut) {
          finish();
          cut.outcome().is(failure);
        } else if (job instanceof Flush flush) {
          flush.outcome().is(failure);
        } else {
          running = false;
        }
      } catch (InterruptedException e) {
        running = false;
      }
    }
    finish();
  }

  private IOException write(Show show) {
    if (failure != null) {
      return failure;
    }
    try {
      Picture picture = show.picture();
      if (file != null && (picture.width() != width || picture.height() != height)) {
        closeFile();
      }
      long micros = clock.at(show.shown().id(), show.shown().ptsMicros());
      if (file != null && show.shown().isLive() && parts.isFull(micros)) {
        parts.shown(micros);
        closeFile();
      }
      if (file == null) {
        width = picture.width();
        height = picture.height();
        clock.reset();
        micros = clock.at(show.shown().id(), show.shown().ptsMicros());
        file = tools.video(parts.next(), width, height);
      }
      parts.shown(micros);
      file.add(picture, micros);
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) {
      failure = new IOException("video of " + folder + " cannot be written: " + e, e);
    }
    return failure;
  }

  private void finish() {
    try {
      closeFile();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      LOG.error("video in {} could not be finished: {}", folder, e.getMessage());
    }
  }

  private void closeFile() throws IOException {
    if (file != null) {
      VideoFile closing = file;
      file = null;
      closing.close();
      parts.finish();
    }
  }

  /** Finishes what was shown, then the file. */
  @Override
  public void close() {
    try {
      jobs.put(new Stop());
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
      if (thread.isAlive()) {
        LOG.error("the encoder of {} hangs; its video stays unfinished", folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
