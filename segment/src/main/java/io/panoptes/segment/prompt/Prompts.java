package io.panoptes.segment.prompt;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import java.util.List;
import java.util.Optional;

/** What every segmenter asks of prompts, and how it finds its way among them. */
public final class Prompts {

  private Prompts() {}

  /**
   * Checks that prompts describe one thing of a picture: at least one is positive, every one lies
   * inside, and there is at most one box, one set of extreme points and one mask.
   *
   * @throws PromptException when not; the message says which prompt and what is allowed
   */
  public static void check(List<Prompt> prompts, int width, int height) {
    requireNonNull(prompts, "prompts is null");
    for (Prompt prompt : prompts) {
      if (prompt instanceof PointPrompt point) {
        checkPoint("point", point.x(), point.y(), width, height);
      } else if (prompt instanceof BoxPrompt box) {
        checkBox(box.box(), width, height);
      } else if (prompt instanceof ExtremePoints extreme) {
        for (Point point : extreme.points()) {
          checkPoint("extreme point", point.x(), point.y(), width, height);
        }
      } else if (prompt instanceof MaskPrompt mask) {
        checkMask(mask.mask(), width, height);
      }
    }
    atMostOne(prompts, BoxPrompt.class, "boxes");
    atMostOne(prompts, ExtremePoints.class, "sets of extreme points");
    atMostOne(prompts, MaskPrompt.class, "masks");
    if (prompts.stream().noneMatch(Prompt::isPositive)) {
      throw new PromptException(
          prompts.isEmpty()
              ? "no prompt; give a point on the thing, a box around it, its extreme points or a"
                  + " mask"
              : "no positive prompt says where the thing is; add a point on it, a box around it,"
                  + " its extreme points or a mask");
    }
  }

  private static void checkPoint(String what, double x, double y, int width, int height) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      throw new PromptException(
          "%s %s,%s lies outside the picture of %dx%d; x must be 0 to %d and y 0 to %d"
              .formatted(what, text(x), text(y), width, height, width - 1, height - 1));
    }
  }

  private static void checkBox(Box box, int width, int height) {
    if (box.left() < 0 || box.top() < 0 || box.right() > width || box.bottom() > height) {
      throw new PromptException(
          "box %s,%s,%s,%s reaches outside the picture of %dx%d; x must be 0 to %d and y 0 to %d"
              .formatted(
                  text(box.left()),
                  text(box.top()),
                  text(box.right()),
                  text(box.bottom()),
                  width,
                  height,
                  width,
                  height));
    }
  }

  private static void checkMask(Mask mask, int width, int height) {
    if (mask.width() != width || mask.height() != height) {
      throw new PromptException(
          "mask of %dx%d does not fit the picture of %dx%d; it must have the picture's size"
              .formatted(mask.width(), mask.height(), width, height));
    }
  }

  private static String text(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static void atMostOne(List<Prompt> prompts, Class<?> kind, String name) {
    long count = prompts.stream().filter(kind::isInstance).count();
    if (count > 1) {
      throw new PromptException(
          count + " " + name + " for one thing; give one, and ask once for each thing");
    }
  }

  /** All clicks, in order. */
  public static List<PointPrompt> points(List<Prompt> prompts) {
    return prompts.stream()
        .filter(PointPrompt.class::isInstance)
        .map(PointPrompt.class::cast)
        .toList();
  }

  /** The box around the thing: as given, around its extreme points, or the part common to both. */
  public static Optional<Box> box(List<Prompt> prompts) {
    Box box = null;
    for (Prompt prompt : prompts) {
      Box one = null;
      if (prompt instanceof BoxPrompt given) {
        one = given.box();
      } else if (prompt instanceof ExtremePoints extreme) {
        one = extreme.box();
      }
      if (one != null) {
        box = box == null ? one : common(box, one);
      }
    }
    return Optional.ofNullable(box);
  }

  private static Box common(Box a, Box b) {
    if (a.intersectionArea(b) <= 0) {
      throw new PromptException(
          "the box and the extreme points have no pixel in common; they must be of one thing");
    }
    return new Box(
        Math.max(a.left(), b.left()),
        Math.max(a.top(), b.top()),
        Math.min(a.right(), b.right()),
        Math.min(a.bottom(), b.bottom()));
  }

  public static Optional<ExtremePoints> extremePoints(List<Prompt> prompts) {
    return first(prompts, ExtremePoints.class);
  }

  public static Optional<Mask> mask(List<Prompt> prompts) {
    return first(prompts, MaskPrompt.class).map(MaskPrompt::mask);
  }

  private static <P extends Prompt> Optional<P> first(List<Prompt> prompts, Class<P> kind) {
    return prompts.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
