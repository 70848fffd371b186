package io.panoptes.segment.javacv;

import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Scene;
import io.panoptes.segment.SceneArea;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.motion.MotionSettings;
import io.panoptes.segment.motion.MotionState;
import io.panoptes.segment.motion.Region;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Things that move in front of one fixed camera, on the stuff that its scene draws. It knows people
 * by their outline, their speed and OpenCV's detector; it is no neural network and does not see
 * what never moves.
 */
final class MotionSegmenter implements Segmenter {

  static final String NAME = "motion";

  /** Changes whenever the same footage gives other results. */
  static final int VERSION = 2;

  private static final int MOST_QUESTIONS = 2;

  /**
   * Least score of the people detector: at first sight, for a thing that may be one person, and
   * two.
   */
  private static final double FIRST_HIT = 0.35;

  private static final double HIT = 0.2;
  private static final double SPLIT_HIT = 0.3;

  private final MotionSettings settings;
  private final List<SceneArea> areas;
  private Scene scene;
  private ForegroundMasks masks;
  private MotionState state;
  private PeopleDetector people;

  MotionSegmenter(MotionSettings settings, List<SceneArea> areas) {
    this.settings = settings;
    this.areas = List.copyOf(areas);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Segmentation> segment(List<Picture> batch) {
    List<Segmentation> results = new ArrayList<>(batch.size());
    for (Picture picture : batch) {
      results.add(segment(picture));
    }
    return results;
  }

  @SuppressWarnings("try")
  private Segmentation segment(Picture picture) {
    Image image = picture.image();
    prepare(image.width(), image.height());
    double seconds = picture.capturedAt().getEpochSecond() + picture.capturedAt().getNano() / 1e9;
    try (PointerScope scope = new PointerScope()) {
      Mat pixels = OpenCvImages.mat(image);
      byte[] small = masks.shrink(pixels);
      byte[] foreground = masks.clean(state.classify(small, seconds));
      masks.displace(state.shiftX(), state.shiftY());
      state.follow(foreground);
      if (people != null) {
        firstLook(pixels);
        ask(pixels);
      }
      state.learn();
      return paint();
    }
  }

  private void prepare(int width, int height) {
    if (scene != null && scene.width() == width && scene.height() == height) {
      return;
    }
    close();
    scene = Scene.draw(areas, width, height);
    masks = new ForegroundMasks(width, height, settings.workingHeight());
    state = new MotionState(settings, masks.width(), masks.height());
    people = settings.peopleDetector() ? PeopleDetector.ifAvailable() : null;
  }

  private void firstLook(Mat pixels) {
    if (!state.wantsFirstLook()) {
      return;
    }
    double tallest = Math.min(pixels.rows() * 0.8, 400);
    for (PeopleDetector.Person person :
        people.findAll(pixels, Math.max(48, pixels.rows() * 0.11), tallest, FIRST_HIT)) {
      Region box = masks.toWorking(person.box());
      if (!state.isCovered(box)) {
        state.addPerson(box, Silhouette.draw(box));
      }
    }
  }

  private void ask(Mat pixels) {
    for (MotionState.Question question : state.questions(MOST_QUESTIONS)) {
      Region box = masks.toFull(question.box());
      List<Region> seen = new ArrayList<>();
      for (PeopleDetector.Person person :
          people.find(pixels, box, box.height(), question.wide() ? SPLIT_HIT : HIT)) {
        Region shared = person.box().intersect(box);
        if (!shared.isEmpty() && shared.area() > 0.6 * person.box().area()) {
          seen.add(masks.toWorking(person.box()));
        }
      }
      state.answer(question, question.wide() || seen.isEmpty() ? seen : seen.subList(0, 1));
    }
  }

  private Segmentation paint() {
    char[] ids = scene.copyIds();
    List<Category> categories = new ArrayList<>(scene.categories());
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < categories.size(); i++) {
      scores.add(1.0);
    }
    for (MotionState.Thing thing : state.things()) {
      categories.add(thing.category());
      scores.add(thing.score());
      masks.paint(thing.region(), thing.mask(), ids, (char) categories.size());
    }
    return Segmentation.of(
        new SegmentMap(scene.width(), scene.height(), ids),
        id -> categories.get(id - 1),
        id -> scores.get(id - 1));
  }

  @Override
  public void endOfEpoch(EndOfEpoch end) {
    if (end.reason() == EndOfEpoch.Reason.INTERRUPTED && state != null) {
      state.forgetThings();
    } else {
      close();
    }
  }

  @Override
  public void close() {
    if (masks != null) {
      masks.close();
    }
    if (people != null) {
      people.close();
    }
    masks = null;
    people = null;
    state = null;
    scene = null;
  }
}
