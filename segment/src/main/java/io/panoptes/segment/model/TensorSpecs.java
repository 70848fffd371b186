package io.panoptes.segment.model;

import io.panoptes.segment.SegmenterException;
import java.util.List;
import java.util.stream.Collectors;

/** Looks tensors up by name. */
final class TensorSpecs {

  private TensorSpecs() {}

  static TensorSpec find(String what, String name, List<TensorSpec> specs) {
    for (TensorSpec spec : specs) {
      if (spec.name().equals(name)) {
        return spec;
      }
    }
    throw new SegmenterException(
        "the model has no %s tensor '%s'; it has %s"
            .formatted(
                what,
                name,
                specs.stream().map(TensorSpec::name).sorted().collect(Collectors.joining(", "))));
  }
}
