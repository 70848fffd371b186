package io.panoptes.eval.dataset.cityscapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One label of Cityscapes.
 *
 * @param id in {@code labelIds} pictures; −1 for the licence plate, which is in none
 * @param name as the data set has it
 * @param trainId in {@code labelTrainIds} pictures; 255 when it is not trained
 * @param category the wider group
 * @param hasInstances whether it is told apart in {@code instanceIds} pictures
 * @param ignoredInEvaluation whether it has no score
 */
public record CityscapesLabel(
    int id,
    String name,
    int trainId,
    String category,
    boolean hasInstances,
    boolean ignoredInEvaluation) {

  /** All labels in the order of their ids. */
  public static final List<CityscapesLabel> ALL =
      List.of(
          ignored(0, "unlabeled", "void"),
          ignored(1, "ego vehicle", "void"),
          ignored(2, "rectification border", "void"),
          ignored(3, "out of roi", "void"),
          ignored(4, "static", "void"),
          ignored(5, "dynamic", "void"),
          ignored(6, "ground", "void"),
          stuff(7, "road", 0, "flat"),
          stuff(8, "sidewalk", 1, "flat"),
          ignored(9, "parking", "flat"),
          ignored(10, "rail track", "flat"),
          stuff(11, "building", 2, "construction"),
          stuff(12, "wall", 3, "construction"),
          stuff(13, "fence", 4, "construction"),
          ignored(14, "guard rail", "construction"),
          ignored(15, "bridge", "construction"),
          ignored(16, "tunnel", "construction"),
          stuff(17, "pole", 5, "object"),
          ignored(18, "polegroup", "object"),
          stuff(19, "traffic light", 6, "object"),
          stuff(20, "traffic sign", 7, "object"),
          stuff(21, "vegetation", 8, "nature"),
          stuff(22, "terrain", 9, "nature"),
          stuff(23, "sky", 10, "sky"),
          thing(24, "person", 11, "human"),
          thing(25, "rider", 12, "human"),
          thing(26, "car", 13, "vehicle"),
          thing(27, "truck", 14, "vehicle"),
          thing(28, "bus", 15, "vehicle"),
          new CityscapesLabel(29, "caravan", 255, "vehicle", true, true),
          new CityscapesLabel(30, "trailer", 255, "vehicle", true, true),
          thing(31, "train", 16, "vehicle"),
          thing(32, "motorcycle", 17, "vehicle"),
          thing(33, "bicycle", 18, "vehicle"),
          new CityscapesLabel(-1, "license plate", 255, "vehicle", false, true));

  private static CityscapesLabel ignored(int id, String name, String category) {
    return new CityscapesLabel(id, name, 255, category, false, true);
  }

  private static CityscapesLabel stuff(int id, String name, int trainId, String category) {
    return new CityscapesLabel(id, name, trainId, category, false, false);
  }

  private static CityscapesLabel thing(int id, String name, int trainId, String category) {
    return new CityscapesLabel(id, name, trainId, category, true, false);
  }

  /** The 19 evaluated labels in the order of their train ids. */
  public static List<CityscapesLabel> trainLabels() {
    List<CityscapesLabel> trained = new ArrayList<>();
    for (CityscapesLabel label : ALL) {
      if (!label.ignoredInEvaluation) {
        trained.add(label);
      }
    }
    return trained;
  }

  /** The label with this id of {@code labelIds} pictures. */
  public static Optional<CityscapesLabel> ofId(int id) {
    return ALL.stream().filter(label -> label.id == id).findFirst();
  }
}
