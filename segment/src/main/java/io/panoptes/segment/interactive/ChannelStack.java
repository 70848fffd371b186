package io.panoptes.segment.interactive;

import io.panoptes.segment.model.ModelInput;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelTensor;
import java.util.Arrays;
import java.util.List;

/** Puts maps of prompts behind the channels of a picture, or into a tensor of their own. */
final class ChannelStack {

  private ChannelStack() {}

  /**
   * A tensor of one picture with more channels.
   *
   * @param picture three channels in the input's layout
   * @param maps row-major, of the picture's size
   */
  static ModelTensor join(ModelInput input, ModelTensor picture, List<float[]> maps) {
    int pixels = maps.get(0).length;
    float[] colours = picture.floats();
    int channels = 3 + maps.size();
    float[] joined = new float[channels * pixels];
    if (input.layout() == ModelManifest.Layout.NCHW) {
      System.arraycopy(colours, 0, joined, 0, colours.length);
      for (int i = 0; i < maps.size(); i++) {
        System.arraycopy(maps.get(i), 0, joined, (3 + i) * pixels, pixels);
      }
    } else {
      for (int i = 0; i < pixels; i++) {
        System.arraycopy(colours, 3 * i, joined, channels * i, 3);
        for (int map = 0; map < maps.size(); map++) {
          joined[channels * i + 3 + map] = maps.get(map)[i];
        }
      }
    }
    return ModelTensor.ofFloats(withChannels(input, picture, channels), joined);
  }

  /** A tensor of maps alone, in the input's layout. */
  static ModelTensor alone(ModelInput input, ModelTensor picture, List<float[]> maps) {
    int pixels = maps.get(0).length;
    float[] values = new float[maps.size() * pixels];
    boolean planar = input.layout() == ModelManifest.Layout.NCHW;
    for (int map = 0; map < maps.size(); map++) {
      for (int i = 0; i < pixels; i++) {
        values[planar ? map * pixels + i : i * maps.size() + map] = maps.get(map)[i];
      }
    }
    return ModelTensor.ofFloats(withChannels(input, picture, maps.size()), values);
  }

  private static int[] withChannels(ModelInput input, ModelTensor picture, int channels) {
    int[] shape = Arrays.copyOf(picture.shape(), 4);
    shape[input.layout() == ModelManifest.Layout.NCHW ? 1 : 3] = channels;
    return shape;
  }
}
