package io.panoptes.core.wire;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Origin;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.wire.proto.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Panoptic frames to and from protobuf. */
final class PanopticWire {

  private PanopticWire() {}

  static Wire.Category toWire(Category category) {
    return Wire.Category.newBuilder()
        .setId(category.id())
        .setName(category.name())
        .setKind(
            switch (category.kind()) {
              case THING -> Wire.Category.Kind.THING;
              case STUFF -> Wire.Category.Kind.STUFF;
            })
        .setRgb(category.rgb())
        .setParent(category.parent())
        .build();
  }

  static Category fromWire(Wire.Category wire) {
    return new Category(
        wire.getId(),
        wire.getName(),
        switch (wire.getKind()) {
          case THING -> Category.Kind.THING;
          case STUFF -> Category.Kind.STUFF;
          case KIND_UNSPECIFIED, UNRECOGNIZED ->
              throw new WireFormatException("category " + wire.getId() + " has no known kind");
        },
        wire.getRgb(),
        wire.getParent());
  }

  static Wire.Box toWire(Box box) {
    return Wire.Box.newBuilder()
        .setLeft(box.left())
        .setTop(box.top())
        .setRight(box.right())
        .setBottom(box.bottom())
        .build();
  }

  static Box fromWire(Wire.Box wire) {
    return new Box(wire.getLeft(), wire.getTop(), wire.getRight(), wire.getBottom());
  }

  static Wire.PanopticFrame toWire(PanopticFrame frame) {
    Wire.PanopticFrame.Builder builder =
        Wire.PanopticFrame.newBuilder()
            .setId(FrameWire.toWire(frame.id()))
            .setCapturedAtMicros(FrameWire.micros(frame.capturedAt()))
            .setPtsMicros(frame.ptsMicros())
            .setMap(SegmentMapWire.toWire(frame.map()))
            .setModel(frame.model())
            .setOrigin(
                switch (frame.origin()) {
                  case SEGMENTED -> Wire.PanopticFrame.Origin.SEGMENTED;
                  case CARRIED -> Wire.PanopticFrame.Origin.CARRIED;
                  case REUSED -> Wire.PanopticFrame.Origin.REUSED;
                });
    Map<Category, Integer> table = new LinkedHashMap<>();
    for (Segment segment : frame.segments()) {
      Integer index = table.get(segment.category());
      if (index == null) {
        index = table.size();
        table.put(segment.category(), index);
        builder.addCategories(toWire(segment.category()));
      }
      builder.addSegments(
          Wire.Segment.newBuilder()
              .setId(segment.id())
              .setCategory(index)
              .setScore(segment.score())
              .setAreaPixels(segment.areaPixels())
              .setBox(toWire(segment.box())));
    }
    return builder.build();
  }

  static PanopticFrame fromWire(Wire.PanopticFrame wire) {
    List<Category> table = new ArrayList<>(wire.getCategoriesCount());
    for (Wire.Category category : wire.getCategoriesList()) {
      table.add(fromWire(category));
    }
    List<Segment> segments = new ArrayList<>(wire.getSegmentsCount());
    for (Wire.Segment segment : wire.getSegmentsList()) {
      if (segment.getCategory() < 0 || segment.getCategory() >= table.size()) {
        throw new WireFormatException(
            "segment %d names category %d of a table of %d"
                .formatted(segment.getId(), segment.getCategory(), table.size()));
      }
      segments.add(
          new Segment(
              segment.getId(),
              table.get(segment.getCategory()),
              segment.getScore(),
              segment.getAreaPixels(),
              fromWire(segment.getBox())));
    }
    return new PanopticFrame(
        FrameWire.fromWire(wire.getId()),
        FrameWire.instant(wire.getCapturedAtMicros()),
        wire.getPtsMicros(),
        SegmentMapWire.fromWire(wire.getMap()),
        segments,
        wire.getModel(),
        switch (wire.getOrigin()) {
          case SEGMENTED -> Origin.SEGMENTED;
          case CARRIED -> Origin.CARRIED;
          case REUSED -> Origin.REUSED;
          case UNRECOGNIZED -> throw new WireFormatException("panoptic frame has no known origin");
        });
  }
}
