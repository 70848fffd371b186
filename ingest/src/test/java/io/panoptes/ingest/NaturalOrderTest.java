package io.panoptes.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

  @Test
  void shouldOrderNumbersByValue() {
    List<String> expected =
        List.of(
            "a",
            "a1",
            "a2.png",
            "a10.png",
            "a10b2.png",
            "a10b11.png",
            "b",
            "b99999999999999999998",
            "b99999999999999999999");
    List<String> names = new ArrayList<>(expected);
    Collections.shuffle(names, new Random(1));

    names.sort(NaturalOrder.INSTANCE);

    assertEquals(expected, names);
  }

  @Test
  void shouldTellNamesApartThatDifferInLeadingZeroes() {
    assertTrue(NaturalOrder.INSTANCE.compare("a01", "a1") != 0);
    assertEquals(0, NaturalOrder.INSTANCE.compare("a01", "a01"));
  }
}
