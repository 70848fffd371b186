package io.panoptes.segment.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.Origin;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Frames;
import io.panoptes.segment.ImageDecoder;
import io.panoptes.segment.Picture;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.SegmenterProvider;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.UndecodableImageException;
import io.panoptes.segment.appearance.AppearanceSettings;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.testing.MovingCamera;
import io.panoptes.segment.testing.NamedSegmenter;
import io.panoptes.segment.testing.PixelShift;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegmentWorkerTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final Fakes fakes = new Fakes();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Map<String, List<String>> events = new ConcurrentHashMap<>();
  private final Set<String> observed = ConcurrentHashMap.newKeySet();
  private SegmentWorker worker;

  /** Picture bytes {@code {0}} cannot be decoded. */
  private static final ImageDecoder DECODER =
      (encoded, target) -> {
        if (encoded.bytes()[0] == 0) {
          throw new UndecodableImageException("1 bytes are no JPEG picture");
        }
        target.bgr().put(0, encoded.bytes()[0]);
      };

  /** Segmenters {@code fake} and their fates; pictures whose first byte is 66 make them fail. */
  private static final class Fakes {

    SegmenterProvider.Sharing sharing = SegmenterProvider.Sharing.PER_CAMERA;

    /** Whether every batch is another version's. */
    boolean versioned;

    CountDownLatch gate = new CountDownLatch(0);
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());

    Segmenters segmenters() {
      return new Segmenters(List.of(new NamedSegmenter("fake", sharing, this::open)));
    }

    private Segmenter open() {
      opened.incrementAndGet();
      return new FakeSegmenter(this);
    }
  }

  private record FakeSegmenter(Fakes fakes) implements Segmenter {

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public String version() {
      return fakes.versioned ? "v" + fakes.batches.size() : "";
    }

    @Override
    public List<Segmentation> segment(List<Picture> batch) {
      fakes.batches.add(batch.size());
      try {
        assertTrue(fakes.gate.await(30, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      Category background = CategoryCatalog.STREET.get("background");
      List<Segmentation> results = new ArrayList<>();
      for (Picture picture : batch) {
        if (picture.image().bgr().get(0) == 66) {
          throw new SegmenterException("bad picture");
        }
        char[] ids = new char[picture.image().width() * picture.image().height()];
        java.util.Arrays.fill(ids, (char) 1);
        results.add(
            Segmentation.of(
                new SegmentMap(picture.image().width(), picture.image().height(), ids),
                id -> background,
                id -> 1));
      }
      return results;
    }

    @Override
    public void close() {
      fakes.closed.incrementAndGet();
    }
  }

  /** Hears under which names models are counted. */
  private final class Observed implements WorkerObserver {

    @Override
    public void waited(String model, Duration wait) {
      observed.add(model);
    }

    @Override
    public void ran(String model, String device, int pictures, Duration time) {
      observed.add(model);
    }

    @Override
    public void segmented(String model, String device, Origin origin) {
      observed.add(model);
    }
  }

  private final class Recorder implements Receipt {

    private final String camera;
    private final String what;

    Recorder(String camera, String what) {
      this.camera = camera;
      this.what = what;
    }

    private void add(String event) {
      events
          .computeIfAbsent(camera, key -> Collections.synchronizedList(new ArrayList<>()))
          .add(what + " " + event);
    }

    @Override
    public void segmented(PanopticFrame frame) {
      double moved = frame.cameraMotion().x0();
      add("segmented by " + frame.model() + (moved == 0 ? "" : " moved " + moved));
    }

    @Override
    public void ended(EndOfEpoch end) {
      add("ended");
    }

    @Override
    public void dropped(String reason) {
      add("dropped " + reason);
    }

    @Override
    public void failed(String reason, String cause) {
      add("failed " + reason + ": " + cause);
    }
  }

  private SegmentWorker start(int maxBatch, Duration maxDelay, int threads) {
    return start(maxBatch, maxDelay, threads, CameraSegmentation.defaults());
  }

  private SegmentWorker start(
      int maxBatch, Duration maxDelay, int threads, CameraSegmentation cameras) {
    SegmentSettings settings =
        new SegmentSettings(
            maxBatch,
            maxDelay,
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
            cameras.withSegmenter("fake"),
            fakes.segmenters(),
            DECODER,
            PixelShift::new,
            MovingCamera::new,
            new Observed(),
            failure::set);
    worker.start();
    return worker;
  }

  private void accept(String camera, long sequence, Delivery delivery, int firstByte) {
    worker.accept(
        StreamMessage.of(
            Frames.frame(camera, sequence, delivery, 8, 6, new byte[] {(byte) firstByte})),
        new Recorder(camera, String.valueOf(sequence)));
  }

  @AfterEach
  void close() {
    fakes.gate.countDown();
    if (worker != null) {
      worker.close();
    }
  }

  @Test
  void shouldKeepEachCamerasOrderWithManyThreads() throws Exception {
    start(4, Duration.ofMillis(1), 3);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      for (String camera : List.of("a", "b", "c")) {
        accept(camera, i, Delivery.LOSSLESS, 1);
      }
      expected.add(i + " segmented by fake");
    }
    for (String camera : List.of("a", "b", "c")) {
      worker.accept(Frames.end(camera, 100), new Recorder(camera, "end"));
    }
    expected.add("end ended");
    assertTrue(worker.awaitIdle(LONG));
    assertEquals(expected, events.get("a"));
    assertEquals(expected, events.get("b"));
    assertEquals(expected, events.get("c"));
  }

  @Test
  void shouldPutFramesOfSeveralCamerasIntoOneBatch() throws Exception {
    fakes.sharing = SegmenterProvider.Sharing.SHARED;
    fakes.gate = new CountDownLatch(1);
    start(4, Duration.ofSeconds(20), 1);
    for (int i = 0; i < 2; i++) {
      accept("a", i, Delivery.LOSSLESS, 1);
      accept("b", i, Delivery.LOSSLESS, 1);
    }
    fakes.gate.countDown();
    assertTrue(worker.awaitIdle(LONG));
    assertEquals(List.of(4), fakes.batches);
    assertEquals(1, fakes.opened.get());
  }

  @Test
  void shouldGiveEachCameraItsOwnSegmenterAndCloseItAtTheEnd() throws Exception {
    start(4, Duration.ZERO, 2);
    accept("a", 0, Delivery.LOSSLESS, 1);
    accept("b", 0, Delivery.LOSSLESS, 1);
    worker.accept(Frames.end("a", 1), new Recorder("a", "end"));
    worker.accept(Frames.end("b", 1), new Recorder("b", "end"));
    assertTrue(worker.awaitIdle(LONG));
    worker.close();
    assertEquals(2, fakes.opened.get());
    assertEquals(2, fakes.closed.get());
  }

  @Test
  void shouldSkipLiveFramesThatAreTooOldAndNeverLosslessOnes() throws Exception {
    fakes.gate = new CountDownLatch(1);
    start(1, Duration.ZERO, 1);
    for (int i = 0; i < 30; i++) {
      accept("live", i, Delivery.LIVE, 1);
      accept("film", i, Delivery.LOSSLESS, 1);
    }
    fakes.gate.countDown();
    assertTrue(worker.awaitIdle(LONG));
    assertEquals(30, events.get("film").stream().filter(e -> e.contains("segmented")).count());
    assertEquals("3 dropped stale", events.get("live").get(3));
    assertEquals("9 segmented by fake", events.get("live").get(9));
    assertEquals(30, events.get("live").size());
  }

  @Test
  void shouldFailUndecodablePicturesAndGoOn() throws Exception {
    start(4, Duration.ZERO, 1);
    accept("a", 0, Delivery.LOSSLESS, 0);
    accept("a", 1, Delivery.LOSSLESS, 1);
    assertTrue(worker.awaitIdle(LONG));
    assertEquals(
        List.of("0 failed undecodable: 1 bytes are no JPEG picture", "1 segmented by fake"),
        events.get("a"));
  }

  @Test
  void shouldFailOnlyThePictureThatBreaksABatch() throws Exception {
    fakes.sharing = SegmenterProvider.Sharing.SHARED;
    start(3, Duration.ofSeconds(20), 1);
    accept("a", 0, Delivery.LOSSLESS, 1);
    accept("a", 1, Delivery.LOSSLESS, 66);
    accept("a", 2, Delivery.LOSSLESS, 1);
    assertTrue(worker.awaitIdle(LONG));
    assertEquals("0 segmented by fake", events.get("a").get(0));
    assertTrue(events.get("a").get(1).startsWith("1 failed segmenter: fake failed"));
    assertTrue(events.get("a").get(1).contains("bad picture"));
    assertEquals("2 segmented by fake", events.get("a").get(2));
  }

  @Test
  void shouldSayWhichVersionOfAModelMadeAResult() throws Exception {
    fakes.versioned = true;
    start(1, Duration.ZERO, 1);
    for (int i = 0; i < 20; i++) {
      accept("a", i, Delivery.LOSSLESS, 1);
    }
    assertTrue(worker.awaitIdle(LONG));
    for (int i = 0; i < 20; i++) {
      assertEquals("%d segmented by fake@v%d".formatted(i, i + 1), events.get("a").get(i));
    }
    assertEquals(Set.of("fake"), observed);
  }

  @Test
  void shouldSayWhichVersionMadeTheRestOfABrokenBatch() throws Exception {
    fakes.versioned = true;
    fakes.sharing = SegmenterProvider.Sharing.SHARED;
    start(3, Duration.ofSeconds(20), 1);
    accept("a", 0, Delivery.LOSSLESS, 1);
    accept("a", 1, Delivery.LOSSLESS, 66);
    accept("a", 2, Delivery.LOSSLESS, 1);
    assertTrue(worker.awaitIdle(LONG));
    assertEquals(List.of(3, 1, 1, 1), fakes.batches);
    assertEquals("0 segmented by fake@v2", events.get("a").get(0));
    assertEquals("2 segmented by fake@v4", events.get("a").get(2));
  }

  @Test
  void shouldSayHowACameraMovedSinceItsLastFrameWithAResult() throws Exception {
    fakes.sharing = SegmenterProvider.Sharing.SHARED;
    start(2, Duration.ZERO, 1, CameraSegmentation.defaults().withCameraMotion(true));
    accept("pan", 0, Delivery.LOSSLESS, 9);
    accept("tilt", 0, Delivery.LOSSLESS, 50);
    accept("pan", 1, Delivery.LOSSLESS, 7);
    accept("pan", 2, Delivery.LOSSLESS, 66);
    accept("tilt", 1, Delivery.LOSSLESS, 53);
    accept("pan", 3, Delivery.LOSSLESS, 4);
    worker.accept(Frames.end("pan", 4), new Recorder("pan", "end"));
    accept("pan", 5, Delivery.LOSSLESS, 20);
    assertTrue(worker.awaitIdle(LONG));
    assertEquals("0 segmented by fake", events.get("pan").get(0));
    assertEquals("1 segmented by fake moved 2.0", events.get("pan").get(1));
    assertEquals("3 segmented by fake moved 3.0", events.get("pan").get(3));
    assertEquals("5 segmented by fake", events.get("pan").get(5));
    assertEquals(
        List.of("0 segmented by fake", "1 segmented by fake moved -3.0"), events.get("tilt"));
  }

  @Test
  void shouldForgetWhatWaitsOfACameraThatIsGone() throws Exception {
    fakes.gate = new CountDownLatch(1);
    start(1, Duration.ZERO, 1);
    for (int i = 0; i < 5; i++) {
      accept("a", i, Delivery.LOSSLESS, 1);
    }
    worker.forget(List.of(new CameraId("a")));
    fakes.gate.countDown();
    assertTrue(worker.awaitIdle(LONG));
    assertEquals(5, events.get("a").size());
    assertTrue(events.get("a").contains("4 dropped revoked"));
  }

  @Test
  void shouldRefuseToStartWithAnUnknownSegmenter() {
    assertEquals(
        "segmenter 'moton' is unknown; allowed are fake",
        refusal(CameraSegmentation.defaults().withSegmenter("moton")));
  }

  @Test
  void shouldRefuseToStartWithoutTheModelForLooks() {
    String refusal =
        refusal(
            CameraSegmentation.defaults()
                .withSegmenter("fake")
                .withAppearance(new AppearanceSettings("/nowhere", 1)));
    assertTrue(refusal.startsWith("appearance '/nowhere' cannot be had"), refusal);
  }

  /** What a worker for such a camera says instead of starting. */
  private String refusal(CameraSegmentation camera) {
    try (SegmentWorker bad =
        new SegmentWorker(
            SegmentSettings.defaults(),
            Map.of(),
            camera,
            fakes.segmenters(),
            DECODER,
            PixelShift::new,
            MovingCamera::new,
            WorkerObserver.NONE,
            failure::set)) {
      return assertThrows(SegmenterException.class, bad::start).getMessage();
    }
  }
}
