package io.panoptes.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.panoptes.segment.street.StreetSegmenterProvider;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The picture has 200 by 120 pixels: a red block of 60 by 50 on grey. */
final class SegmentImageCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path picture;

  @BeforeEach
  void draw() throws IOException {
    BufferedImage image = new BufferedImage(200, 120, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, 200, 120);
    graphics.setColor(Color.RED);
    graphics.fillRect(70, 40, 60, 50);
    graphics.dispose();
    picture = folder.resolve("yard.png");
    ImageIO.write(image, "png", picture.toFile());
  }

  private int run(String... arguments) {
    CommandLine commandLine = Panoptes.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("segment-image"));
    all.addAll(List.of(arguments));
    return commandLine.execute(all.toArray(new String[0]));
  }

  private int segment(String... arguments) {
    List<String> all = new ArrayList<>(List.of(picture.toString(), "--out", results().toString()));
    all.addAll(List.of(arguments));
    return run(all.toArray(new String[0]));
  }

  private Path results() {
    return folder.resolve("results");
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(results().resolve("panoptic.json").toFile());
  }

  /** How many pixels of the PNG have the id of an entry. */
  private long pixels(JsonNode entry) throws IOException {
    BufferedImage png = ImageIO.read(results().resolve("panoptic/yard.png").toFile());
    long count = 0;
    for (int y = 0; y < png.getHeight(); y++) {
      for (int x = 0; x < png.getWidth(); x++) {
        int rgb = png.getRGB(x, y);
        int id = (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) * 256 + (rgb & 0xFF) * 65536;
        count += id == entry.get("id").asInt() ? 1 : 0;
      }
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "motion",
        "otsu",
        "adaptive",
        "canny",
        "sobel",
        "region-growing",
        "watershed",
        "mean-shift",
        "kmeans",
        "slic",
        "grabcut"
      })
  void shouldWriteOverlayAndPanopticResultWithEverySegmenter(String name) throws IOException {
    assertEquals(0, segment("--segmenter", name), err::toString);
    BufferedImage overlay = ImageIO.read(results().resolve("yard.overlay.jpg").toFile());
    assertEquals(200, overlay.getWidth());
    JsonNode json = json();
    assertEquals("yard.png", json.at("/images/0/file_name").asText());
    assertEquals("yard.png", json.at("/annotations/0/file_name").asText());
    long sum = 0;
    for (JsonNode entry : json.at("/annotations/0/segments_info")) {
      assertEquals(entry.get("area").asLong(), pixels(entry));
      sum += entry.get("area").asLong();
    }
    assertEquals(200 * 120, sum);
    assertTrue(out.toString().contains("yard.png: 200x120, "), out.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "--box=65;35;135;95",
    "--point=100;60;+",
    "--extreme=70;60 --extreme=129;60 --extreme=100;40 --extreme=100;89",
    "--box=20;20;180;110 --point=100;60;+ --point=30;30;-"
  })
  void shouldCutOutWhatIsPointedAt(String options) throws IOException {
    assertEquals(0, segment(options.replace(';', ',').split(" ")), err::toString);
    JsonNode things = json().at("/annotations/0/segments_info");
    assertEquals(2, things.size());
    JsonNode thing = things.get(1);
    assertEquals(7, thing.get("category_id").asInt());
    assertEquals(60 * 50, thing.get("area").asInt(), 60 * 50 * 0.04);
    assertEquals(70, thing.at("/bbox/0").asInt(), 1);
    assertEquals(40, thing.at("/bbox/1").asInt(), 1);
  }

  @Test
  void shouldSegmentWithAModelsFolder() throws IOException {
    Path model = Files.createDirectories(folder.resolve("own"));
    for (String file : List.of("model.yaml", "saved_model.pb")) {
      try (InputStream bundled = StreetSegmenterProvider.class.getResourceAsStream(file)) {
        Files.copy(bundled, model.resolve(file));
      }
    }
    assertEquals(0, segment("--model", model.toString()), err::toString);
    JsonNode own = json().at("/annotations/0/segments_info");
    assertTrue(own.size() > 0, own::toString);
    assertTrue(out.toString().contains(own.size() + " segments in "), out.toString());
    assertEquals(0, segment("--segmenter", "street"), err::toString);
    assertEquals(json().at("/annotations/0/segments_info"), own);
  }

  @Test
  void shouldSayWhatIsMissingInAModelsFolder() throws IOException {
    Path model = Files.createDirectories(folder.resolve("own"));
    assertEquals(1, segment("--model", model.toString()), err::toString);
    assertTrue(err.toString().contains("model.yaml"), err.toString());
  }

  @Test
  void shouldUseAConfigurationsParameters() throws IOException {
    Path config = folder.resolve("panoptes.yaml");
    Files.writeString(config, "defaults: {slic: {superpixels: 20}}\n");
    assertEquals(0, segment("--segmenter", "slic", "--config", config.toString()), err::toString);
    int count = json().at("/annotations/0/segments_info").size();
    assertTrue(count >= 12 && count <= 30, count + " superpixels");
  }

  @Test
  void shouldNumberPicturesOfTheSameName() throws IOException {
    assertEquals(0, segment(picture.toString(), "--segmenter", "otsu"), err::toString);
    assertTrue(Files.exists(results().resolve("yard-2.overlay.jpg")));
    assertTrue(Files.exists(results().resolve("panoptic/yard-2.png")));
    assertEquals(2, json().get("annotations").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--point=300,10,+|point 300,10 lies outside the picture of 200x120; x must be 0 to 199",
        "--point=30,10,-|no positive prompt says where the thing is",
        "--point=30,10|'30,10' must be like 120,80,+ on the thing or 120,80,- beside it",
        "--box=10,10,5|'10,10,5' must be like 10,20,110,220",
        "--box=10,10,5,20|must be finite with left <= right",
        "--box=10,10,500,20|reaches outside the picture of 200x120",
        "--extreme=1,1 --extreme=5,5|2 extreme points; give exactly 4",
        "--segmenter=otsu --box=1,1,9,9|the segmenter 'otsu' takes no prompts",
        "--segmenter=otsu --model=there|--segmenter and --model exclude each other",
        "--segmenter=otsu --camera=gate|--camera needs a configuration",
        "--verbose|name a --segmenter or a --model, or point at a thing"
      })
  void shouldExplainWrongUsage(String options, String message) {
    assertEquals(2, segment(options.split(" ")), err::toString);
    assertTrue(err.toString().contains(message), err.toString());
  }

  @Test
  void shouldSayWhichPictureCannotBeRead() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.jpg"), "no picture");
    assertEquals(3, run(text.toString(), "--segmenter", "otsu", "--out", results().toString()));
    assertTrue(err.toString().contains("notes.jpg is no picture that can be read"), err::toString);
    assertEquals(
        3, run(folder + "/gone.jpg", "--segmenter", "otsu", "--out", results().toString()));
    assertTrue(err.toString().contains("gone.jpg: there is no such file"), err::toString);
  }

  @Test
  void shouldSayWhichSegmentersThereAre() {
    assertEquals(1, segment("--segmenter", "watersched"));
    assertTrue(err.toString().contains("'watersched' is unknown; allowed are none"), err::toString);
  }
}
