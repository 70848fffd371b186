package io.panoptes.segment.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.Origin;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Frames;
import io.panoptes.segment.Image;
import io.panoptes.segment.ImageDecoder;
import io.panoptes.segment.Picture;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.SegmenterProvider;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.UndecodableImageException;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.propagation.PropagationSettings;
import io.panoptes.segment.testing.MovingCamera;
import io.panoptes.segment.testing.NamedSegmenter;
import io.panoptes.segment.testing.PixelShift;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frames that go without the segmenter, beside those that share a model's batches. */
class PropagatingWorkerTest {

  private static final int WIDTH = 64;
  private static final int HEIGHT = 64;
  private static final int BROKEN = 250;
  private static final int UNDECODABLE = 251;

  private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, List<PanopticFrame>> frames = new ConcurrentHashMap<>();
  private final Map<String, List<String>> told = new ConcurrentHashMap<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private SegmentWorker worker;

  /** Whether every batch is another version's. */
  private volatile boolean versioned;

  /** A bright square of 8 x 8 pixels on a dark ground, at the column that the first byte says. */
  private static final ImageDecoder DECODER =
      (encoded, target) -> {
        int left = encoded.bytes()[0] & 0xFF;
        if (left == UNDECODABLE) {
          throw new UndecodableImageException("no picture");
        }
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
          int x = i % WIDTH - (left == BROKEN ? 0 : left);
          int y = i / WIDTH - 10;
          int level = x >= 0 && x < 8 && y >= 0 && y < 8 ? 200 + 5 * x + y : 20 + i % 3;
          target.bgr().put(Image.CHANNELS * i, (byte) (left == BROKEN && i == 0 ? 255 : level));
        }
      };

  /** What is bright is a car. */
  private final class Threshold implements Segmenter {

    @Override
    public String name() {
      return "threshold";
    }

    @Override
    public String version() {
      return versioned ? "v" + batches.size() : "";
    }

    @Override
    public List<Segmentation> segment(List<Picture> batch) {
      batches.add(batch.stream().map(picture -> picture.id().toString()).toList());
      List<Segmentation> results = new ArrayList<>();
      Category car = CategoryCatalog.STREET.get("car");
      Category road = CategoryCatalog.STREET.get("road");
      for (Picture picture : batch) {
        if ((picture.image().bgr().get(0) & 0xFF) == 255) {
          throw new SegmenterException("bad picture");
        }
        char[] ids = new char[WIDTH * HEIGHT];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = (char) ((picture.image().bgr().get(3 * i) & 0xFF) >= 200 ? 2 : 1);
        }
        results.add(
            Segmentation.of(
                new SegmentMap(WIDTH, HEIGHT, ids), id -> id == 2 ? car : road, id -> 0.5));
      }
      return results;
    }

    @Override
    public void close() {}
  }

  private final class Recorder implements Receipt {

    private final String camera;

    Recorder(String camera) {
      this.camera = camera;
    }

    private void tell(String what) {
      told.computeIfAbsent(camera, key -> Collections.synchronizedList(new ArrayList<>()))
          .add(what);
    }

    @Override
    public void segmented(PanopticFrame frame) {
      frames
          .computeIfAbsent(camera, key -> Collections.synchronizedList(new ArrayList<>()))
          .add(frame);
      tell(
          switch (frame.origin()) {
            case SEGMENTED -> "S";
            case CARRIED -> "C";
            case REUSED -> "R";
          });
    }

    @Override
    public void ended(EndOfEpoch end) {
      tell("end");
    }

    @Override
    public void dropped(String reason) {
      tell(reason);
    }

    @Override
    public void failed(String reason, String cause) {
      tell(reason);
    }
  }

  private void start(int maxBatch, int threads, int keyframeEvery, boolean stillGate) {
    SegmentSettings settings =
        new SegmentSettings(
            maxBatch,
            Duration.ofMillis(5),
            Duration.ofSeconds(2),
            64,
            threads,
            threads,
            threads,
            Duration.ofMillis(100),
            RuntimeOptions.cpu(),
            Map.of());
    worker =
        new SegmentWorker(
            settings,
            Map.of(),
            CameraSegmentation.defaults()
                .withSegmenter("threshold")
                .withPropagation(
                    new PropagationSettings(
                        keyframeEvery, 0.5, stillGate, 6, 0.0005, Duration.ofSeconds(1))),
            new Segmenters(
                List.of(
                    new NamedSegmenter(
                        "threshold", SegmenterProvider.Sharing.SHARED, Threshold::new))),
            DECODER,
            PixelShift::new,
            MovingCamera::new,
            WorkerObserver.NONE,
            failure::set);
    worker.start();
  }

  private void accept(String camera, long sequence, int left) {
    worker.accept(
        StreamMessage.of(
            Frames.frame(
                camera, sequence, Delivery.LOSSLESS, WIDTH, HEIGHT, new byte[] {(byte) left})),
        new Recorder(camera));
  }

  private void awaitIdle() throws InterruptedException {
    assertTrue(worker.awaitIdle(Duration.ofSeconds(30)));
    assertNull(failure.get());
  }

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void shouldGiveOnlyKeyFramesPlacesInBatches() throws Exception {
    start(2, 2, 3, false);
    for (int i = 0; i < 6; i++) {
      accept("a", i, 4 + i);
      accept("b", i, 20 - i);
    }
    worker.accept(Frames.end("a", 6), new Recorder("a"));
    awaitIdle();
    assertEquals(List.of("S", "C", "C", "S", "C", "C", "end"), told.get("a"));
    assertEquals(List.of("S", "C", "C", "S", "C", "C"), told.get("b"));
    assertEquals(4, batches.stream().mapToInt(List::size).sum());
    for (int i = 0; i < 6; i++) {
      PanopticFrame frame = frames.get("a").get(i);
      assertEquals(i, frame.id().sequence());
      assertEquals("", PanopticFrames.check(frame));
      assertEquals(4 + i, frame.segment(2).orElseThrow().box().left());
      assertEquals(64, frame.segment(2).orElseThrow().areaPixels());
    }
  }

  @Test
  void shouldSayOfCarriedFramesWhichVersionMadeTheirKeyFrame() throws Exception {
    versioned = true;
    start(1, 1, 3, false);
    for (int i = 0; i < 6; i++) {
      accept("a", i, 4 + i);
    }
    awaitIdle();
    assertEquals(List.of("S", "C", "C", "S", "C", "C"), told.get("a"));
    String one = "threshold@v1";
    String two = "threshold@v2";
    assertEquals(
        List.of(one, one, one, two, two, two),
        frames.get("a").stream().map(PanopticFrame::model).toList());
  }

  @Test
  void shouldGiveTheSameResultsWhateverTheBatchesAndThreads() throws Exception {
    List<Map<String, List<PanopticFrame>>> runs = new ArrayList<>();
    int[][] settings = {{1, 1}, {4, 3}, {8, 2}};
    for (int[] setting : settings) {
      frames.clear();
      start(setting[0], setting[1], 4, true);
      for (int i = 0; i < 40; i++) {
        accept("a", i, 4 + i / 3);
        accept("b", i, 20 - i % 7);
        accept("c", i, 9);
      }
      awaitIdle();
      worker.close();
      runs.add(new TreeMap<>(frames));
    }
    assertEquals(runs.get(0), runs.get(1));
    assertEquals(runs.get(0), runs.get(2));
    List<Origin> still = runs.get(0).get("c").stream().map(PanopticFrame::origin).toList();
    assertEquals(4, still.stream().filter(origin -> origin == Origin.SEGMENTED).count());
    assertEquals(36, still.stream().filter(origin -> origin == Origin.REUSED).count());
  }

  @Test
  void shouldSegmentWhatWasToBeCarriedFromAFrameThatFailed() throws Exception {
    start(4, 2, 3, false);
    for (int i = 0; i < 8; i++) {
      accept("a", i, i == 3 ? BROKEN : 4);
    }
    awaitIdle();
    assertEquals(List.of("S", "C", "C", "segmenter", "S", "S", "S", "C"), told.get("a"));
  }

  @Test
  void shouldCarryOnOverAFrameThatCannotBeDecoded() throws Exception {
    start(4, 2, 3, false);
    for (int i = 0; i < 5; i++) {
      accept("a", i, i == 1 ? UNDECODABLE : 4 + i);
    }
    awaitIdle();
    assertEquals(List.of("S", "undecodable", "C", "C", "S"), told.get("a"));
    assertEquals(6, frames.get("a").get(1).segment(2).orElseThrow().box().left());
  }

  @Test
  void shouldGiveAQuietCameraItsTurnBesideABusyOne() throws Exception {
    start(1, 1, 1, false);
    for (int i = 0; i < 60; i++) {
      accept("busy", i, 4);
    }
    accept("quiet", 0, 4);
    awaitIdle();
    List<String> order = batches.stream().map(batch -> batch.get(0)).toList();
    int quiet = order.indexOf(order.stream().filter(id -> id.contains("quiet")).findFirst().get());
    assertTrue(quiet < 20, () -> "the quiet camera's only frame was number " + quiet);
  }
}
