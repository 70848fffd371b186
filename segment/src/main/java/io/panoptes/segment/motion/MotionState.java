package io.panoptes.segment.motion;

import io.panoptes.core.panoptic.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What {@code motion} knows of one camera: its background and the things in front of it, at the
 * working size. Pixels come in, things come out; the cleaning of masks and the people detector are
 * the caller's. Not safe for threads.
 */
public final class MotionState {

  private static final float LIGHT_CHANGE = 0.4f;
  private static final int CELLS = 4;
  private static final float RELEARN_RATE = 0.35f;
  private static final int MARGIN = 3;
  private static final double GHOST_REST_SECONDS = 0.5;
  private static final double FIRST_LOOKS_SECONDS = 0.7;
  private static final double FIRST_LOOK_EVERY = 0.34;

  private final MotionSettings settings;
  private final int width;
  private final int height;
  private final int minArea;
  private final BackgroundModel background;
  private final Components components;
  private final ObjectMemory memory;
  private final ShapeVotes votes;
  private final GhostTest ghosts;
  private final LightGain light;
  private final CameraShake shake;
  private final byte[] raw;
  private final byte[] frozen;
  private byte[] previous;
  private byte[] current;
  private double startedAt = Double.NaN;
  private double lastFirstLook = Double.NEGATIVE_INFINITY;
  private double now;
  private float elapsed;

  public MotionState(MotionSettings settings, int width, int height) {
    this.settings = settings;
    this.width = width;
    this.height = height;
    this.minArea = Math.max(8, (int) Math.round(settings.minArea() * width * height));
    this.background = new BackgroundModel(width * height, settings.threshold(), settings.shadows());
    this.components = new Components(width, height);
    this.memory = new ObjectMemory(width, height, minArea);
    this.votes = new ShapeVotes(width * height);
    this.ghosts = new GhostTest(width, height);
    this.light = new LightGain(width * height);
    this.shake = new CameraShake(width, height);
    this.raw = new byte[width * height];
    this.frozen = new byte[width * height];
  }

  /**
   * A thing to show.
   *
   * @param number the same from frame to frame while it is remembered
   * @param region working pixels, may reach outside the picture
   * @param mask a value for each pixel of the region, 0 to 1
   * @param score confidence in the category, 0 to 1
   */
  public record Thing(int number, Region region, float[] mask, Category category, double score) {}

  /** What the people detector is asked to look at: a thing and where it is. */
  public record Question(int number, Region box, boolean wide) {}

  /**
   * Compares a new picture with the background.
   *
   * @param bgr three bytes a pixel, kept until the next call
   * @param seconds event time
   * @return mask values of {@link BackgroundModel}, to be cleaned by the caller; a copy is not made
   */
  public byte[] classify(byte[] bgr, double seconds) {
    elapsed = Double.isNaN(startedAt) ? 0 : (float) Math.max(0, Math.min(2, seconds - now));
    if (Double.isNaN(startedAt)) {
      startedAt = seconds;
    }
    now = seconds;
    current = bgr;
    if (previous != null) {
      current = light.correct(bgr, background);
      if (settings.steady()) {
        current = shake.steady(current, background);
      }
    }
    background.classify(current, raw);
    return raw;
  }

  /**
   * Columns by which the last picture lies right of the background, in working pixels; regions of
   * things and questions are the background's.
   */
  public double shiftX() {
    return shake.shiftX();
  }

  /** Rows by which the last picture lies below the background, in working pixels. */
  public double shiftY() {
    return shake.shiftY();
  }

  /** Whether it is time to look at the whole picture, before there is a background. */
  public boolean wantsFirstLook() {
    if (now - startedAt > FIRST_LOOKS_SECONDS || now - lastFirstLook < FIRST_LOOK_EVERY) {
      return false;
    }
    lastFirstLook = now;
    return true;
  }

  /**
   * Follows the things into the picture and learns from it.
   *
   * @param foreground cleaned mask, not 0 is foreground
   */
  public void follow(byte[] foreground) {
    if (previous != null && isEverywhere(foreground)) {
      memory.clear();
      Arrays.fill(frozen, (byte) 0);
      background.learn(current, RELEARN_RATE, frozen);
      previous = current.clone();
      return;
    }
    components.find(foreground);
    List<SoftMask> unknown =
        memory.follow(previous, current, foreground, raw, components, now, elapsed);
    if (previous != null) {
      for (SoftMask mask : unknown) {
        addUnlessGhost(mask);
      }
    }
    for (MovingObject object : List.copyOf(memory.objects())) {
      if (!object.guessed
          && now - object.restingSince > GHOST_REST_SECONDS
          && ghosts.isGhost(object.mask, current, background)) {
        becomeBackground(object.mask);
        memory.remove(object);
      } else {
        votes.vote(object);
      }
    }
  }

