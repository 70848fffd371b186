package io.panoptes.ingest.javacv;

import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.FrameSource;
import io.panoptes.ingest.SourceUri;
import java.nio.file.Files;

/** Chooses what reads a source. Safe for several threads. */
public final class JavacvSources implements FrameSource.Factory {

  @Override
  public FrameSource create(CameraSettings settings) {
    SourceUri source = settings.source();
    return switch (source.kind()) {
      case SYNTHETIC -> new SyntheticSource(settings);
      case PATH ->
          Files.isDirectory(source.path())
              ? new ImageFolderSource(settings)
              : new FfmpegSource(settings);
      case RTSP, HTTP, USB -> new FfmpegSource(settings);
    };
  }
}
