package io.panoptes.eval.semantic;

import io.panoptes.eval.dataset.cityscapes.CityscapesLabel;
import io.panoptes.eval.dataset.voc.VocClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which labels there are, which of them have a score and which ground truth is skipped.
 *
 * @param classes every label that may appear, labels unique, at least one of them evaluated
 * @param skipped labels of ground truth whose pixels are not looked at
 */
public record SemanticRules(List<SemanticClass> classes, Set<Integer> skipped) {

  private static final int VOC_IGNORED = 255;

  public SemanticRules {
    classes = List.copyOf(classes);
    skipped = Set.copyOf(skipped);
    if (classes.stream().noneMatch(SemanticClass::evaluated)) {
      throw new IllegalArgumentException("at least one class must be evaluated");
    }
    if (classes.stream().map(SemanticClass::label).distinct().count() != classes.size()) {
      throw new IllegalArgumentException("a label appears twice among " + classes);
    }
  }

  /**
   * Pascal VOC's 21 classes with background; ground truth 255 is skipped. The devkit divides by
   * zero for a class that is in neither picture; such classes are left out of the mean here.
   */
  public static SemanticRules voc() {
    List<SemanticClass> classes = new ArrayList<>();
    for (int i = 0; i < VocClasses.NAMES.size(); i++) {
      classes.add(new SemanticClass(i, VocClasses.NAMES.get(i), true));
    }
    return new SemanticRules(classes, Set.of(VOC_IGNORED));
  }

  /**
   * Cityscapes' rules on label ids: 19 classes are evaluated; pixels whose ground truth is an
   * ignored label are no false positives, while pixels of an evaluated class that are predicted as
   * an ignored label are false negatives.
   */
  public static SemanticRules cityscapes() {
    List<SemanticClass> classes = new ArrayList<>();
    for (CityscapesLabel label : CityscapesLabel.ALL) {
      if (label.id() >= 0) {
        classes.add(new SemanticClass(label.id(), label.name(), !label.ignoredInEvaluation()));
      }
    }
    return new SemanticRules(classes, Set.of());
  }

  /**
   * Cityscapes' 19 train ids; ground truth 255 is skipped, and predicting 255 is a false negative.
   */
  public static SemanticRules cityscapesTrainIds() {
    List<SemanticClass> classes = new ArrayList<>();
    for (CityscapesLabel label : CityscapesLabel.trainLabels()) {
      classes.add(new SemanticClass(label.trainId(), label.name(), true));
    }
    classes.add(new SemanticClass(VOC_IGNORED, "ignored", false));
    return new SemanticRules(classes, Set.of(VOC_IGNORED));
  }

  /**
   * Labels 0 to {@code names.size() − 1}, all evaluated but the skipped ones.
   *
   * @param skipped label of ground truth that is not looked at, or −1
   */
  public static SemanticRules plain(List<String> names, int skipped) {
    List<SemanticClass> classes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      classes.add(new SemanticClass(i, names.get(i), i != skipped));
    }
    if (skipped >= names.size()) {
      classes.add(new SemanticClass(skipped, "ignored", false));
    }
    return new SemanticRules(classes, skipped < 0 ? Set.of() : Set.of(skipped));
  }

  boolean skips(int label) {
    return skipped.contains(label);
  }

  String labelRange() {
    int low = Integer.MAX_VALUE;
    int high = 0;
    for (SemanticClass known : classes) {
      low = Math.min(low, known.label());
      high = Math.max(high, known.label());
    }
    return low + " to " + high;
  }
}
