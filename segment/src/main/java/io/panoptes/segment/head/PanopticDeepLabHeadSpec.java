package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import io.panoptes.segment.model.ModelManifest;
import java.util.List;
import java.util.Map;

/**
 * A head for labels, centres and offsets. Cells are the pixels of the outputs.
 *
 * @param semantic output with a score for each label
 * @param centre output with the heat of centres
 * @param offset output with rows and columns to the centre
 * @param layout of all three
 * @param centreThreshold heat above which a cell may be a centre; raising it finds fewer instances
 * @param centreWindow side, in cells, of the square in which a centre is the hottest; raising it
 *     joins neighbours
 * @param mostCentres that are kept, the hottest
 * @param offsetUnit by which offsets are divided to get cells
 * @param reach cells by which a vote may miss its centre, and half of the offset's length in
 *     addition; cells that miss all centres become things of their own by connected components; 0
 *     is unlimited, as in the paper
 * @param join most share of a thing's cells that a piece which reaches no centre may have to become
 *     a part of that thing, which it touches; raising it gives people back their legs and joins
 *     what is small beside them
 * @param minArea smallest thing as a share of the frame's area
 * @param minStuffArea stuff below this share of the frame's area becomes void
 */
record PanopticDeepLabHeadSpec(
    String semantic,
    String centre,
    String offset,
    ModelManifest.Layout layout,
    double centreThreshold,
    int centreWindow,
    int mostCentres,
    double offsetUnit,
    double reach,
    double join,
    double minArea,
    double minStuffArea)
    implements HeadSpec {

  @Override
  public List<HeadTensor> tensors() {
    return List.of(
        new HeadTensor("semantic", semantic, List.of(4)),
        new HeadTensor("centre", centre, List.of(4)),
        new HeadTensor("offset", offset, List.of(4)));
  }

  @Override
  public Head open(Map<Integer, Category> categories) {
    return new PanopticDeepLabHead(this, categories);
  }
}
