package io.panoptes.segment.street;

import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Hashes;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.SegmenterProvider;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelSegmenter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Provides {@code street}: the network that comes with Panoptes, for people, vehicles and what is
 * around them on streets. What it was trained on and how well it does: docs/model-street.md.
 */
public final class StreetSegmenterProvider implements SegmenterProvider {

  public static final String NAME = "street";

  private static final List<String> FILES = List.of(ModelManifest.FILE_NAME, "saved_model.pb");

  @Override
  public List<String> usage() {
    return List.of(NAME);
  }

  @Override
  public boolean provides(String name) {
    return name.equals(NAME);
  }

  @Override
  public Sharing sharing() {
    return Sharing.SHARED;
  }

  @Override
  public Segmenter open(String name, CameraSegmentation camera, SegmentSettings settings) {
    try {
      Path folder = Files.createTempDirectory("panoptes-street");
      try {
        unpack(folder);
        ModelManifest manifest = ModelManifest.read(folder);
        manifest.verify();
        return ModelSegmenter.open(NAME, manifest, settings.runtime());
      } finally {
        for (String file : FILES) {
          Files.deleteIfExists(folder.resolve(file));
        }
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new SegmenterException(
          "the bundled model cannot be unpacked into %s: %s; make room there, or name another folder with -Djava.io.tmpdir"
              .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
          e);
    }
  }

  /**
   * Writes the model as a folder that {@code model:FOLDER} runs.
   *
   * @param folder must exist
   */
  public static void unpack(Path folder) throws IOException {
    for (String file : FILES) {
      try (InputStream in = open(file)) {
        Files.copy(in, folder.resolve(file));
      }
    }
  }

  private static InputStream open(String file) throws IOException {
    InputStream in = StreetSegmenterProvider.class.getResourceAsStream(file);
    if (in == null) {
      throw new IOException("this build has no " + file);
    }
    return in;
  }

  @Override
  public String hash(String name, CameraSegmentation camera, SegmentSettings settings) {
    try (InputStream in = open(ModelManifest.FILE_NAME)) {
      return Hashes.ofText(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new SegmenterException("the bundled model cannot be read: " + e.getMessage(), e);
    }
  }
}
