package io.panoptes.ingest.synthetic;

import io.panoptes.core.panoptic.CategoryCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What is where in a drawn scene. Ground and buildings have small segment ids, whoever moves has
 * ids from {@link #FIRST_THING} on. Immutable.
 */
public final class Scene {

  /** Smallest segment id of a thing. */
  public static final int FIRST_THING = 100;

  private static final int LARGEST_THING = 0xFFFF;

  private final SceneSettings settings;
  private final List<Drawing> ground;
  private final List<Actor> actors = new ArrayList<>();

  public Scene(SceneSettings settings) {
    this.settings = settings;
    Random random = new Random(settings.seed());
    switch (settings.kind()) {
      case PEOPLE -> {
        ground = square();
        addCrowd(random, 6, 0.34, 0.80, new Perspective(settings.height(), 0.06, 0.24), true);
      }
      case STREET -> {
        ground = street();
        Perspective perspective = new Perspective(settings.height(), 0.02, 0.30);
        addCrowd(random, 2.5, 0.425, 0.49, perspective, false);
        addCrowd(random, 2.5, 0.80, 0.87, perspective, false);
        addTraffic(random, 0.60, false, perspective);
        addTraffic(random, 0.73, true, perspective);
      }
      default -> throw new IllegalStateException("no scene for " + settings.kind());
    }
  }

  public SceneSettings settings() {
    return settings;
  }

  /** What never moves, from back to front. */
  public List<Drawing> ground() {
    return ground;
  }

  /** Who is there, from back to front; some may be outside the picture, or hidden. */
  public List<Drawing> thingsAt(int frame) {
    double seconds = frame / settings.framesPerSecond();
    return actors.stream()
        .filter(actor -> actor.isThere(seconds))
        .sorted(Comparator.comparingDouble(actor -> actor.footY(seconds)))
        .map(actor -> actor.draw(seconds))
        .toList();
  }

  private double seconds() {
    return settings.frames() / settings.framesPerSecond();
  }

  private int nextId() {
    return FIRST_THING + actors.size() % (LARGEST_THING - FIRST_THING + 1);
  }

  /**
   * @param crowd how many there are at a time, on average
   * @param top uppermost place for feet, as a share of the height
   * @param bottom lowermost place
   * @param crossing whether they may walk slantwise
   */
  private void addCrowd(
      Random random,
      double crowd,
      double top,
      double bottom,
      Perspective perspective,
      boolean crossing) {
    double height = settings.height();
    double typical = perspective.personHeight((top + bottom) / 2 * height);
    double margin = 0.4 * perspective.personHeight(bottom * height);
    double crossingSeconds = (settings.width() + 2 * margin) / (0.75 * typical);
    double interval = crossingSeconds / crowd;
    for (double start = -crossingSeconds; start < seconds(); start += interval) {
      double fromY = height * (top + (bottom - top) * random.nextDouble());
      double toY = crossing ? height * (top + (bottom - top) * random.nextDouble()) : fromY;
      boolean toTheRight = random.nextBoolean();
      double left = -margin;
      double right = settings.width() + margin;
      actors.add(
          new Walker(
              nextId(),
              start + interval * 0.8 * random.nextDouble(),
              toTheRight ? left : right,
              fromY,
              toTheRight ? right : left,
              toY,
              0.6 + 0.3 * random.nextDouble(),
              perspective,
              random));
    }
  }

  private void addTraffic(Random random, double lane, boolean toTheRight, Perspective perspective) {
    double y = lane * settings.height();
    double length = 2.4 * perspective.personHeight(y);
    // One speed a lane, so that nobody drives through the car ahead.
    double speed = 0.9 + 0.3 * random.nextDouble();
    double start = -3 * random.nextDouble();
    while (start < seconds()) {
      actors.add(new Car(nextId(), start, settings.width(), y, length, speed, toTheRight, random));
      start += 2.5 + 5 * random.nextDouble();
    }
  }

  private List<Drawing> square() {
    List<Drawing> drawings = new ArrayList<>();
    drawings.add(band(1, "building", 0, 0.16, 0x8D7B6C, windows(0.03, 0.13, 0x3B4A57)));
    drawings.add(band(2, "grass", 0.16, 0.30, 0x5C8A3C, List.of()));
    drawings.add(band(3, "pavement", 0.30, 0.84, 0xA7A39B, tiles(0.30, 0.84, 0x8F8B84)));
    drawings.add(band(4, "grass", 0.84, 1, 0x4F7D34, List.of()));
    drawings.add(trees(5, 0.22, 0.10, 0.33, 0.55, 0.78, 0.93));
    return List.copyOf(drawings);
  }

  private List<Drawing> street() {
    List<Drawing> drawings = new ArrayList<>();
    drawings.add(band(1, "sky", 0, 0.08, 0xA9CCE3, List.of()));
    drawings.add(band(2, "building", 0.08, 0.31, 0x9C8576, windows(0.12, 0.27, 0x34495E)));
    drawings.add(band(3, "grass", 0.31, 0.40, 0x5C8A3C, List.of()));
    drawings.add(band(4, "pavement", 0.40, 0.50, 0xA7A39B, tiles(0.40, 0.50, 0x8F8B84)));
    drawings.add(band(5, "road", 0.50, 0.77, 0x55585B, laneMarks(0.635)));
    drawings.add(band(6, "pavement", 0.77, 0.89, 0xADA89F, tiles(0.77, 0.89, 0x948F87)));
    drawings.add(band(7, "grass", 0.89, 1, 0x4F7D34, List.of()));
    drawings.add(trees(8, 0.33, 0.06, 0.27, 0.62, 0.88));
    return List.copyOf(drawings);
  }

  private Drawing band(
      int id, String category, double top, double bottom, int rgb, List<Part> detail) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        Part.box(0, top * settings.height(), settings.width(), bottom * settings.height(), rgb));
    parts.addAll(detail);
    return new Drawing(id, CategoryCatalog.STREET.get(category), parts);
  }

  private List<Part> windows(double top, double bottom, int rgb) {
    List<Part> parts = new ArrayList<>();
    int columns = 14;
    double pitch = (double) settings.width() / columns;
    double rowHeight = (bottom - top) * settings.height() / 2;
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < columns; column++) {
        double left = (column + 0.25) * pitch;
        double upper = top * settings.height() + (row + 0.15) * rowHeight;
        parts.add(Part.box(left, upper, left + 0.5 * pitch, upper + 0.65 * rowHeight, rgb));
      }
    }
    return parts;
  }

  private List<Part> tiles(double top, double bottom, int rgb) {
    List<Part> parts = new ArrayList<>();
    double height = settings.height();
    double line = Math.max(0.6, height / 500);
    for (double y = top; y < bottom - 0.01; y += 0.012 + 0.05 * y) {
      parts.add(Part.box(0, y * height, settings.width(), y * height + line, rgb));
    }
    double middle = settings.width() / 2.0;
    for (int i = -12; i <= 12; i++) {
      double upper = middle + i * settings.width() / 14.0;
      double lower = middle + i * settings.width() / 9.0;
      parts.add(Part.limb(upper, top * height, line, lower, bottom * height, line, rgb));
    }
    return parts;
  }

  private List<Part> laneMarks(double y) {
    List<Part> parts = new ArrayList<>();
    double thickness = Math.max(1, settings.height() / 120.0);
    double pitch = settings.width() / 10.0;
    for (int i = 0; i < 10; i++) {
      double left = (i + 0.2) * pitch;
      double top = y * settings.height();
      parts.add(Part.box(left, top, left + 0.6 * pitch, top + thickness, 0xE5E3DC));
    }
    return parts;
  }

  private Drawing trees(int id, double footY, double... places) {
    List<Part> parts = new ArrayList<>();
    double height = settings.height();
    for (double place : places) {
      double x = place * settings.width();
      double y = footY * height;
      double size = 0.10 * height * (0.85 + 0.3 * (place * 7 % 1));
      parts.add(Part.box(x - 0.1 * size, y - size, x + 0.1 * size, y, 0x5D4037));
      parts.add(Part.ellipse(x, y - 1.3 * size, 0.8 * size, 0.75 * size, 0x2E5D2A));
      parts.add(Part.ellipse(x - 0.3 * size, y - 1.1 * size, 0.5 * size, 0.45 * size, 0x386B31));
      parts.add(Part.ellipse(x + 0.2 * size, y - 1.6 * size, 0.5 * size, 0.4 * size, 0x467A3B));
    }
    return new Drawing(id, CategoryCatalog.STREET.get("vegetation"), parts);
  }
}
