package io.panoptes.segment.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Frames;
import io.panoptes.segment.Picture;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.SegmenterProvider;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.testing.ChannelModel;
import io.panoptes.segment.testing.MovingCamera;
import io.panoptes.segment.testing.NamedSegmenter;
import io.panoptes.segment.testing.PixelShift;
import io.panoptes.segment.worker.Receipt;
import io.panoptes.segment.worker.SegmentWorker;
import io.panoptes.segment.worker.WorkerObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Red is something else to each version of the model: a person, a car, a bicycle. */
class DistilledSegmenterTest {

  private static final String NAME = "distilled:gate";
  private static final List<String> RED = List.of("background", "person", "car", "bicycle");

  @TempDir Path work;

  private final List<Integer> opened = Collections.synchronizedList(new ArrayList<>());
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final Map<Integer, CountDownLatch> gates = new HashMap<>();
  private final Thread test = Thread.currentThread();
  private ModelVersions versions;
  private Path bundled;
  private volatile long nanos = Long.MAX_VALUE - 2 * DistilledSegmenter.LOOK_EVERY_NANOS;

  @BeforeEach
  void writeModels() throws IOException {
    versions = new ModelVersions(work.resolve("gate"));
    bundled = ChannelModel.write(work.resolve("bundled"), RED.get(0), "grass", "sky");
  }

  private void publish() throws IOException {
    int next = versions.all().size() + 1;
    Path model = work.resolve("next-" + next);
    assertEquals(next, versions.publish(ChannelModel.write(model, RED.get(next), "grass", "sky")));
  }

  private DistilledSegmenter start() {
    return DistilledSegmenter.open(NAME, versions, this::open, () -> nanos);
  }

