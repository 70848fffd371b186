package io.panoptes.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes long clips of short ones. */
final class Clips {

  private Clips() {}

  /**
   * A clip that shows another one several times without a break.
   *
   * @param folder for what is written
   * @param times 1 gives the clip itself
   */
  static Path repeated(Path clip, int times, Path folder) throws IOException {
    if (times == 1) {
      return clip;
    }
    Files.createDirectories(folder);
    String name = clip.getFileName().toString();
    int dot = name.lastIndexOf('.');
    // FFmpeg takes only plain names from such a list, and only beside it.
    String part = "part" + (dot < 0 ? "" : name.substring(dot));
    Files.copy(clip, folder.resolve(part), StandardCopyOption.REPLACE_EXISTING);
    Path list = folder.resolve("repeated-" + times + ".ffconcat");
    Files.writeString(list, "ffconcat version 1.0\n" + ("file " + part + "\n").repeat(times));
    return list;
  }
}
