package io.panoptes.bench.replay;

import io.panoptes.bench.replay.javacv.JpegEncoder;
import io.panoptes.bench.replay.javacv.VideoReader;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.ingest.PictureSettings;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Image;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.Segmenters;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.draw.OverlayPainter;
import io.panoptes.sink.draw.Picture;
import io.panoptes.sink.javacv.JavaCvTools;
import io.panoptes.sink.overlay.OverlayComposer;
import io.panoptes.sink.record.VideoFile;
import io.panoptes.sink.rules.CameraRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a replay costs without any pipeline: each thread of a pool takes a frame from the decoder to
 * the overlay video, with one JPEG on the way that nobody reads. Decoding, segmenting and writing
 * are each done by one thread at a time and in order, everything else in parallel. There is no
 * Kafka, no tracker and no rule, and no picture is decoded twice.
 */
public final class BareLoop {

  private final Path clip;
  private final int threads;
  private final Segmenter segmenter;
  private final CameraId camera = new CameraId("bare");
  private final SinkSettings settings = SinkSettings.DEFAULTS;
  private final JavaCvTools tools = new JavaCvTools(settings);
  private final OverlayComposer composer = new OverlayComposer(camera, CameraRules.NONE, settings);
  private final Turns segmenting = new Turns();
  private final Turns writing = new Turns();
  private VideoReader reader;
  private OverlayPainter painter;
  private VideoFile video;
  private long decoded;

  private BareLoop(Path clip, Segmenter segmenter, int threads) {
    this.clip = clip;
    this.segmenter = segmenter;
    this.threads = threads;
  }

  /**
   * Runs the loop, and leaves the count and the time in {@code summary.json} as a replay does.
   *
   * @param arguments clip, segmenter, threads, folder of the results
   */
  public static void main(String[] arguments) throws Exception {
    Path out = Path.of(arguments[3]);
    Files.createDirectories(out);
    long start = System.nanoTime();
    long frames = run(Path.of(arguments[0]), arguments[1], Integer.parseInt(arguments[2]), out);
    double seconds = (System.nanoTime() - start) / 1e9;
    Summary.write(out.resolve(Summary.NAME), frames, seconds);
  }

  /**
   * Takes a clip from the first frame to the finished {@code overlay.mp4}.
   *
   * @param segmenter {@code none} or {@code motion}
   * @return how many frames there were
   */
  static long run(Path clip, String segmenter, int threads, Path out)
      throws IOException, InterruptedException, ExecutionException {
    SegmentSettings settings = SegmentSettings.defaults();
    try (Segmenter opened =
        Segmenters.load()
            .choose(segmenter, settings)
            .open(CameraSegmentation.defaults().withSegmenter(segmenter), settings)) {
      opened.warmUp();
      return new BareLoop(clip, opened, threads).run(out);
    }
  }

  private long run(Path out) throws IOException, InterruptedException, ExecutionException {
    try (VideoReader opened = new VideoReader(clip);
        VideoFile overlay =
            tools.video(out.resolve("overlay.mp4"), opened.width(), opened.height())) {
      reader = opened;
      video = overlay;
      painter =
          new OverlayPainter(
              opened.width(),
              opened.height(),
              size -> tools.typeface(size, false),
              size -> tools.typeface(size, true));
      runPool();
    }
    return decoded;
  }

  private void runPool() throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Callable<Void> work =
          () -> {
            work();
            return null;
          };
      List<Future<Void>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(pool.submit(work));
      }
      for (Future<Void> worker : workers) {
        worker.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private void work() throws IOException, InterruptedException {
    Image image = Image.allocate(reader.width(), reader.height());
    Picture picture = new Picture(reader.width(), reader.height());
    try (JpegEncoder jpeg = new JpegEncoder(PictureSettings.DEFAULT.jpegQuality())) {
      while (true) {
        long number;
        long micros;
        synchronized (reader) {
          micros = reader.read(image);
          if (micros < 0) {
            break;
          }
          number = decoded;
          decoded++;
        }
        jpeg.encode(image);
        TrackedFrame frame = segment(image, number, micros);
        write(image, picture, frame, micros);
      }
    } catch (IOException | RuntimeException e) {
      segmenting.abort(e);
      writing.abort(e);
      throw e;
    }
  }

  private TrackedFrame segment(Image image, long number, long micros) throws InterruptedException {
    FrameId id = new FrameId(camera, 0, number);
    Instant at = Instant.ofEpochSecond(0, 1_000 * micros);
    segmenting.await(number);
    Segmentation result =
        segmenter.segment(List.of(new io.panoptes.segment.Picture(id, at, image))).get(0);
    segmenting.done();
    PanopticFrame panoptic =
        new PanopticFrame(id, at, micros, result.map(), result.segments(), segmenter.name());
    return new TrackedFrame(panoptic, List.of(), "none");
  }

  private void write(Image image, Picture picture, TrackedFrame frame, long micros)
      throws IOException, InterruptedException {
    image.bgr().get(0, picture.bgr());
    writing.await(frame.id().sequence());
    painter.paint(
        picture,
        frame.panoptic().map(),
        composer.compose(frame, frame.id().sequence() + 1, List.of()));
    video.add(picture, micros);
    writing.done();
  }
}