  private Segmenter open(int version) {
    opened.add(version);
    try {
      assertTrue(gates.getOrDefault(version, new CountDownLatch(0)).await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Path folder = version == 0 ? bundled : versions.folder(version);
    return new Watched(version, openName("model:" + folder));
  }

  private static Segmenter openName(String name) {
    return choose(name).open(CameraSegmentation.defaults(), SegmentSettings.defaults());
  }

  private static Segmenters.Choice choose(String name) {
    return Segmenters.load().choose(name, SegmentSettings.defaults());
  }

  /** Says when a version is warmed up and closed, and by whom. */
  private final class Watched implements Segmenter {

    private final int version;
    private final Segmenter model;

    Watched(int version, Segmenter model) {
      this.version = version;
      this.model = model;
    }

    private void tell(String what) {
      events.add(version + " " + what + (Thread.currentThread() == test ? " here" : " elsewhere"));
    }

    @Override
    public String name() {
      return model.name();
    }

    @Override
    public String device() {
      return "gpu:" + version;
    }

    @Override
    public void warmUp() {
      model.warmUp();
      tell("warm");
    }

    @Override
    public List<Segmentation> segment(List<Picture> batch) {
      return model.segment(batch);
    }

    @Override
    public void endOfEpoch(EndOfEpoch end) {
      tell("end");
    }

    @Override
    public void close() {
      model.close();
      tell("closed");
      gates.values().forEach(CountDownLatch::countDown);
    }
  }

  /** What red is to the version that a batch is given to. */
  private static String red(Segmenter segmenter) {
    List<Segmentation> results =
        segmenter.segment(
            List.of(
                Frames.picture(0, ChannelModel.red(4, 2)),
                Frames.picture(1, ChannelModel.red(4, 2))));
    assertEquals(results.get(0), results.get(1));
    return results.get(0).segments().get(0).category().name();
  }

  /** A batch a second later; what is being opened is open behind it. */
  private String redLater(DistilledSegmenter segmenter) {
    nanos += DistilledSegmenter.LOOK_EVERY_NANOS;
    String red = red(segmenter);
    segmenter.awaitOpening();
    return red;
  }

  @Test
  void shouldSwapBetweenBatchesOnceAnotherVersionIsOpen() throws IOException {
    publish();
    try (DistilledSegmenter segmenter = start()) {
      assertEquals("person", red(segmenter));
      publish();
      nanos += DistilledSegmenter.LOOK_EVERY_NANOS - 1;
      assertEquals("person", red(segmenter));
      assertEquals(List.of(1), opened, "looked within a second");
      nanos += 1;
      assertEquals("person", red(segmenter));
      segmenter.awaitOpening();
      assertEquals(List.of(1, 2), opened);
      assertEquals("person", red(segmenter));
      assertEquals("1", segmenter.version());
      assertEquals(List.of("2 warm elsewhere"), events);
      assertEquals("car", redLater(segmenter));
      assertEquals("2", segmenter.version());
      assertEquals("gpu:2", segmenter.device());
      assertEquals(List.of("2 warm elsewhere", "1 closed here"), events);
      assertEquals("car", redLater(segmenter));
      assertEquals(NAME, segmenter.name());
    }
    assertEquals(List.of(1, 2), opened);
    assertEquals("2 closed here", events.get(2));
  }

  @Test
  void shouldGoOnWithTheOldVersionUntilAGoodOneComes() throws IOException {
    publish();
    try (DistilledSegmenter segmenter = start()) {
      Path broken = ChannelModel.write(work.resolve("broken"), "car", "grass", "sky");
      Files.writeString(broken.resolve("model.onnx"), "no graph");
      assertEquals(2, versions.publish(broken));
      for (int i = 0; i < 5; i++) {
        assertEquals("person", redLater(segmenter));
      }
      assertEquals(List.of(1, 2), opened, "tried once");
      assertEquals(List.of(), events);
      publish();
      assertEquals("person", redLater(segmenter));
      assertEquals("bicycle", redLater(segmenter));
      versions.use(2);
      redLater(segmenter);
      assertEquals("bicycle", redLater(segmenter));
      assertEquals(List.of(1, 2, 3, 2), opened, "tried again when it was chosen again");
    }
  }

  @Test
  void shouldRollBackAndForward() throws IOException {
    publish();
    publish();
    try (DistilledSegmenter segmenter = start()) {
      assertEquals("car", redLater(segmenter));
      for (int version : List.of(1, 0, 2)) {
        versions.use(version);
        redLater(segmenter);
        assertEquals(RED.get(version), redLater(segmenter));
        assertEquals(String.valueOf(version), segmenter.version());
      }
    }
  }

  @Test
  void shouldNotSwapToAVersionThatWasTakenBackMeanwhile() throws IOException {
    publish();
    try (DistilledSegmenter segmenter = start()) {
      publish();
      assertEquals("person", redLater(segmenter));
      versions.use(1);
      assertEquals("person", redLater(segmenter));
      assertEquals("person", redLater(segmenter));
      assertEquals(List.of("2 warm elsewhere", "2 closed here"), events);
      assertEquals(List.of(1, 2), opened);
    }
  }

  @Test
  void shouldLeaveOutWhatIsOldBeforeItIsOpen() throws IOException {
    publish();
    try (DistilledSegmenter segmenter = start()) {
      publish();
      redLater(segmenter);
      publish();
      assertEquals("person", redLater(segmenter));
      assertEquals("bicycle", redLater(segmenter));
      assertEquals(List.of(1, 2, 3), opened);
    }
  }

  @Test
  void shouldGoOnWhileTheFileWithTheNumberIsDamaged() throws IOException {
    publish();
    try (DistilledSegmenter segmenter = start()) {
      publish();
      redLater(segmenter);
      Files.writeString(work.resolve("gate/current"), "?");
      assertEquals("person", redLater(segmenter));
      assertEquals("person", redLater(segmenter));
      versions.use(2);
      assertEquals("car", redLater(segmenter));
    }
  }

  @Test
  void shouldWaitForAVersionThatIsBeingOpenedWhenItIsClosed() throws IOException {
    publish();
    publish();
    versions.use(1);
    gates.put(2, new CountDownLatch(1));
    try (DistilledSegmenter segmenter = start()) {
      versions.use(2);
      nanos += DistilledSegmenter.LOOK_EVERY_NANOS;
      red(segmenter);
    }
    assertEquals(List.of("1 closed here", "2 warm elsewhere", "2 closed here"), events);
  }

  @Test
  void shouldPassOnTheEndOfAnEpochAndTheWarmUp() throws IOException {
    publish();
    try (DistilledSegmenter segmenter = start()) {
      segmenter.warmUp();
      segmenter.endOfEpoch(Frames.end("gate", 1).map(frame -> null, end -> end));
      assertEquals(List.of("1 warm here", "1 end here"), events);
    }
  }

  @Test
  void shouldSayHowToGoOnWhenTheFirstVersionCannotBeOpened() throws IOException {
    publish();
    Files.delete(versions.folder(1).resolve("model.onnx"));
    String message = assertThrows(SegmenterException.class, this::start).getMessage();
    assertTrue(message.startsWith("version 1 of distilled:gate cannot be opened: "), message);
    assertTrue(message.endsWith("'panoptes models use' puts one to use"), message);
  }

  @Test
  void shouldOpenTheNextVersionWhenTheFirstWasPrunedMeanwhile() throws IOException {
    publish();
    DistilledSegmenter.Opener late =
        version -> {
          try {
            if (version == 1) {
              publish();
              publish();
              versions.prune(1);
            }
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          return open(version);
        };
    try (DistilledSegmenter segmenter =
        DistilledSegmenter.open(NAME, versions, late, () -> nanos)) {
      assertEquals("3", segmenter.version());
    }
  }

  @Test
  void shouldTellByTheModelOfAResultWhichVersionMadeIt() throws Exception {
    publish();
    List<String> models = Collections.synchronizedList(new ArrayList<>());
    DistilledSegmenter segmenter = start();
    try (SegmentWorker worker =
        new SegmentWorker(
            SegmentSettings.defaults(),
            Map.of(),
            CameraSegmentation.defaults().withSegmenter(NAME),
            new Segmenters(
                List.of(
                    new NamedSegmenter(
                        NAME, SegmenterProvider.Sharing.PER_CAMERA, () -> segmenter))),
            (encoded, target) -> target.bgr().put(0, ChannelModel.red(4, 2).bgr(), 0, 4 * 2 * 3),
            PixelShift::new,
            MovingCamera::new,
            WorkerObserver.NONE,
            failure -> models.add(failure.toString()))) {
      worker.start();
      for (int i = 0; i < 4; i++) {
        worker.accept(
            StreamMessage.of(Frames.frame("gate", i, Delivery.LOSSLESS, 4, 2, new byte[] {1})),
            new ModelOnly(models));
        assertTrue(worker.awaitIdle(Duration.ofSeconds(30)));
        segmenter.awaitOpening();
        nanos += DistilledSegmenter.LOOK_EVERY_NANOS;
        if (i == 0) {
          publish();
        }
      }
    }
    assertEquals(List.of(NAME + "@1", NAME + "@1", NAME + "@2", NAME + "@2"), models);
    assertEquals(2, events.stream().filter(event -> event.contains("closed")).count());
  }

  /** Keeps what made each frame, or why it is missing. */
  private record ModelOnly(List<String> models) implements Receipt {

    @Override
    public void segmented(PanopticFrame frame) {
      models.add(frame.model());
    }

    @Override
    public void ended(EndOfEpoch end) {
      models.add("ended");
    }

    @Override
    public void dropped(String reason) {
      models.add(reason);
    }

    @Override
    public void failed(String reason, String cause) {
      models.add(cause);
    }
  }

  @Test
  void shouldProvideTheBundledModelUntilThereIsAVersion() throws IOException {
    String name = "distilled:" + work.resolve("gate");
    Segmenters.Choice choice = choose(name);
    assertEquals(SegmenterProvider.Sharing.PER_CAMERA, choice.provider().sharing());
    assertFalse(choice.provider().remembers(name));
    CameraSegmentation camera = CameraSegmentation.defaults();
    SegmentSettings settings = SegmentSettings.defaults();
    assertEquals(choose("street").hash(camera, settings), choice.hash(camera, settings));
    Picture picture = Frames.picture(0, ChannelModel.red(64, 48));
    try (Segmenter street = openName("street");
        Segmenter distilled = openName(name)) {
      distilled.warmUp();
      assertEquals("0", distilled.version());
      assertEquals(street.segment(List.of(picture)), distilled.segment(List.of(picture)));
      assertEquals("", street.version());
    }
    publish();
    String first = choice.hash(camera, settings);
    assertEquals(
        choose("model:" + work.resolve("gate/1")).hash(camera, settings), first, "of the files");
    publish();
    assertNotEquals(first, choice.hash(camera, settings));
    try (Segmenter distilled = openName(name)) {
      assertEquals("2", distilled.version());
      assertEquals("car", red(distilled));
      assertEquals(name, distilled.name());
    }
  }

  @Test
  void shouldBeFusedWithMotion() throws IOException {
    Path model = ChannelModel.write(work.resolve("model"), 96, 72, "car", "grass", "sky");
    versions.publish(model);
    String name = "fused:distilled:" + work.resolve("gate") + "+motion";
    assertTrue(choose(name).provider().remembers(name));
    try (Segmenter fused = openName(name)) {
      assertEquals("1", fused.version());
      Segmentation result =
          fused.segment(List.of(Frames.picture(0, ChannelModel.red(96, 72)))).get(0);
      assertEquals("car", result.segments().get(0).category().name());
    }
    Path other = work.resolve("other");
    new ModelVersions(other).publish(model);
    new ModelVersions(other).publish(model);
    try (Segmenter fused =
        openName("fused:distilled:" + other + "+distilled:" + work.resolve("gate"))) {
      assertEquals("2+1", fused.version());
    }
  }
}
