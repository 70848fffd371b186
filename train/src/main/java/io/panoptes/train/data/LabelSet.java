package io.panoptes.train.data;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.eval.EvalCategory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a network learns to tell apart. A label is a category's index.
 *
 * @param categories in the order of their labels, at most 120, ids unique
 */
public record LabelSet(List<Category> categories) {

  /** Most labels of a set: a label is a byte of a {@link Sample}. */
  public static final int MOST = 120;

  /** What the bundled network knows: the street set's categories in the order of their ids. */
  public static final LabelSet STREET = street();

  public LabelSet {
    categories = List.copyOf(categories);
    if (categories.isEmpty() || categories.size() > MOST) {
      throw new IllegalArgumentException(
          "there are " + categories.size() + " categories; allowed are 1 to " + MOST);
    }
    Set<Integer> ids = new HashSet<>();
    for (Category category : categories) {
      if (!ids.add(category.id())) {
        throw new IllegalArgumentException("category id " + category.id() + " appears twice");
      }
    }
  }

  private static LabelSet street() {
    List<Category> categories = new ArrayList<>();
    for (Category category : CategoryCatalog.STREET.categories()) {
      if (category.id() <= 5 || category.id() >= 21 && category.id() <= 27) {
        categories.add(category);
      }
    }
    return new LabelSet(categories);
  }

  public int size() {
    return categories.size();
  }

  public Category category(int label) {
    return categories.get(label);
  }

  /** Whether it is one of the labels, and of things. */
  public boolean isThing(int label) {
    return label >= 0 && categories.get(label).isThing();
  }

  /** The label of a name, blanks for hyphens allowed; −1 when there is none. */
  public int find(String name) {
    String wanted = name.strip().replace(' ', '-').replace('_', '-');
    for (int label = 0; label < categories.size(); label++) {
      if (categories.get(label).name().equalsIgnoreCase(wanted)) {
        return label;
      }
    }
    return -1;
  }

  /** The label of a category id, −1 when there is none. */
  public int ofCategory(int id) {
    for (int label = 0; label < categories.size(); label++) {
      if (categories.get(label).id() == id) {
        return label;
      }
    }
    return -1;
  }

  /** The names, for messages. */
  public String names() {
    return String.join(", ", categories.stream().map(Category::name).toList());
  }

  /** The same categories as metrics take them. */
  public List<EvalCategory> forEvaluation() {
    return categories.stream()
        .map(category -> new EvalCategory(category.id(), category.name(), category.isThing()))
        .toList();
  }
}
