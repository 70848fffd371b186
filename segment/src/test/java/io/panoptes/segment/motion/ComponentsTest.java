package io.panoptes.segment.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComponentsTest {

  private static byte[] mask(String... rows) {
    byte[] mask = new byte[rows.length * rows[0].length()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#' ? 1 : 0);
    }
    return mask;
  }

  @Test
  void shouldJoinDiagonalNeighboursAndNumberInOrderOfTheFirstPixel() {
    Components components = new Components(6, 3);
    assertEquals(2, components.find(mask("#..#.#", ".#..#.", "#....#")));
    assertArrayEquals(
        new int[] {1, 0, 0, 2, 0, 2, 0, 1, 0, 0, 2, 0, 1, 0, 0, 0, 0, 2}, components.labels());
    assertEquals(3, components.area(1));
    assertEquals(new Region(0, 0, 2, 3), components.box(1));
    assertEquals(new Region(3, 0, 6, 3), components.box(2));
  }

  @Test
  void shouldJoinArmsThatMeetLate() {
    Components components = new Components(5, 3);
    assertEquals(1, components.find(mask("#.#.#", "#.#.#", "#####")));
    assertEquals(11, components.area(1));
  }

  @Test
  void shouldAgreeWithFloodFillOnNoise() {
    Random random = new Random(7);
    int width = 40;
    int height = 30;
    Components components = new Components(width, height);
    for (int round = 0; round < 20; round++) {
      byte[] mask = new byte[width * height];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = (byte) (random.nextInt(100) < 45 ? 1 : 0);
      }
      components.find(mask);
      assertArrayEquals(floodFill(mask, width, height), components.labels());
    }
  }

  private static int[] floodFill(byte[] mask, int width, int height) {
    int[] labels = new int[mask.length];
    int count = 0;
    for (int start = 0; start < mask.length; start++) {
      if (mask[start] == 0 || labels[start] != 0) {
        continue;
      }
      labels[start] = ++count;
      Deque<Integer> open = new ArrayDeque<>();
      open.add(start);
      while (!open.isEmpty()) {
        int at = open.remove();
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int x = at % width + dx;
            int y = at / width + dy;
            if (x >= 0 && y >= 0 && x < width && y < height) {
              int next = y * width + x;
              if (mask[next] != 0 && labels[next] == 0) {
                labels[next] = count;
                open.add(next);
              }
            }
          }
        }
      }
    }
    return labels;
  }
}
