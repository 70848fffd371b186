package io.panoptes.segment.model;

/**
 * Where a frame lies in a model's input.
 *
 * @param width of the input
 * @param left of the frame in the input; what is outside of the frame's part is filled
 * @param partWidth of the frame in the input
 */
public record Placement(
    int frameWidth,
    int frameHeight,
    int width,
    int height,
    int left,
    int top,
    int partWidth,
    int partHeight) {

  /** How a frame of this size gets into an input. */
  public static Placement of(ModelInput input, int frameWidth, int frameHeight) {
    ModelInput.Size size = input.size();
    double resize = resize(size, Math.max(frameWidth, frameHeight));
    int width = size.width() == 0 ? up(frameWidth * resize, size.multipleOf()) : size.width();
    int height = size.height() == 0 ? up(frameHeight * resize, size.multipleOf()) : size.height();
    if (input.fit().mode() == ModelInput.FitMode.STRETCH) {
      return new Placement(frameWidth, frameHeight, width, height, 0, 0, width, height);
    }
    double scale = Math.min((double) width / frameWidth, (double) height / frameHeight);
    int partWidth = Math.max(1, Math.min(width, (int) Math.round(frameWidth * scale)));
    int partHeight = Math.max(1, Math.min(height, (int) Math.round(frameHeight * scale)));
    boolean centred = input.fit().align() == ModelInput.Align.CENTRE;
    return new Placement(
        frameWidth,
        frameHeight,
        width,
        height,
        centred ? (width - partWidth) / 2 : 0,
        centred ? (height - partHeight) / 2 : 0,
        partWidth,
        partHeight);
  }

  private static double resize(ModelInput.Size size, double longerSide) {
    if (size.maxSide() > 0 && longerSide > size.maxSide()) {
      return size.maxSide() / longerSide;
    }
    return Math.max(1, size.minSide() / longerSide);
  }

  private static int up(double size, int multiple) {
    return (int) Math.ceil(Math.round(size) / (double) multiple) * multiple;
  }
}
