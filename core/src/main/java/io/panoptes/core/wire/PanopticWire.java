package io.panoptes.core.wire;

import com.google.protobuf.UnsafeByteOperations;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.AppearanceSpace;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Origin;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.wire.proto.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    List<AppearanceSpace> spaces = spaces(frame);
    for (AppearanceSpace space : spaces) {
      builder.addAppearanceSpaces(
          Wire.AppearanceSpace.newBuilder().setName(space.name()).setThreshold(space.threshold()));
    }
    for (Segment segment : frame.segments()) {
      Integer index = table.get(segment.category());
      if (index == null) {
        index = table.size();
        table.put(segment.category(), index);
        builder.addCategories(toWire(segment.category()));
      }
      builder.addSegments(toWire(segment, index, spaces));
    }
    if (!frame.cameraMotion().isNone()) {
      builder.setCameraMotion(toWire(frame.cameraMotion()));
    }
    return builder.build();
  }

  /** All but colours, in the order in which the segments have them. */
  private static List<AppearanceSpace> spaces(PanopticFrame frame) {
    List<AppearanceSpace> spaces = new ArrayList<>();
    for (Segment segment : frame.segments()) {
      if (segment.appearance().isPresent()) {
        AppearanceSpace space = segment.appearance().get().space();
        if (!space.equals(AppearanceSpace.COLOURS) && !spaces.contains(space)) {
          spaces.add(space);
        }
      }
    }
    return spaces;
  }

  private static Wire.Segment toWire(Segment segment, int category, List<AppearanceSpace> spaces) {
    Wire.Segment.Builder builder =
        Wire.Segment.newBuilder()
            .setId(segment.id())
            .setCategory(category)
            .setScore(segment.score())
            .setAreaPixels(segment.areaPixels())
            .setBox(toWire(segment.box()));
    if (segment.appearance().isPresent()) {
      Appearance look = segment.appearance().get();
      builder
          .setAppearance(UnsafeByteOperations.unsafeWrap(look.components()))
          .setAppearanceSpace(spaces.indexOf(look.space()) + 1);
    }
    return builder.build();
  }

  private static Optional<Appearance> look(Wire.Segment wire, List<AppearanceSpace> spaces) {
    if (wire.getAppearance().isEmpty()) {
      return Optional.empty();
    }
    int number = wire.getAppearanceSpace();
    if (number < 0 || number > spaces.size()) {
      throw new WireFormatException(
          "segment %d names appearance space %d of a table of %d"
              .formatted(wire.getId(), number, spaces.size()));
    }
    return Optional.of(
        new Appearance(
            number == 0 ? AppearanceSpace.COLOURS : spaces.get(number - 1),
            wire.getAppearance().toByteArray()));
  }

  private static Wire.CameraMotion toWire(CameraMotion motion) {
    return Wire.CameraMotion.newBuilder()
        .setXx(motion.xx())
        .setXy(motion.xy())
        .setX0(motion.x0())
        .setYx(motion.yx())
        .setYy(motion.yy())
        .setY0(motion.y0())
        .build();
  }

  private static CameraMotion fromWire(Wire.CameraMotion wire) {
    return new CameraMotion(
        wire.getXx(), wire.getXy(), wire.getX0(), wire.getYx(), wire.getYy(), wire.getY0());
  }

  static PanopticFrame fromWire(Wire.PanopticFrame wire) {
    List<Category> table = new ArrayList<>(wire.getCategoriesCount());
    for (Wire.Category category : wire.getCategoriesList()) {
      table.add(fromWire(category));
    }
    List<AppearanceSpace> spaces = new ArrayList<>(wire.getAppearanceSpacesCount());
    for (Wire.AppearanceSpace space : wire.getAppearanceSpacesList()) {
      spaces.add(new AppearanceSpace(space.getName(), space.getThreshold()));
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
              fromWire(segment.getBox()),
              look(segment, spaces)));
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
        },
        wire.hasCameraMotion() ? fromWire(wire.getCameraMotion()) : CameraMotion.NONE);
  }
}
