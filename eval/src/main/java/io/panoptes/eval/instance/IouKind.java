package io.panoptes.eval.instance;

import io.panoptes.core.geometry.Box;

/** What overlap is measured on. */
public enum IouKind {
  MASK {
    @Override
    double overlap(InstanceDetection detection, InstanceTruth truth) {
      return truth.crowd()
          ? detection.mask().shareInside(truth.mask())
          : detection.mask().iou(truth.mask());
    }
  },
  BOX {
    @Override
    double overlap(InstanceDetection detection, InstanceTruth truth) {
      Box box = detection.box();
      if (!truth.crowd()) {
        return box.iou(truth.box());
      }
      double shared = box.intersectionArea(truth.box());
      return shared == 0 ? 0 : shared / box.area();
    }
  };

  /** IoU, 0 to 1; with a crowd region the detection's share inside it. */
  abstract double overlap(InstanceDetection detection, InstanceTruth truth);
}
