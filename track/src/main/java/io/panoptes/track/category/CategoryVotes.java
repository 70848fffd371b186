package io.panoptes.track.category;

import io.panoptes.core.panoptic.Category;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a track is, by vote: every frame that shows it votes for its segment's category with the
 * segment's score. Old votes fade, so that an early mistake can be corrected. Not for several
 * threads.
 */
public final class CategoryVotes {

  /** What is left of all votes with each new one: votes of the last 50 frames or so count. */
  private static final double FADING = 0.98;

  /** The least that a vote counts, so that a segmenter without scores has a say. */
  private static final double LEAST_VOTE = 0.05;

  /** More categories than this are forgotten, the weakest first. */
  private static final int MOST_CATEGORIES = 4;

  private final List<Category> categories = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();

  /** One more vote with the given score, 0 to 1. */
  public void vote(Category category, double score) {
    for (int i = 0; i < weights.size(); i++) {
      weights.set(i, weights.get(i) * FADING);
    }
    add(category, Math.max(LEAST_VOTE, score));
  }

  /** All votes of another, later track that is the same. */
  public void vote(CategoryVotes other) {
    for (int i = 0; i < other.weights.size(); i++) {
      add(other.categories.get(i), other.weights.get(i));
    }
  }

  private void add(Category category, double vote) {
    int known = categories.indexOf(category);
    if (known >= 0) {
      weights.set(known, weights.get(known) + vote);
      return;
    }
    if (categories.size() == MOST_CATEGORIES) {
      int weakest = 0;
      for (int i = 1; i < weights.size(); i++) {
        weakest = weights.get(i) < weights.get(weakest) ? i : weakest;
      }
      categories.remove(weakest);
      weights.remove(weakest);
    }
    categories.add(category);
    weights.add(vote);
  }

  /** The category with most votes, the older one of equals; needs at least one vote. */
  public Category winner() {
    return categories.get(winnerIndex());
  }

  /** The winner's share of all votes, more than 0 and at most 1. */
  public double confidence() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return Math.min(1, weights.get(winnerIndex()) / sum);
  }

  /**
   * The mean score of the frames that voted, newer ones counting more.
   *
   * @param votes how many there were, at least one
   */
  public double meanScore(int votes) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum * (1 - FADING) / (1 - Math.pow(FADING, votes));
  }

  private int winnerIndex() {
    int winner = 0;
    for (int i = 1; i < weights.size(); i++) {
      winner = weights.get(i) > weights.get(winner) ? i : winner;
    }
    return winner;
  }

  public void write(StateWriter out) {
    out.writeInt(categories.size());
    for (int i = 0; i < categories.size(); i++) {
      Category category = categories.get(i);
      out.writeInt(category.id())
          .writeText(category.name())
          .writeBoolean(category.isThing())
          .writeInt(category.rgb())
          .writeText(category.parent())
          .writeDouble(weights.get(i));
    }
  }

  public static CategoryVotes read(StateReader in) {
    CategoryVotes votes = new CategoryVotes();
    int count = in.readCount(MOST_CATEGORIES);
    for (int i = 0; i < count; i++) {
      votes.categories.add(
          new Category(
              in.readInt(),
              in.readText(),
              in.readBoolean() ? Category.Kind.THING : Category.Kind.STUFF,
              in.readInt(),
              in.readText()));
      votes.weights.add(in.readDouble());
    }
    return votes;
  }
}
