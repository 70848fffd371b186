package io.panoptes.train.data;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes samples of labelled pictures for the view of a fixed camera: cuts at many scales, things
 * pasted in, changed light, weather and camera. A sample depends on seed and position alone.
 */
public final class PictureSampler implements Sampler {

  private static final int LEAST_THING = 20;
  private static final int MOST_THING = 300;

  /** Share of a sample's side that a picture at least covers, unless its scale would be above 1. */
  private static final double LEAST_COVER = 0.6;

  private static final double MOST_STRETCH = 1.12;

  /** Share of labelled pixels from which on a picture is always taken. */
  private static final double KNOWN = 0.6;

  private static final int CHOICES = 4;

  /**
   * Share of the samples around things that are cut around one that is not of the first label, each
   * of the others equally often.
   */
  private static final double RARE = 0.4;

  private static final int TRIES = 48;

  private static final int ANY = -1;

  private final LabelledPictures pictures;
  private final Augmentation augmentation;
  private final long seed;
  private final Pasting pasting;

  /** Labels of things but the first. */
  private final int[] others;

  public PictureSampler(LabelledPictures pictures, Augmentation augmentation, long seed) {
    this.pictures = requireNonNull(pictures, "pictures is null");
    this.augmentation = requireNonNull(augmentation, "augmentation is null");
    this.seed = seed;
    this.pasting = new Pasting(pictures);
    this.others =
        IntStream.range(1, pictures.labels().size()).filter(pictures.labels()::isThing).toArray();
  }

  @Override
  public Sample sample(long position) {
    SplittableRandom random = new SplittableRandom(mix(seed, position));
    boolean around = random.nextDouble() < augmentation.thingRate();
    boolean rare = around && random.nextDouble() < RARE && others.length > 0;
    int label = rare ? others[random.nextInt(others.length)] : ANY;
    LabelledPicture picture = choose(label, random);
    Canvas canvas = new Canvas(augmentation.width(), augmentation.height());
    canvas.draw(picture, place(picture, around, label, random));
    if (random.nextDouble() < augmentation.pasteRate()) {
      pasting.paste(canvas, random);
    }
    Looks.change(canvas, augmentation, random);
    return Targets.sample(canvas, pictures.labels());
  }

  /**
   * Takes a picture of which little is known less often.
   *
   * @param label that a thing of it should have, or {@link #ANY}
   */
  private LabelledPicture choose(int label, SplittableRandom random) {
    LabelledPicture picture = pictures.read(random.nextInt(pictures.size()));
    if (label != ANY) {
      for (int i = 0; i < TRIES && things(picture, label).isEmpty(); i++) {
        picture = pictures.read(random.nextInt(pictures.size()));
      }
      return picture;
    }
    for (int i = 0; i < CHOICES && KNOWN * random.nextDouble() > known(picture); i++) {
      picture = pictures.read(random.nextInt(pictures.size()));
    }
    return picture;
  }

  private static double known(LabelledPicture picture) {
    double known = 0;
    for (LabelledSegment segment : picture.segments()) {
      known += segment.areaPixels();
    }
    return known / ((double) picture.width() * picture.height());
  }

  private static long mix(long seed, long position) {
    long z = seed * 0x9E3779B97F4A7C15L + position * 0xD1B54A32D192ED03L;
    z = (z ^ z >>> 29) * 0xBF58476D1CE4E5B9L;
    return z ^ z >>> 32;
  }

  private Placement place(
      LabelledPicture picture, boolean around, int label, SplittableRandom random) {
    boolean mirrored = random.nextDouble() < augmentation.flipRate();
    List<LabelledSegment> things = around ? things(picture, label) : List.of();
    if (around && things.isEmpty()) {
      things = things(picture, ANY);
    }
    if (!things.isEmpty()) {
      return around(picture, things.get(random.nextInt(things.size())), mirrored, random);
    }
    double scale =
        bounded(picture, between(augmentation.leastScale(), augmentation.mostScale(), random));
    double stretch = stretch(random);
    double room = augmentation.width() - picture.width() * scale * stretch;
    double roomBelow = augmentation.height() - picture.height() * scale / stretch;
    return new Placement(
        scale * stretch,
        scale / stretch,
        Math.rint(room * random.nextDouble()),
        Math.rint(roomBelow * random.nextDouble()),
        mirrored);
  }

  /** A place where a thing is wholly or mostly seen, in a size that cameras see it in. */
  private Placement around(
      LabelledPicture picture, LabelledSegment thing, boolean mirrored, SplittableRandom random) {
    double wanted = between(LEAST_THING, MOST_THING, random) / thing.box().height();
    double scale =
        bounded(
            picture,
            Math.max(augmentation.leastScale() / 2, Math.min(augmentation.mostScale(), wanted)));
    double stretch = stretch(random);
    double middle = (thing.box().left() + thing.box().right()) / 2;
    double x = (mirrored ? picture.width() - middle : middle) * scale * stretch;
    double y = (thing.box().top() + thing.box().bottom()) / 2 * scale / stretch;
    double left = augmentation.width() * (0.2 + 0.6 * random.nextDouble()) - x;
    double top = augmentation.height() * (0.2 + 0.6 * random.nextDouble()) - y;
    return new Placement(
        scale * stretch,
        scale / stretch,
        Math.rint(inside(left, augmentation.width() - picture.width() * scale * stretch)),
        Math.rint(inside(top, augmentation.height() - picture.height() * scale / stretch)),
        mirrored);
  }

  private double bounded(LabelledPicture picture, double scale) {
    double least =
        Math.max(
            LEAST_COVER * augmentation.width() / picture.width(),
            LEAST_COVER * augmentation.height() / picture.height());
    return Math.max(scale, Math.min(1, least));
  }

  private double stretch(SplittableRandom random) {
    return augmentation.leastScale() == augmentation.mostScale()
        ? 1
        : Math.sqrt(between(1 / MOST_STRETCH, MOST_STRETCH, random));
  }

  /** Leaves no gap at an edge that the picture can reach. */
  private static double inside(double start, double room) {
    return Math.max(Math.min(0, room), Math.min(Math.max(0, room), start));
  }

  private List<LabelledSegment> things(LabelledPicture picture, int label) {
    List<LabelledSegment> things = new ArrayList<>();
    for (LabelledSegment segment : picture.segments()) {
      if (pictures.labels().isThing(segment.label())
          && (label == ANY || label == segment.label())) {
        things.add(segment);
      }
    }
    return things;
  }

  /** A number whose logarithm is evenly spread. */
  static double between(double least, double most, SplittableRandom random) {
    return least * Math.exp(Math.log(most / least) * random.nextDouble());
  }
}
