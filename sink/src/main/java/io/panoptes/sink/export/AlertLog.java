package io.panoptes.sink.export;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.wire.AlertJson;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of one camera's alerts, one JSON object a line. Not safe for many threads. */
public final class AlertLog implements AutoCloseable {

  private final Writer out;

  /**
   * @param file is replaced
   */
  public AlertLog(Path file) throws IOException {
    out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }

  /** The line is in the file when this returns. */
  public void add(Alert alert) throws IOException {
    out.write(AlertJson.write(alert));
    out.write('\n');
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
