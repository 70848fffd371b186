package io.panoptes.segment.worker;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Picture;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.Segmenters;
import java.util.List;

/**
 * One segmenter with what waits for it; it works on one batch at a time. A model that all cameras
 * share has one lane, a segmenter with a memory has one for each camera. Guarded by the worker's
 * lock; only the thread that set {@link #busy} touches the segmenter.
 */
final class Lane {

  final Batcher batcher;
  final boolean shared;
  final String model;

  /** Whether pictures are decoded for it. */
  final boolean looksAtPixels;

  private final Segmenters.Choice choice;
  private final CameraSegmentation camera;
  private final SegmentSettings settings;
  private Segmenter segmenter;

  /** What results carry as their model; only the thread that works on the lane touches it. */
  private String resultModel;

  private volatile String device = "cpu";

  /** Whether a thread works on it. */
  boolean busy;

  /** Whether it goes away when it has nothing left to do. */
  boolean closing;

  Lane(
      Segmenters.Choice choice,
      boolean shared,
      CameraSegmentation camera,
      SegmentSettings settings,
      Batcher batcher) {
    this.choice = choice;
    this.shared = shared;
    this.model = choice.name();
    this.resultModel = model;
    this.looksAtPixels = choice.provider().looksAtPixels();
    this.camera = camera;
    this.settings = settings;
    this.batcher = batcher;
  }

  /** Opens the segmenter at first use. */
  Segmenter segmenter() {
    if (segmenter == null) {
      Segmenter opened = choice.open(camera, settings);
      opened.warmUp();
      segmenter = opened;
      device = opened.device();
    }
    return segmenter;
  }

  /** Segments pictures, and notes which version of the model did. */
  List<Segmentation> segment(List<Picture> pictures) {
    Segmenter opened = segmenter();
    List<Segmentation> results = opened.segment(pictures);
    resultModel = opened.version().isEmpty() ? model : model + "@" + opened.version();
    return results;
  }

  /** The model, and the version of it that made the latest results if it has versions. */
  String resultModel() {
    return resultModel;
  }

  /** What the segmenter runs on, once it is open. Any thread. */
  String device() {
    return device;
  }

  /** Tells the segmenter, if it was ever used. */
  void endOfEpoch(EndOfEpoch end) {
    if (segmenter != null) {
      segmenter.endOfEpoch(end);
    }
  }

  void close() {
    if (segmenter != null) {
      segmenter.close();
      segmenter = null;
    }
  }

  /** Names a lane: the model, and the camera when it is not shared. */
  record Key(String model, CameraId camera) {}
}
