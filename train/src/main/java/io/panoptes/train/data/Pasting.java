package io.panoptes.train.data;

import io.panoptes.core.geometry.Box;
import java.util.SplittableRandom;

/** Pastes things of other pictures: people mostly, upright, wholly seen in their own picture. */
final class Pasting {

  private static final int MOST_THINGS = 4;
  private static final int TRIES = 12;
  private static final int LEAST_AREA = 700;
  private static final int LEAST_HEIGHT = 20;
  private static final int MOST_HEIGHT = 220;
  private static final double MOST_ENLARGED = 1.5;

  /** Share of other things than people that are taken when met. */
  private static final double OTHERS = 0.5;

  private final LabelledPictures pictures;

  Pasting(LabelledPictures pictures) {
    this.pictures = pictures;
  }

  void paste(Canvas canvas, SplittableRandom random) {
    int wanted = 1 + random.nextInt(MOST_THINGS);
    for (int i = 0; i < TRIES && wanted > 0; i++) {
      LabelledPicture picture = pictures.read(random.nextInt(pictures.size()));
      if (picture.segments().isEmpty()) {
        continue;
      }
      int segment = random.nextInt(picture.segments().size());
      if (isWanted(picture, segment, random)) {
        canvas.paste(picture, segment, place(canvas, picture, segment, random));
        wanted--;
      }
    }
  }

  private boolean isWanted(LabelledPicture picture, int index, SplittableRandom random) {
    LabelledSegment segment = picture.segments().get(index);
    if (!segment.separate() || segment.areaPixels() < LEAST_AREA) {
      return false;
    }
    Box box = segment.box();
    boolean whole =
        box.left() > 1
            && box.top() > 1
            && box.right() < picture.width() - 1
            && box.bottom() < picture.height() - 1;
    boolean person = pictures.labels().category(segment.label()).name().equals("person");
    return whole && (person || random.nextDouble() < OTHERS);
  }

  private static Placement place(
      Canvas canvas, LabelledPicture picture, int segment, SplittableRandom random) {
    Box box = picture.segments().get(segment).box();
    double height = PictureSampler.between(LEAST_HEIGHT, MOST_HEIGHT, random);
    double scale = Math.min(MOST_ENLARGED, height / box.height());
    boolean mirrored = random.nextBoolean();
    double middle = (box.left() + box.right()) / 2;
    double x = canvas.width() * random.nextDouble();
    double bottom = canvas.height() * (0.15 + 0.95 * random.nextDouble());
    return new Placement(
        scale,
        scale,
        x - scale * (mirrored ? picture.width() - middle : middle),
        bottom - scale * box.bottom(),
        mirrored);
  }
}
