package io.panoptes.ingest.javacv;

import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.FrameSource;
import io.panoptes.ingest.SourceException;
import io.panoptes.ingest.SourceInfo;

/** Looks whether a source can be read, before anything else is started. */
public final class SourceProbe {

  private SourceProbe() {}

  /**
   * Opens the source and closes it again.
   *
   * @throws SourceException when it cannot be read; the message says why and shows no credential
   */
  public static SourceInfo check(CameraSettings settings) throws SourceException {
    try (FrameSource source = new JavacvSources().create(settings)) {
      return source.open();
    }
  }
}
