package io.panoptes.eval.panoptic;

import io.panoptes.eval.EvalCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Video panoptic quality (Kim et al. 2020): panoptic quality of tubes. A window of k consecutive
 * annotated frames is stacked and slides by one frame; matches of all windows and videos are summed
 * and the averages of the window sizes averaged. Areas of a window are the sums of its own frames;
 * the authors' script instead adds to the table it read, which for windows of three and more frames
 * counts a segment twice that first appears in the middle of an earlier window.
 *
 * <p>Instances are not for several threads; give each thread its own and {@link #merge} them.
 */
public final class VideoPanopticQuality {

  private final Map<Integer, PanopticQuality> byWindow = new TreeMap<>();

  /**
   * @param windows window sizes in annotated frames, at least 1 each; the authors use 1, 2, 3 and 4
   *     on every fifth frame
   */
  public VideoPanopticQuality(List<EvalCategory> categories, List<Integer> windows) {
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("at least one window size is needed");
    }
    for (int window : windows) {
      if (window < 1) {
        throw new IllegalArgumentException("window of " + window + " frames must be at least 1");
      }
      byWindow.put(window, new PanopticQuality(categories));
    }
  }

  /**
   * Adds one video, its annotated frames in order. A window longer than the video finds nothing.
   */
  public void add(List<PanopticOverlap> frames) {
    byWindow.forEach(
        (window, quality) -> {
          for (int start = 0; start + window <= frames.size(); start++) {
            quality.add(
                window == 1
                    ? frames.get(start)
                    : PanopticOverlap.stack(frames.subList(start, start + window)));
          }
        });
  }

  /** Adds what another instance, made with the same categories and windows, has counted. */
  public void merge(VideoPanopticQuality other) {
    if (!byWindow.keySet().equals(other.byWindow.keySet())) {
      throw new IllegalArgumentException(
          "cannot merge windows " + other.byWindow.keySet() + " into " + byWindow.keySet());
    }
    byWindow.forEach((window, quality) -> quality.merge(other.byWindow.get(window)));
  }

  public VideoPanopticResult result() {
    List<VideoPanopticResult.Window> windows = new ArrayList<>();
    byWindow.forEach(
        (window, quality) -> windows.add(new VideoPanopticResult.Window(window, quality.result())));
    return new VideoPanopticResult(windows);
  }
}
