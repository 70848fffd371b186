package io.panoptes.bench.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.train.Architecture;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledPictures;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrainingAblationTest {

  @Test
  void shouldScaleChannelsInMultiplesOfFour() {
    Architecture full = Architecture.street(LabelSet.STREET.size());
    assertEquals(full, TrainingAblation.street(1));

    Architecture half = TrainingAblation.street(0.5);
    assertEquals(List.of(8, 12, 20, 36, 64), half.channels());
    assertEquals(List.of(36, 28, 20), half.decoder());
    assertEquals(full.blocks(), half.blocks());
  }

  @Test
  void shouldSpreadAShareOverAllPictures() {
    SomePictures some = new SomePictures(new Numbered(8), 0.25);

    assertEquals(2, some.size());
    assertEquals("0", some.name(0));
    assertEquals("4", some.name(1));
    assertThrows(IllegalArgumentException.class, () -> new SomePictures(new Numbered(8), 0));
  }

  /** Pictures that are called by their number and cannot be read. */
  private record Numbered(int size) implements LabelledPictures {
    @Override
    public String name(int index) {
      return Integer.toString(index);
    }

    @Override
    public LabelSet labels() {
      return LabelSet.STREET;
    }

    @Override
    public LabelledPicture read(int index) {
      throw new IllegalStateException("there are no pixels");
    }
  }
}
