package io.panoptes.core.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

  private static final CameraId GATE = new CameraId("gate");
  private static final EncodedImage IMAGE = EncodedImage.jpeg(new byte[] {1, 2, 3});

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".hidden", "-x", "a/b", "a b", "zähler", "a\nb", "${x}"})
  void shouldRefuseCameraNamesThatAreUnsafeAsFileNames(String name) {
    assertThrows(IllegalArgumentException.class, () -> new CameraId(name));
  }

  @Test
  void shouldNotQuoteEndlessCameraNamesInFull() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new CameraId("x".repeat(1_000_000)))
            .getMessage();
    assertTrue(message.length() < 300, message);
  }

  @Test
  void shouldMakeAnyNameAllowed() {
    Random random = new Random(1);
    for (int n = 0; n < 500; n++) {
      StringBuilder name = new StringBuilder();
      for (int i = random.nextInt(100); i > 0; i--) {
        name.append((char) random.nextInt(0x300));
      }
      CameraId camera = CameraId.sanitised(name.toString());
      assertEquals(camera, CameraId.sanitised(camera.value()));
    }
    assertEquals("north-gate.mp4", CameraId.sanitised("north  gate.mp4").value());
    assertEquals("camera", CameraId.sanitised("…").value());
  }

  @Test
  void shouldOrderFramesByCameraThenEpochThenSequence() {
    List<FrameId> ordered =
        List.of(
            new FrameId(new CameraId("a"), 2, 9),
            new FrameId(GATE, 1, 2),
            new FrameId(GATE, 1, 10),
            new FrameId(GATE, 2, 0));
    List<FrameId> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(1));
    Collections.sort(shuffled);
    assertEquals(ordered, shuffled);
    assertEquals("gate/1/10", ordered.get(2).toString());
  }

  @Test
  void shouldRefuseFrameSizesThatNoPictureHas() {
    assertThrows(IllegalArgumentException.class, () -> frame(0, 1));
    assertThrows(IllegalArgumentException.class, () -> frame(1, -1));
    String message =
        assertThrows(IllegalArgumentException.class, () -> frame(65_536, 1)).getMessage();
    assertEquals("frame size 65536x1 must be 1 to 65535 pixels each way", message);
    assertEquals(65_535, frame(65_535, 65_535).width());
  }

  @Test
  void shouldCompareImagesByTheirBytes() {
    EncodedImage same = EncodedImage.jpeg(new byte[] {1, 2, 3});
    assertEquals(IMAGE, same);
    assertEquals(IMAGE.hashCode(), same.hashCode());
    assertNotEquals(IMAGE, EncodedImage.jpeg(new byte[] {1, 2, 4}));
    assertNotEquals(IMAGE, new EncodedImage(EncodedImage.Format.PNG, same.bytes()));
    assertArrayEquals(new byte[] {1, 2, 3}, IMAGE.bytes());
    assertEquals("jpg", IMAGE.format().extension());
    assertEquals("png", EncodedImage.Format.PNG.extension());
  }

  @Test
  void shouldRefuseAnImageWithoutBytes() {
    assertThrows(IllegalArgumentException.class, () -> EncodedImage.jpeg(new byte[0]));
    assertEquals(
        "bytes is null",
        assertThrows(NullPointerException.class, () -> EncodedImage.jpeg(null)).getMessage());
  }

  @Test
  void shouldTellCameraEpochAndTimeOfBothKindsOfMessage() {
    Instant at = Instant.parse("1969-12-31T23:59:59.5Z");
    StreamMessage<Frame> item = StreamMessage.of(frame(2, 2));
    StreamMessage<Frame> end =
        StreamMessage.end(new EndOfEpoch(GATE, 7, 0, at, EndOfEpoch.Reason.STOPPED));
    assertEquals(GATE, item.camera());
    assertEquals(3, item.epoch());
    assertEquals(Instant.EPOCH, item.at());
    assertEquals(7, end.epoch());
    assertEquals(at, end.at());
    assertEquals("item", item.map(f -> "item", e -> "end"));
    assertEquals("end", end.map(f -> "item", e -> "end"));
  }

  @Test
  void shouldRefuseNegativeCounts() {
    assertThrows(IllegalArgumentException.class, () -> new FrameId(GATE, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new FrameId(GATE, 0, -1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new EndOfEpoch(GATE, 1, -1, Instant.EPOCH, EndOfEpoch.Reason.COMPLETED));
  }

  private static Frame frame(int width, int height) {
    return new Frame(
        new FrameId(GATE, 3, 4), Instant.EPOCH, 0, width, height, Delivery.LIVE, IMAGE);
  }
}
