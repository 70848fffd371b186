package io.panoptes.segment.model;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.segment.Segmentation;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a model's own scores of things lie on the scale that all trackers share, on which {@value
 * #DOUBTFUL} is enough to begin with and {@value #SURE} is sure. A detector's confidence needs no
 * other; a mean probability among twelve categories hardly gets past a half. Scores between are put
 * between, and so on in the same steps up to 1; the order of scores stays.
 *
 * @param doubtful the model's score from which a thing is worth a track; raising it lowers all
 *     scores
 * @param sure the model's score from which a thing is sure, more than {@code doubtful}; raising it
 *     makes fewer things sure
 */
public record ScoreScale(double doubtful, double sure) {

  /** The scores of ByteTrack's and OC-SORT's authors, and what {@code panoptic} begins with. */
  public static final ScoreScale COMMON = new ScoreScale(ScoreScale.DOUBTFUL, ScoreScale.SURE);

  private static final double DOUBTFUL = 0.3;
  private static final double SURE = 0.6;

  public ScoreScale {
    if (!(doubtful > 0 && doubtful < sure && sure <= 1)) {
      throw new IllegalArgumentException(
          "doubtful %s must be more than 0 and less than sure %s, which must be at most 1"
              .formatted(doubtful, sure));
    }
  }

  /** Reads the section {@code scores} of a manifest; problems are recorded in its document. */
  static ScoreScale read(ConfigNode node) {
    double doubtful = node.number("doubtful", DOUBTFUL, 0.01, 1);
    double sure = node.number("sure", SURE, 0.01, 1);
    if (doubtful >= sure) {
      node.problem(
          "has doubtful %s and sure %s; doubtful must be less than sure".formatted(doubtful, sure));
      return COMMON;
    }
    return new ScoreScale(doubtful, sure);
  }

  /** A score of the model's on the common scale, 0 to 1. */
  public double of(double own) {
    if (own < doubtful) {
      return own * DOUBTFUL / doubtful;
    }
    return Math.min(1, DOUBTFUL + (own - doubtful) * (SURE - DOUBTFUL) / (sure - doubtful));
  }

  /** The same result with the scores of things on the common scale. */
  Segmentation of(Segmentation decoded) {
    if (equals(COMMON)) {
      return decoded;
    }
    List<Segment> segments = new ArrayList<>();
    for (Segment segment : decoded.segments()) {
      segments.add(segment.category().isThing() ? segment.withScore(of(segment.score())) : segment);
    }
    return new Segmentation(decoded.map(), segments);
  }
}
