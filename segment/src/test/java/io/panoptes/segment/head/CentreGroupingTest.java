package io.panoptes.segment.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class CentreGroupingTest {

  private static final int WIDTH = 9;
  private static final int HEIGHT = 5;

  private final float[] heat = new float[WIDTH * HEIGHT];
  private final float[] offsets = new float[2 * WIDTH * HEIGHT];
  private final byte[] things = new byte[WIDTH * HEIGHT];

  private int[] centres(double threshold, int window, int most) {
    CentreGrouping grouping = new CentreGrouping(threshold, window, most, 0);
    grouping.group(heat, offsets, things, WIDTH, HEIGHT);
    return grouping.centres();
  }

  @Test
  void shouldNeedMoreHeatThanTheThreshold() {
    heat[10] = 0.1f;
    heat[16] = Math.nextUp(0.1f);
    assertArrayEquals(new int[] {16}, centres(0.1f, 3, 10));
  }

  @Test
  void shouldKeepTheHottestOfAWindowAndEveryCellOfAPlateau() {
    heat[19] = 0.5f;
    heat[20] = 0.6f;
    heat[24] = 0.4f;
    heat[25] = 0.4f;
    assertArrayEquals(new int[] {20, 24, 25}, centres(0.1, 3, 10));
    assertArrayEquals(new int[] {20, 25}, centres(0.1, 9, 10));
    assertArrayEquals(new int[] {20}, centres(0.1, 11, 10));
  }

  @Test
  void shouldKeepTheHottestCentresTheFirstOnTies() {
    heat[0] = 0.3f;
    heat[4] = 0.9f;
    heat[8] = 0.3f;
    heat[36] = 0.5f;
    assertArrayEquals(new int[] {4, 36, 0, 8}, centres(0.1, 3, 10));
    assertArrayEquals(new int[] {4, 36, 0}, centres(0.1, 3, 3));
  }

  @Test
  void shouldGiveEachCellTheCentreNearestToItsVote() {
    Arrays.fill(things, (byte) 1);
    things[0] = 0;
    heat[18] = 0.9f;
    heat[22] = 0.8f;
    heat[26] = 0.7f;
    offsets[2 * 20 + 1] = 6;
    CentreGrouping grouping = new CentreGrouping(0.1, 3, 10, 0);
    int[] instances = grouping.group(heat, offsets, things, WIDTH, HEIGHT);
    assertArrayEquals(
        new int[] {0, 0, 2, 1, 1, 1, 1, 2, 2},
        Arrays.copyOfRange(instances, 18, 27),
        "cell 20 votes for 26; cells 20 and 24 lie between two centres, where the first wins");
    assertArrayEquals(new int[] {-1, 0, 0, 1, 1, 1, 1, 2, 2}, Arrays.copyOfRange(instances, 0, 9));
  }

  @Test
  void shouldLeaveCellsAloneThatReachNoCentre() {
    Arrays.fill(things, (byte) 1);
    heat[18] = 0.9f;
    CentreGrouping grouping = new CentreGrouping(0.1, 3, 10, 2.5);
    offsets[2 * 24 + 1] = -4;
    int[] instances = grouping.group(heat, offsets, things, WIDTH, HEIGHT);
    assertArrayEquals(
        new int[] {0, 0, 0, -2, -2, -2, 0, -2, -2},
        Arrays.copyOfRange(instances, 18, 27),
        "cell 24 votes for 2 beside the centre and may miss by 2.5 and half of 4");
  }

  @Test
  void shouldSayWhenThereIsNoCentreAtAll() {
    things[3] = 1;
    int[] expected = new int[WIDTH * HEIGHT];
    Arrays.fill(expected, -1);
    expected[3] = -2;
    assertArrayEquals(
        expected, new CentreGrouping(0.1, 3, 10, 0).group(heat, offsets, things, WIDTH, HEIGHT));
  }
}
