package io.panoptes.segment.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Frames of one row, written as letters. */
class MotionFusionTest {

  private static final Map<Character, Category> LETTERS =
      Map.of(
          'P', CategoryCatalog.STREET.get("person"),
          'Q', CategoryCatalog.STREET.get("person"),
          'C', CategoryCatalog.STREET.get("car"),
          'V', CategoryCatalog.STREET.get("vehicle"),
          'W', CategoryCatalog.STREET.get("vehicle"),
          'O', CategoryCatalog.STREET.get("object"),
          'r', CategoryCatalog.STREET.get("road"),
          'b', CategoryCatalog.STREET.get("background"));

  private static Segmentation row(String letters, double score) {
    char[] ids = new char[letters.length()];
    Map<Character, Character> known = new HashMap<>();
    Map<Integer, Category> categories = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      char letter = letters.charAt(i);
      if (letter != '.') {
        ids[i] = known.computeIfAbsent(letter, any -> (char) (known.size() + 1));
        categories.put((int) ids[i], LETTERS.get(letter));
      }
    }
    return Segmentation.of(
        new SegmentMap(ids.length, 1, ids), id -> categories.get(id), id -> score);
  }

  private static String fuse(String model, String motion) {
    Segmentation fused = MotionFusion.fuse(row(model, 0.9), row(motion, 0.6));
    StringBuilder text = new StringBuilder();
    for (char id : fused.map().ids()) {
      text.append((int) id);
    }
    fused.segments().forEach(s -> text.append(' ').append(s.category().name()));
    return text.toString();
  }

  @Test
  void shouldAddMovingPeopleThatTheModelMisses() {
    assertEquals("1112221111 road person", fuse("rrrrrrrrrr", "bbbPPPbbbb"));
  }

  @Test
  void shouldNotAddWhatTheModelHas() {
    assertEquals("1112222111 road person", fuse("rrrPPPPrrr", "bbbbPPPbbb"));
  }

  @Test
  void shouldTakeThreeTenthsForEnough() {
    // The car is of another kind, so that it cannot be completed.
    assertEquals("1112222222 car road", fuse("CCCrrrrrrr", "PPPPPPPPPP"));
    assertEquals("1133333333 car person", fuse("CCrrrrrrrr", "PPPPPPPPPP"));
  }

  @Test
  void shouldCompleteSomebodyOfWhomTheModelHasAPart() {
    assertEquals("1112222111 road person", fuse("rrrrPrrrrr", "bbbPPPPbbb"));
    assertEquals("1112211111 road person", fuse("rrrPPrrrrr", "bbbPPPPbbb"));
  }

  @Test
  void shouldJoinPiecesOfOneMover() {
    assertEquals("1222331111 road person person", fuse("rPPPQQrrrr", "bPPPPPbbbb"));
    assertEquals("1222211111 road person", fuse("rPPPQrrrrr", "bPPPPbbbbb"));
  }

  @Test
  void shouldNotAddWhatMotionCannotName() {
    assertEquals("1111111111 road", fuse("rrrrrrrrrr", "bbbOOObbbb"));
  }

  @Test
  void shouldPartPeopleWhoTouch() {
    assertEquals("1222333331 road person person", fuse("rPPPPPPPPr", "bPPPbQQQQb"));
  }

  @Test
  void shouldPartVehiclesOfAnyKind() {
    assertEquals("1222333331 road car car", fuse("rCCCCCCCCr", "bVVVbWWWWb"));
  }

  @Test
  void shouldNotPartByWhatMostlyLiesElsewhere() {
    assertEquals("1222223333 road person person", fuse("rPPPPPrrrr", "bPPPPQQQQQ"));
  }

  @Test
  void shouldNotPartByOtherKinds() {
    assertEquals("1222222221 road person", fuse("rPPPPPPPPr", "bPPPPVVVVb"));
  }

  @Test
  void shouldNotPartByLittleOnes() {
    // One of eight pixels is less than 0.15.
    assertEquals("1222222221 road person", fuse("rPPPPPPPPr", "bQPPPPPPPb"));
  }
}
