package io.panoptes.ingest.javacv;

import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.FrameSource;
import io.panoptes.ingest.Picture;
import io.panoptes.ingest.SourceException;
import io.panoptes.ingest.SourceInfo;
import io.panoptes.ingest.synthetic.Scene;
import io.panoptes.ingest.synthetic.SceneSettings;
import java.util.Optional;
import java.util.OptionalLong;

/** A drawn scene, for tests and for want of footage. */
final class SyntheticSource implements FrameSource {

  private final CameraSettings settings;
  private final JpegWriters writers;
  private SceneSettings scene;
  private ScenePainter painter;
  private int next;
  private volatile boolean interrupted;

  SyntheticSource(CameraSettings settings) {
    this.settings = settings;
    this.writers = new JpegWriters(settings.picture());
  }

  @Override
  public SourceInfo open() throws SourceException {
    try {
      scene = SceneSettings.parse(settings.source());
    } catch (IllegalArgumentException e) {
      throw new SourceException("'" + settings.source() + "' " + e.getMessage(), e);
    }
    painter = new ScenePainter(new Scene(scene));
    return new SourceInfo(
        scene.width(),
        scene.height(),
        scene.framesPerSecond(),
        OptionalLong.of(scene.frames()),
        Optional.empty());
  }

  @Override
  public Optional<Picture> next() throws SourceException {
    if (interrupted) {
      throw new SourceException(settings.source() + " was interrupted");
    }
    if (next >= scene.frames()) {
      return Optional.empty();
    }
    int frame = next++;
    return Optional.of(new MatPicture(painter.paint(frame), scene.ptsMicros(frame), writers));
  }

  @Override
  public void interrupt() {
    interrupted = true;
  }

  @Override
  public void close() {
    writers.close();
    if (painter != null) {
      painter.close();
      painter = null;
    }
  }
}
