package io.panoptes.eval.stq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.eval.LabelMap;
import io.panoptes.eval.MalformedEntryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected numbers are those of deeplab2's own tests. */
class SegmentationTrackingQualityTest {

  private static final StqSettings SCENE = new StqSettings(3, Set.of(2), 255);
  private static final StqSettings CARS_AND_SKY = new StqSettings(2, Set.of(0), 255);

  // Three frames of 8 x 8: class 0 sky, 1 vegetation, 2 car. A car's instance is its digit: 2 or 1;
  // in the predictions 'c' is a car of instance 1 and 'C' one of instance 2.
  private static final String[] TRUTH = {
    "0000000000000000000C01110CCCC111CCCCCC11CCCCCCC1CCCCCCC1CCCCCC11",
    "00000000000000000C001100CCC11110CCCC1111CCCCC111CCCCC111CCCC1111",
    "000000000000000000000000C0111000CC111100CCC11110CCC11111CCC11111"
  };
  private static final String[] PREDICTION = {
    "0000000000000000000001000" + "00CC1110CCCCc11CCCCCcc1CCCCccc1CCCCccc1",
    "0000000000000000000011000CCC1111CCCC1111CCCCC111CCCCcc11CCCCc111",
    "000000000000000000001000" + "00111100CCC11100CCC11111CCCC1111CCCC1111"
  };

  @Test
  void shouldEqualDeeplab2OnThreeFrames() {
    SegmentationTrackingQuality quality = new SegmentationTrackingQuality(SCENE);
    for (int frame = 0; frame < 3; frame++) {
      quality.add("1", scene(TRUTH[frame]), scene(PREDICTION[frame]));
    }
    StqResult result = quality.result();
    assertEquals(0.66841773352, result.stq(), 1e-9);
    assertEquals(0.55366581415, result.associationQuality(), 1e-9);
    assertEquals(0.8069529580309542, result.segmentationQuality(), 1e-9);
    assertEquals(3, result.perSequence().get(0).frames());
    assertEquals(0.66841773352, result.perSequence().get(0).stq(), 1e-9);
  }

  private static LabelMap scene(String pixels) {
    int[] labels = new int[64];
    for (int i = 0; i < labels.length; i++) {
      labels[i] =
          switch (pixels.charAt(i)) {
            case '0' -> SegmentationTrackingQuality.label(0, 0);
            case '1' -> SegmentationTrackingQuality.label(1, 0);
            case 'c' -> SegmentationTrackingQuality.label(2, 1);
            default -> SegmentationTrackingQuality.label(2, 2);
          };
    }
    return new LabelMap(8, 8, labels);
  }

  // Cars are digits, 0 is a crowd in ground truth; s is sky.
  @ParameterizedTest
  @CsvSource({
    "11111, 11111, 1.0, 1.0, 1.0",
    "11111, 11222, 0.72111026, 0.52, 1.0",
    "11111, 12222, 0.82462113, 0.68, 1.0",
    "11111, 12345, 0.447213596, 0.2, 1.0",
    "11111, 12122, 0.72111026, 0.52, 1.0",
    "11111, s1111, 0.50596443, 0.64, 0.4",
    "011111, 111111, 1.0, 1.0, 1.0",
    "011111, 222211, 0.72111026, 0.52, 1.0",
    "011111, 22s111, 0.40824829, 0.4, 0.41666667",
    "s1111, 11111, 0.56568542, 0.8, 0.4",
    "s1111, 22211, 0.42426407, 0.45, 0.4",
    "s1111, 22s11, 0.3, 0.3, 0.3",
  })
  void shouldEqualDeeplab2OnOneRow(
      String truth, String prediction, double stq, double aq, double sq) {
    SegmentationTrackingQuality quality = new SegmentationTrackingQuality(CARS_AND_SKY);
    quality.add("1", row(truth), row(prediction));
    assertEquals(stq, quality.result().stq(), 1e-7);
    assertEquals(aq, quality.result().associationQuality(), 1e-7);
    assertEquals(sq, quality.result().segmentationQuality(), 1e-7);
  }

  private static LabelMap row(String pixels) {
    int[] labels = new int[pixels.length()];
    for (int i = 0; i < labels.length; i++) {
      char pixel = pixels.charAt(i);
      labels[i] =
          pixel == 's'
              ? SegmentationTrackingQuality.label(1, 0)
              : pixel == 'v'
                  ? SegmentationTrackingQuality.label(255, 0)
                  : SegmentationTrackingQuality.label(0, pixel - '0');
    }
    return new LabelMap(labels.length, 1, labels);
  }

  @Test
  void shouldSkipIgnoredTruthButCountPredictedVoidAsAClass() {
    SegmentationTrackingQuality ignored = new SegmentationTrackingQuality(CARS_AND_SKY);
    ignored.add("1", row("v111"), row("s111"));
    assertEquals(1, ignored.result().segmentationQuality());
    SegmentationTrackingQuality predicted = new SegmentationTrackingQuality(CARS_AND_SKY);
    predicted.add("1", row("1111"), row("v111"));
    // Car 3/4 and void 0, both in the mean.
    assertEquals(0.375, predicted.result().segmentationQuality(), 1e-12);
  }

  @Test
  void shouldNameUnknownClasses() {
    SegmentationTrackingQuality quality = new SegmentationTrackingQuality(CARS_AND_SKY);
    LabelMap bad = new LabelMap(1, 1, new int[] {SegmentationTrackingQuality.label(7, 0)});
    MalformedEntryException failure =
        assertThrows(MalformedEntryException.class, () -> quality.add("1", row("1"), bad));
    assertEquals(
        "has the class 7; known are 0 to 1 and 255, which is ignored", failure.getMessage());
    assertEquals(0, quality.result().perSequence().size());
  }

  @Test
  void shouldMergePartsOfASequenceToTheWhole() {
    Random random = new Random(8);
    List<LabelMap> frames = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int[] labels = new int[100];
      for (int k = 0; k < labels.length; k++) {
        labels[k] =
            random.nextInt(4) == 0
                ? SegmentationTrackingQuality.label(1, 0)
                : SegmentationTrackingQuality.label(0, random.nextInt(4));
      }
      frames.add(new LabelMap(10, 10, labels));
    }
    SegmentationTrackingQuality whole = new SegmentationTrackingQuality(CARS_AND_SKY);
    SegmentationTrackingQuality first = new SegmentationTrackingQuality(CARS_AND_SKY);
    SegmentationTrackingQuality second = new SegmentationTrackingQuality(CARS_AND_SKY);
    for (int i = 0; i < 6; i++) {
      whole.add("1", frames.get(i), frames.get(i + 6));
      (i % 2 == 0 ? first : second).add("1", frames.get(i), frames.get(i + 6));
    }
    first.merge(second);
    assertEquals(whole.result().stq(), first.result().stq(), 1e-12);
    assertEquals(6, first.result().perSequence().get(0).frames());
  }
}
