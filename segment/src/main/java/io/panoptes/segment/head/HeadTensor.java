package io.panoptes.segment.head;

import java.util.List;

/**
 * An output that a head needs.
 *
 * @param role the manifest's key for it, such as {@code semantic}
 * @param name the model's
 * @param ranks numbers of dimensions that it may have
 */
public record HeadTensor(String role, String name, List<Integer> ranks) {

  public HeadTensor {
    if (role.isEmpty()) {
      throw new IllegalArgumentException("role is empty");
    }
    ranks = List.copyOf(ranks);
    if (ranks.isEmpty()) {
      throw new IllegalArgumentException("ranks is empty");
    }
  }
}
