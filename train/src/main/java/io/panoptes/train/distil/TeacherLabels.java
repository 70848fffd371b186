package io.panoptes.train.distil;

import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import io.panoptes.train.data.DetectedThings;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledSegment;
import io.panoptes.train.data.Pixels;
import java.util.ArrayList;
import java.util.List;

/** Makes labels of what a teacher says. Stateless. */
final class TeacherLabels {

  private TeacherLabels() {}

  /** What the teacher says and nothing else; categories that the network does not have are void. */
  static LabelledPicture of(TaughtFrame frame, LabelSet labels) {
    return build(frame, labels, null);
  }

  /**
   * The same, and where the teacher says nothing, the stuff that the network itself sees there
   * before it learns: so it does not forget what the teacher does not know.
   */
  static LabelledPicture filled(TaughtFrame frame, Segmentation own, LabelSet labels) {
    return build(frame, labels, own);
  }

  private static LabelledPicture build(TaughtFrame frame, LabelSet labels, Segmentation own) {
    Pixels pixels = frame.pixels();
    byte[] ids = new byte[pixels.width() * pixels.height()];
    List<LabelledSegment> segments = new ArrayList<>();
    byte[] number = new byte[SegmentMap.MAX_ID + 1];
    for (Segment segment : frame.taught().segments()) {
      int label = labels.ofCategory(segment.category().id());
      if (label >= 0 && segments.size() < LabelledPicture.MOST_SEGMENTS) {
        segments.add(segment(segment, label, labels.isThing(label)));
        number[segment.id()] = (byte) segments.size();
      }
    }
    byte[] ownNumber = new byte[SegmentMap.MAX_ID + 1];
    if (own != null) {
      for (Segment segment : own.segments()) {
        int label = labels.ofCategory(segment.category().id());
        boolean stuff = label >= 0 && !labels.isThing(label);
        if (stuff && segments.size() < LabelledPicture.MOST_SEGMENTS) {
          segments.add(segment(segment, label, false));
          ownNumber[segment.id()] = (byte) segments.size();
        }
      }
    }
    char[] taught = frame.taught().map().ids();
    for (int i = 0; i < ids.length; i++) {
      ids[i] = number[taught[i]];
      if (ids[i] == 0 && own != null) {
        ids[i] = ownNumber[own.map().ids()[i]];
      }
    }
    LabelledPicture picture = new LabelledPicture(pixels, ids, segments);
    return frame.seen().isEmpty() ? picture : DetectedThings.correct(picture, labels, frame.seen());
  }

  private static LabelledSegment segment(Segment segment, int label, boolean separate) {
    return new LabelledSegment(label, separate, false, segment.box(), segment.areaPixels());
  }
}
