package io.panoptes.app.image;

import io.panoptes.segment.Segmentation;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.draw.Picture;
import io.panoptes.sink.javacv.JavaCvTools;
import io.panoptes.sink.record.MediaTools;
import io.panoptes.train.data.Jpeg;
import io.panoptes.train.data.Pixels;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Frames of one recording with what a segmenter says of them, in rows. One thread. */
public final class ContactSheet {

  private static final int GAP = 4;
  private static final float QUALITY = 0.85f;

  private final int columns;
  private final int tileWidth;
  private final MediaTools tools = new JavaCvTools(SinkSettings.DEFAULTS);
  private final List<BufferedImage> tiles = new ArrayList<>();

  /**
   * @param columns of the sheet
   * @param tileWidth pixels of a frame in it; larger frames are shrunk, smaller ones are not
   *     enlarged
   */
  public ContactSheet(int columns, int tileWidth) {
    if (columns < 1 || tileWidth < 1) {
      throw new IllegalArgumentException(
          "sheet of %d columns of %d pixels; both must be at least 1"
              .formatted(columns, tileWidth));
    }
    this.columns = columns;
    this.tileWidth = tileWidth;
  }

  /** Adds a frame behind those that there are. */
  public void add(Pixels pixels, Segmentation found) {
    Picture picture = new Picture(pixels.width(), pixels.height());
    byte[] rgb = pixels.rgb();
    byte[] bgr = picture.bgr();
    for (int i = 0; i < rgb.length; i += 3) {
      bgr[i] = rgb[i + 2];
      bgr[i + 1] = rgb[i + 1];
      bgr[i + 2] = rgb[i];
    }
    new SegmentationPainter(tools).paint(picture, found);
    tiles.add(tile(picture));
  }

  private BufferedImage tile(Picture picture) {
    BufferedImage full =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) full.getRaster().getDataBuffer()).getData();
    System.arraycopy(picture.bgr(), 0, pixels, 0, pixels.length);
    if (full.getWidth() <= tileWidth) {
      return full;
    }
    int height = Math.max(1, Math.round((float) full.getHeight() * tileWidth / full.getWidth()));
    BufferedImage tile = new BufferedImage(tileWidth, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = tile.createGraphics();
    graphics.drawImage(
        full.getScaledInstance(tileWidth, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
    graphics.dispose();
    return tile;
  }

  /**
   * The sheet as a JPEG.
   *
   * @throws IllegalStateException when there is no frame
   */
  public byte[] jpeg() throws IOException {
    if (tiles.isEmpty()) {
      throw new IllegalStateException("the sheet has no frame");
    }
    int width = tiles.get(0).getWidth() + GAP;
    int height = tiles.get(0).getHeight() + GAP;
    int across = Math.min(columns, tiles.size());
    int rows = (tiles.size() + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(across * width - GAP, rows * height - GAP, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = sheet.createGraphics();
    for (int i = 0; i < tiles.size(); i++) {
      graphics.drawImage(tiles.get(i), i % columns * width, i / columns * height, null);
    }
    graphics.dispose();
    return Jpeg.encode(sheet, QUALITY);
  }
}
