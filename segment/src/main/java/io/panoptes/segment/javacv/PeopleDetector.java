package io.panoptes.segment.javacv;

import io.panoptes.segment.motion.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.PointVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OpenCV's people detector (histograms of oriented gradients after Dalal and Triggs, 2005) on parts
 * of a picture. Its answers come sorted, whatever OpenCV's threads do. Not safe for threads; closed
 * by its owner.
 */
final class PeopleDetector implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeopleDetector.class);

  /** Height of a person in the detector's window of 64 by 128. */
  private static final double PERSON_IN_WINDOW = 96;

  private static final int WINDOW_WIDTH = 64;
  private static final int WINDOW_HEIGHT = 128;
  private static final double OVERLAP = 0.45;

  private final HOGDescriptor hog;

  @SuppressWarnings("try")
  PeopleDetector() {
    hog = new HOGDescriptor();
    try (PointerScope scope = new PointerScope();
        FloatPointer weights = HOGDescriptor.getDefaultPeopleDetector()) {
      hog.setSVMDetector(new Mat(weights));
    }
  }

  /**
   * A detector, or null, with a warning, where its library cannot be loaded: it drags in OpenCV's
   * windows, and with them GTK, which a bare server does not have.
   */
  static PeopleDetector ifAvailable() {
    try {
      return new PeopleDetector();
    } catch (LinkageError e) {
      LOG.warn(
          "motion goes on without OpenCV's people detector, and tells people by shape alone: {};"
              + " on Debian or Ubuntu, install libgtk2.0-0",
          e.getMessage());
      return null;
    }
  }

  /** Somebody in full-frame pixels. */
  record Person(Region box, double weight) {}

  /**
   * Looks for people of about a known height.
   *
   * @param picture whole frame
   * @param around where to look
   * @param personHeight expected height in pixels of the frame
   */
  List<Person> find(Mat picture, Region around, double personHeight, double hitThreshold) {
    List<Person> found = new ArrayList<>();
    for (double factor : new double[] {0.85, 1, 1.2}) {
      double scale = PERSON_IN_WINDOW / (personHeight * factor);
      search(picture, around, scale, hitThreshold, found);
    }
    return strongest(found);
  }

  /** Looks for people of any height from {@code smallest} on in the whole picture. */
  List<Person> findAll(Mat picture, double smallest, double largest, double hitThreshold) {
    List<Person> found = new ArrayList<>();
    Region all = new Region(0, 0, picture.cols(), picture.rows());
    for (double tall = smallest; tall <= largest; tall *= 1.15) {
      search(picture, all, PERSON_IN_WINDOW / tall, hitThreshold, found);
    }
    return strongest(found);
  }

  @SuppressWarnings("try")
  private void search(
      Mat picture, Region around, double scale, double hitThreshold, List<Person> found) {
    int marginX = (int) Math.ceil(WINDOW_WIDTH / 2 / scale);
    int marginY = (int) Math.ceil(24 / scale);
    Region area = around.grow(marginX, marginY, picture.cols(), picture.rows());
    int width = (int) Math.round(area.width() * scale);
    int height = (int) Math.round(area.height() * scale);
    try (PointerScope scope = new PointerScope()) {
      Mat part = new Mat(picture, new Rect(area.left(), area.top(), area.width(), area.height()));
      Mat scaled = new Mat();
      opencv_imgproc.resize(
          part,
          scaled,
          new Size(Math.max(1, width), Math.max(1, height)),
          0,
          0,
          scale < 1 ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR);
      int padX = Math.max(0, (WINDOW_WIDTH - width + 1) / 2);
      int padY = Math.max(0, (WINDOW_HEIGHT - height + 1) / 2);
      if (padX > 0 || padY > 0) {
        Mat padded = new Mat();
        opencv_core.copyMakeBorder(
            scaled, padded, padY, padY, padX, padX, opencv_core.BORDER_REPLICATE);
        scaled = padded;
      }
      PointVector locations = new PointVector();
      DoublePointer weights = new DoublePointer();
      hog.detect(
          scaled,
          locations,
          weights,
          hitThreshold,
          new Size(8, 8),
          new Size(0, 0),
          new PointVector());
      for (long i = 0; i < locations.size(); i++) {
        double left = area.left() + (locations.get(i).x() - padX + 14) / scale;
        double top = area.top() + (locations.get(i).y() - padY + 16) / scale;
        found.add(
            new Person(
                new Region(
                    (int) Math.round(left),
                    (int) Math.round(top),
                    (int) Math.round(left + 36 / scale),
                    (int) Math.round(top + 96 / scale)),
                weights.get(i)));
      }
    }
  }

  private static List<Person> strongest(List<Person> found) {
    found.sort(
        Comparator.comparingDouble((Person person) -> -person.weight())
            .thenComparingInt(person -> person.box().left())
            .thenComparingInt(person -> person.box().top())
            .thenComparingInt(person -> person.box().height()));
    List<Person> kept = new ArrayList<>();
    for (Person person : found) {
      boolean covered = false;
      for (Person other : kept) {
        Region shared = person.box().intersect(other.box());
        covered |=
            !shared.isEmpty()
                && shared.area() > OVERLAP * Math.min(person.box().area(), other.box().area());
      }
      if (!covered) {
        kept.add(person);
      }
    }
    return kept;
  }

  @Override
  public void close() {
    hog.close();
  }
}
