package io.panoptes.segment.motion;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;

/** Tells people, vehicles and other objects by shape, motion and what the people detector said. */
final class ShapeVotes {

  private static final Category PERSON = CategoryCatalog.STREET.get("person");
  private static final Category VEHICLE = CategoryCatalog.STREET.get("vehicle");
  private static final Category OBJECT = CategoryCatalog.STREET.get("object");
  private static final float MOST = 40;
  private static final float DETECTED = 6;

  /** Share of the picture above which the detector hardly misses people. */
  private static final float LARGE = 0.03f;

  private final int pictureArea;

  ShapeVotes(int pictureArea) {
    this.pictureArea = pictureArea;
  }

  /** One frame's look at a thing that is seen. */
  void vote(MovingObject object) {
    Region box = object.mask.core(ObjectMemory.INSIDE);
    if (object.misses > 0 || box.isEmpty()) {
      return;
    }
    float upright = box.height() / (float) box.width();
    float speed =
        (float) Math.hypot(object.velocityX, object.velocityY)
            / Math.max(1, Math.min(box.height(), 2 * box.width()));
    float share = box.area() / (float) pictureArea;
    if (speed > 2.6f && upright < 1.9f) {
      object.vehicleVotes += 1;
    } else if (upright >= 1.35f && upright <= 4.5f) {
      object.personVotes += 1;
    } else if (upright < 0.95f && share > 0.008f && speed > 0.2f) {
      object.vehicleVotes += 1;
    } else {
      object.objectVotes += 0.7f;
    }
    cap(object);
  }

  /** The people detector looked at it. */
  void looked(MovingObject object, boolean person) {
    if (person) {
      object.personVotes += DETECTED;
      object.confirmed = true;
      object.detected = true;
    } else if (!object.detected
        && object.mask.core(ObjectMemory.INSIDE).area() > LARGE * pictureArea) {
      object.vehicleVotes += DETECTED / 2;
    }
    cap(object);
  }

  private static void cap(MovingObject object) {
    float sum = object.personVotes + object.vehicleVotes + object.objectVotes;
    if (sum > MOST) {
      object.personVotes *= MOST / sum;
      object.vehicleVotes *= MOST / sum;
      object.objectVotes *= MOST / sum;
    }
  }

  Category category(MovingObject object) {
    if (object.personVotes >= object.vehicleVotes && object.personVotes >= object.objectVotes) {
      return PERSON;
    }
    return object.vehicleVotes >= object.objectVotes ? VEHICLE : OBJECT;
  }

  /** Share of the votes for the category, not quite certain while there are few, 0 to 1. */
  double score(MovingObject object) {
    double best = Math.max(object.personVotes, Math.max(object.vehicleVotes, object.objectVotes));
    double all = object.personVotes + object.vehicleVotes + object.objectVotes;
    return Math.round(1000 * (best + 1) / (all + 2)) / 1000.0;
  }
}
