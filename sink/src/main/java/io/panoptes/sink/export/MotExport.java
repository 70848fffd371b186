package io.panoptes.sink.export;

import io.panoptes.core.track.TrackedFrame;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code tracks.txt}, boxes as the MOT Challenge has them; a frame's lines at once. */
public final class MotExport implements FrameExport {

  private final Writer out;

  /**
   * @param folder the camera's; an earlier export in it is replaced
   */
  public MotExport(Path folder) throws IOException {
    out = Files.newBufferedWriter(folder.resolve("tracks.txt"), StandardCharsets.UTF_8);
  }

  @Override
  public void add(TrackedFrame frame, long number) throws IOException {
    out.write(MotLines.of(frame, number));
    out.flush();
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
