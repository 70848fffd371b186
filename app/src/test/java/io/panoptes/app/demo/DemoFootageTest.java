package io.panoptes.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoFootageTest {

  @TempDir private Path cache;

  @Test
  void shouldFallBackToItsOwnClipWhenNothingCanBeHad() {
    List<String> tried = new ArrayList<>();
    DemoFootage footage =
        DemoFootage.find(
            cache,
            List.of(
                file -> {
                  tried.add("first");
                  throw new IOException("no network");
                },
                file -> {
                  tried.add("second");
                  throw new IOException("no package");
                }));
    assertEquals(List.of("first", "second"), tried);
    assertTrue(footage.source().startsWith("synthetic:"), footage.source());
    assertTrue(footage.description().contains("could not be had"), footage.description());
  }

  @Test
  void shouldNeverTakeAnotherFileForTheClip() throws IOException {
    Files.writeString(cache.resolve("vtest.avi"), "something else");
    DemoFootage footage =
        DemoFootage.find(
            cache, List.of(file -> Files.writeString(file, "a captive portal's page")));
    assertTrue(footage.source().startsWith("synthetic:"), footage.source());
    assertFalse(Files.exists(cache.resolve("vtest.avi.part")));
  }

  @Test
  void shouldFallBackWhenTheCacheCannotBeMade() throws IOException {
    Path file = Files.writeString(cache.resolve("file"), "in the way");
    DemoFootage footage = DemoFootage.find(file.resolve("below"), List.of());
    assertTrue(footage.source().startsWith("synthetic:"), footage.source());
  }
}
