package io.panoptes.segment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceTest {

  @Test
  void shouldReadDevices() {
    assertEquals(Optional.of(Device.CPU), Device.parse("cpu"));
    assertEquals(Optional.of(new Device(0)), Device.parse("gpu"));
    assertEquals(Optional.of(new Device(12)), Device.parse("gpu:12"));
    assertEquals("gpu:12", new Device(12).toString());
    assertEquals(Optional.empty(), Device.parse("gpu:"));
    assertEquals(Optional.empty(), Device.parse("cuda"));
  }

  @Test
  void shouldRefuseOptionsThatMakeNoSense() {
    assertThrows(IllegalArgumentException.class, () -> new Device(-2));
    assertThrows(IllegalArgumentException.class, () -> new RuntimeOptions(-1, Device.CPU, 1));
    assertThrows(IllegalArgumentException.class, () -> new RuntimeOptions(0, Device.CPU, 0));
  }
}
