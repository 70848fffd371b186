package io.panoptes.ingest.javacv;

import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.EncodedPicture;
import io.panoptes.ingest.FrameSource;
import io.panoptes.ingest.KeyFrameGate;
import io.panoptes.ingest.Picture;
import io.panoptes.ingest.SourceException;
import io.panoptes.ingest.SourceInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one connection gave.
 *
 * @param pictures encoded, without those that the key frame gate keeps out
 * @param conditions of all pictures, those kept out among them
 * @param ptsMicros of each of {@code pictures}
 */
record Reading(
    SourceInfo info,
    List<EncodedPicture> pictures,
    List<Picture.Condition> conditions,
    List<Long> ptsMicros,
    Optional<String> shortfall) {

  static Reading of(CameraSettings settings) throws SourceException {
    return of(settings, Integer.MAX_VALUE);
  }

  static Reading of(CameraSettings settings, int most) throws SourceException {
    List<EncodedPicture> pictures = new ArrayList<>();
    List<Picture.Condition> conditions = new ArrayList<>();
    List<Long> ptsMicros = new ArrayList<>();
    try (FrameSource source = new JavacvSources().create(settings)) {
      SourceInfo info = source.open();
      KeyFrameGate gate = new KeyFrameGate(true);
      while (conditions.size() < most) {
        Optional<Picture> next = source.next();
        if (next.isEmpty()) {
          break;
        }
        try (Picture picture = next.get()) {
          conditions.add(picture.condition());
          if (gate.passes(picture.condition())) {
            ptsMicros.add(picture.ptsMicros());
            pictures.add(picture.encode());
          }
        }
      }
      return new Reading(info, pictures, conditions, ptsMicros, source.shortfall());
    }
  }

  List<Integer> numbers() {
    return pictures.stream().map(p -> TestVideos.number(p.image().bytes())).toList();
  }

  long damaged() {
    return conditions.stream().filter(c -> c == Picture.Condition.DAMAGED).count();
  }
}