  /** Whether all parts of the picture have changed at once, as they do when the light does. */
  private boolean isEverywhere(byte[] foreground) {
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        int count = 0;
        int all = 0;
        for (int y = row * height / CELLS; y < (row + 1) * height / CELLS; y++) {
          for (int x = column * width / CELLS; x < (column + 1) * width / CELLS; x++) {
            count += foreground[y * width + x] != 0 ? 1 : 0;
            all++;
          }
        }
        if (count < LIGHT_CHANGE * all) {
          return false;
        }
      }
    }
    return true;
  }

  private void addUnlessGhost(SoftMask mask) {
    if (ghosts.isGhost(mask, current, background)) {
      becomeBackground(mask);
    } else {
      memory.add(mask, now);
    }
  }

  private void becomeBackground(SoftMask mask) {
    Region region = mask.region.grow(0, 0, width, height);
    for (int y = region.top(); y < region.bottom(); y++) {
      for (int x = region.left(); x < region.right(); x++) {
        if (mask.at(x, y) > 0.2f) {
          background.replace(y * width + x, current);
        }
      }
    }
  }

  /** Ends the frame: the background learns where nothing stands. */
  public void learn() {
    Arrays.fill(frozen, (byte) 0);
    for (MovingObject object : memory.objects()) {
      if (object.confirmed && now - object.restingSince < settings.absorbAfter().toNanos() / 1e9) {
        freeze(object.mask);
      }
    }
    float rate =
        elapsed <= 0 ? 0.05f : Math.min(0.2f, elapsed / (settings.learningTime().toNanos() / 1e9f));
    background.learn(current, rate, frozen);
    previous = current.clone();
  }

  private void freeze(SoftMask mask) {
    Region region = mask.region.grow(0, 0, width, height);
    for (int y = region.top(); y < region.bottom(); y++) {
      for (int x = region.left(); x < region.right(); x++) {
        if (mask.at(x, y) > 0.2f) {
          int from = Math.max(0, x - MARGIN);
          int to = Math.min(width, x + MARGIN + 1);
          for (int v = Math.max(0, y - MARGIN); v < Math.min(height, y + MARGIN + 1); v++) {
            Arrays.fill(frozen, v * width + from, v * width + to, (byte) 1);
          }
        }
      }
    }
  }

  /** Things that the people detector should look at now, the largest first, at most so many. */
  public List<Question> questions(int most) {
    List<MovingObject> asked = new ArrayList<>();
    double interval = settings.detectorInterval().toNanos() / 1e9;
    for (MovingObject object : memory.objects()) {
      Region box = object.mask.core(ObjectMemory.INSIDE);
      boolean sure = object.personVotes > 20 && !isWide(box);
      if (object.misses == 0
          && !box.isEmpty()
          && now - object.lookedAt >= (sure ? 8 : 1) * interval
          && box.height() > 0.6f * box.width()) {
        asked.add(object);
      }
    }
    asked.sort(
        Comparator.comparingDouble((MovingObject object) -> object.lookedAt)
            .thenComparingInt(object -> object.number));
    List<Question> questions = new ArrayList<>();
    for (MovingObject object : asked.subList(0, Math.min(most, asked.size()))) {
      object.lookedAt = now;
      Region box = object.mask.core(ObjectMemory.INSIDE);
      questions.add(new Question(object.number, box, isWide(box)));
    }
    return questions;
  }

  private static boolean isWide(Region box) {
    return box.width() > 0.62f * box.height();
  }

  /**
   * What the people detector saw.
   *
   * @param people boxes in working pixels, none when there is nobody
   */
  public void answer(Question question, List<Region> people) {
    for (MovingObject object : List.copyOf(memory.objects())) {
      if (object.number == question.number()) {
        if (people.size() > 1) {
          votes.looked(object, true);
          memory.split(object, people, now);
        } else {
          votes.looked(object, !people.isEmpty());
        }
      }
    }
  }

  /** Adds somebody whom the detector saw before there was a background to stand out from. */
  public void addPerson(Region region, float[] mask) {
    SoftMask soft = new SoftMask(region);
    System.arraycopy(mask, 0, soft.values, 0, mask.length);
    MovingObject object = memory.add(soft, now);
    object.guessed = true;
    votes.looked(object, true);
  }

  /** Whether something remembered already covers most of a region. */
  public boolean isCovered(Region region) {
    for (MovingObject object : memory.objects()) {
      Region core = object.mask.core(ObjectMemory.INSIDE);
      Region shared = core.intersect(region);
      if (!shared.isEmpty() && shared.area() > 0.3f * Math.min(region.area(), core.area())) {
        return true;
      }
    }
    return false;
  }

  /** What is to be seen, the farthest first, so that painting in order puts near over far. */
  public List<Thing> things() {
    List<MovingObject> shown = new ArrayList<>();
    for (MovingObject object : memory.objects()) {
      if (object.confirmed && object.misses * elapsed < 0.35f) {
        shown.add(object);
      }
    }
    shown.sort(
        Comparator.comparingInt((MovingObject object) -> object.mask.region.bottom())
            .thenComparingInt(object -> object.number));
    List<Thing> things = new ArrayList<>();
    for (MovingObject object : shown) {
      if (object.mask.mass() >= minArea * 0.6f) {
        things.add(
            new Thing(
                object.number,
                object.mask.region,
                object.mask.values,
                votes.category(object),
                votes.score(object)));
      }
    }
    return things;
  }

  /** Forgets the things and keeps the background. */
  public void forgetThings() {
    memory.clear();
  }
}
