package io.panoptes.sink.draw;

import io.panoptes.core.geometry.Box;
import io.panoptes.sink.overlay.OverlayScene;
import io.panoptes.sink.overlay.Palette;
import java.util.ArrayList;
import java.util.List;

/** Draws names on plates, above their boxes or where there is room. Not safe for many threads. */
final class LabelPainter {

  private final TextStyle style;
  private final Plates plates;

  LabelPainter(TextStyle style, Plates plates) {
    this.style = style;
    this.plates = plates;
  }

  /**
   * @param headRoom rows at the upper edge that are taken
   */
  void paint(Picture picture, List<OverlayScene.Label> labels, int headRoom) {
    List<Box> taken = new ArrayList<>(labels.size());
    for (OverlayScene.Label label : labels) {
      Box place = place(picture, label, headRoom, taken);
      taken.add(place);
      paint(picture, label, place);
    }
  }

  private Box place(Picture picture, OverlayScene.Label label, int headRoom, List<Box> taken) {
    int width = style.plain().width(label.text()) + 2 * pad() + chip();
    int height = height();
    double left =
        Math.max(0, Math.min(picture.width() - width, Math.round(label.box().left()) - 1));
    double above = Math.round(label.box().top()) - height - 2.0;
    double below = Math.round(label.box().bottom()) + 2.0;
    double within = Math.max(headRoom, Math.round(label.box().top()) + 2.0);
    double[] tops = {above, above - height - 1, below, within, within + height + 1};
    Box fallback = null;
    for (double top : tops) {
      if (top < headRoom || top + height > picture.height()) {
        continue;
      }
      Box place = Box.ofSize(left, top, width, height);
      if (isFree(place, taken)) {
        return place;
      }
      fallback = fallback == null ? place : fallback;
    }
    return fallback == null ? Box.ofSize(left, headRoom, width, height) : fallback;
  }

  private static boolean isFree(Box place, List<Box> taken) {
    for (Box other : taken) {
      if (place.intersectionArea(other) > 0) {
        return false;
      }
    }
    return true;
  }

  private void paint(Picture picture, OverlayScene.Label label, Box place) {
    int left = (int) place.left();
    int top = (int) place.top();
    plates.fill(
        picture,
        left,
        top,
        (int) place.width(),
        (int) place.height(),
        style.px(4),
        label.rgb(),
        label.opacity());
    int bar = chip() - style.px(2);
    plates.fill(
        picture,
        left + style.px(3),
        top + style.px(3),
        bar,
        (int) place.height() - 2 * style.px(3),
        style.px(1),
        label.chip(),
        label.opacity());
    style
        .plain()
        .paint(
            picture,
            label.text(),
            left + pad() + chip(),
            baseline(top),
            Palette.textOn(label.rgb()),
            Math.min(1, label.opacity() + 0.1));
  }

  /** Height of a plate of one line. */
  int height() {
    return style.plain().capHeight() + 2 * style.px(5);
  }

  /** Row of the letters' feet on a plate that begins at {@code top}. */
  int baseline(int top) {
    return top + style.px(5) + style.plain().capHeight();
  }

  private int pad() {
    return style.px(5);
  }

  private int chip() {
    return style.px(5);
  }
}
