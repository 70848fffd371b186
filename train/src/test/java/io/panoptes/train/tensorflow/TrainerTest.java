package io.panoptes.train.tensorflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticQuality;
import io.panoptes.eval.panoptic.PanopticSegment;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Picture;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.model.Device;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.train.Architecture;
import io.panoptes.train.Checkpoint;
import io.panoptes.train.Parameter;
import io.panoptes.train.TrainSettings;
import io.panoptes.train.data.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainerTest {

  private static final Architecture TINY = Architecture.tiny(3);

  @TempDir Path folder;

  private static TrainSettings settings(long steps) {
    return new TrainSettings(
        3,
        4,
        0.01,
        0.01,
        List.of(1f, 1f, 1f),
        steps,
        Duration.ZERO,
        RuntimeOptions.cpu().withThreads(2));
  }

  private static Checkpoint train(long steps, long stopAt) {
    try (Trainer trainer = new Trainer(TINY, settings(steps), new Shapes(1))) {
      while (trainer.steps() < stopAt) {
        trainer.advance();
      }
      return trainer.checkpoint();
    }
  }

  private double panopticQuality(Checkpoint checkpoint) throws IOException {
    ModelFolder.write(folder, TINY, checkpoint.weights(), Shapes.CATEGORIES);
    SegmentSettings settings = SegmentSettings.defaults();
    Shapes unseen = new Shapes(99);
    PanopticQuality quality = new PanopticQuality(Shapes.evalCategories());
    try (Segmenter segmenter =
        Segmenters.load()
            .choose("model:" + folder, settings)
            .open(CameraSegmentation.defaults(), settings)) {
      for (int i = 0; i < 12; i++) {
        Picture picture =
            new Picture(new FrameId(new CameraId("shapes"), 1, i), Instant.EPOCH, unseen.image(i));
        quality.add(unseen.truth(i), labels(segmenter.segment(List.of(picture)).get(0)));
      }
    }
    return quality.result().all().pq();
  }

  private static PanopticLabels labels(Segmentation segmentation) {
    char[] ids = segmentation.map().ids();
    int[] labels = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      labels[i] = ids[i];
    }
    List<PanopticSegment> segments = new ArrayList<>();
    for (Segment segment : segmentation.segments()) {
      segments.add(
          new PanopticSegment(segment.id(), segment.category().id(), segment.areaPixels(), false));
    }
    return new PanopticLabels(new LabelMap(Shapes.SIDE, Shapes.SIDE, labels), segments);
  }

  @Test
  void shouldLearnToSeeShapes() throws IOException {
    double before = panopticQuality(train(150, 0));
    double after = panopticQuality(train(150, 150));
    assertTrue(before < 0.2, "an untrained network has PQ " + before);
    assertTrue(after > 0.5, "the trained network has PQ " + after);
  }

  @Test
  void shouldGoOnFromACheckpointAsIfItHadNeverStopped() throws IOException {
    Checkpoint whole = train(12, 12);
    Path file = folder.resolve("checkpoint");
    train(12, 5).write(file);
    Checkpoint resumed;
    try (Trainer trainer = new Trainer(TINY, settings(12), new Shapes(1))) {
      trainer.resume(Checkpoint.read(file));
      assertEquals(5, trainer.steps());
      assertEquals(20, trainer.samples());
      while (!trainer.isDone()) {
        trainer.advance();
      }
      resumed = trainer.checkpoint();
    }
    assertEquals(12, resumed.step());
    assertEquals(whole.state(), resumed.state());
  }

  @Test
  void shouldGiveTheSameWeightsForTheSameSeed() {
    assertEquals(train(8, 8).state(), train(8, 8).state());
    assertNotEquals(train(8, 8).state(), train(8, 7).state());
  }

  @Test
  void shouldExportWhatItWouldSayItself() throws IOException {
    Checkpoint checkpoint = train(30, 30);
    Sample sample = new Shapes(5).next();
    TrainedNetwork.Answer own;
    try (TrainedNetwork network = new TrainedNetwork(TINY, checkpoint.weights(), 2)) {
      own = network.run(sample.image(), Shapes.SIDE, Shapes.SIDE);
      network.export(folder);
    }
    assertArrayEquals(new int[] {1, 16, 16, 3}, own.semantic().shape());
    assertArrayEquals(new int[] {1, 16, 16, 1}, own.centre().shape());
    assertArrayEquals(new int[] {1, 16, 16, 2}, own.offset().shape());
    try (org.tensorflow.SavedModelBundle bundle =
            org.tensorflow.SavedModelBundle.load(folder.toString());
        org.tensorflow.types.TFloat32 picture =
            org.tensorflow.types.TFloat32.tensorOf(
                org.tensorflow.ndarray.Shape.of(1, Shapes.SIDE, Shapes.SIDE, 3),
                org.tensorflow.ndarray.buffer.DataBuffers.of(sample.image(), true, false));
        org.tensorflow.Result result = bundle.call(Map.of(TrainedNetwork.IMAGE, picture))) {
      assertEquals(
          own.semantic(), TrainingGraph.parameter(result.get(TrainedNetwork.SEMANTIC).get()));
      assertEquals(own.centre(), TrainingGraph.parameter(result.get(TrainedNetwork.CENTRE).get()));
      assertEquals(own.offset(), TrainingGraph.parameter(result.get(TrainedNetwork.OFFSET).get()));
    }
  }

  @Test
  void shouldRefuseACheckpointOfAnotherArchitectureOrSeed() {
    Checkpoint checkpoint = train(4, 1);
    Architecture other =
        new Architecture(3, List.of(8, 8, 12, 16, 20), TINY.blocks(), 2, TINY.decoder());
    try (Trainer trainer = new Trainer(other, settings(4), new Shapes(1))) {
      assertThrows(IllegalArgumentException.class, () -> trainer.resume(checkpoint));
    }
    TrainSettings reseeded =
        new TrainSettings(
            4,
            4,
            0.01,
            0.01,
            List.of(1f, 1f, 1f),
            4,
            Duration.ZERO,
            RuntimeOptions.cpu().withThreads(2));
    try (Trainer trainer = new Trainer(TINY, reseeded, new Shapes(1))) {
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> trainer.resume(checkpoint));
      assertEquals("the checkpoint has the seed 3, the run 4", error.getMessage());
    }
  }

  @Test
  void shouldNotTrainElsewhereInSilence() {
    TrainSettings settings =
        new TrainSettings(
            4,
            4,
            0.01,
            0.01,
            List.of(1f, 1f, 1f),
            4,
            Duration.ZERO,
            new RuntimeOptions(1, new Device(7), 1));

    SegmenterException missing =
        assertThrows(
            SegmenterException.class, () -> new Trainer(TINY, settings, new Shapes(1)).close());

    assertTrue(
        missing.getMessage().startsWith("the device is gpu:7, but TensorFlow finds only CPU:0"),
        missing.getMessage());
  }

  @Test
  void shouldFoldNormalisationWithoutChangingTheAnswer() {
    Map<String, Parameter> weights = train(30, 30).weights();
    assertTrue(weights.containsKey("stem/2/mean"));
    assertTrue(weights.containsKey("semantic/out/bias"));
    assertTrue(weights.keySet().stream().noneMatch(name -> name.endsWith("/average")));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new TrainedNetwork(Architecture.tiny(4), weights, 1).close());
    assertTrue(error.getMessage().contains("semantic/out/kernel"), error.getMessage());
  }
}
