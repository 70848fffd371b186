package io.panoptes.eval.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.mask.Rle;
import io.panoptes.core.mask.RleString;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.dataset.coco.CocoInstanceFile;
import io.panoptes.eval.dataset.coco.CocoPanopticFile;
import io.panoptes.eval.dataset.coco.CocoResultFile;
import io.panoptes.eval.dataset.kitti.KittiFile;
import io.panoptes.eval.dataset.label.LabelColours;
import io.panoptes.eval.dataset.mot.MotFile;
import io.panoptes.eval.dataset.mot.MotRules;
import io.panoptes.eval.dataset.mot.MotSequence;
import io.panoptes.eval.dataset.mots.MotsFile;
import io.panoptes.eval.dataset.voc.VocAnnotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors name the file and the entry. */
class MalformedTest {

  @TempDir private Path folder;

  private void assertProblem(String text, String entry, String part, Function<Path, Object> reader)
      throws IOException {
    Path file = folder.resolve("input");
    Files.writeString(file, text);
    EvalInputException failure = assertThrows(EvalInputException.class, () -> reader.apply(file));
    assertEquals(file.toString(), failure.file());
    assertEquals(entry, failure.entry());
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
  }

  @Test
  void shouldNameLinesOfMotFiles() throws IOException {
    assertProblem(
        "1,1,0,0,5,5\n1,1,9,9,5,5\n", "line 2", "id 1 appears twice in frame 1", MotFile::read);
    assertProblem("0,1,0,0,5,5\n", "line 1", "frame 0 is out of range", MotFile::read);
    assertProblem("1,1,0,0,5\n", "line 1", "has 5 fields, at least 6", MotFile::read);
    assertProblem("1,1,0,x,5,5\n", "line 1", "top 'x' is not a number", MotFile::read);
    assertProblem("1,1.5,0,0,5,5\n", "line 1", "id '1.5' is not a whole number", MotFile::read);
    assertProblem("1,1,NaN,0,5,5\n", "line 1", "left 'NaN' is not a number", MotFile::read);
    Path missing = folder.resolve("missing.txt");
    assertEquals(
        missing + ": there is no such file",
        assertThrows(EvalInputException.class, () -> MotFile.read(missing)).getMessage());
  }

  @Test
  void shouldRefuseFramesOutsideTheSequence() throws IOException {
    Path truthFile = folder.resolve("gt.txt");
    Files.writeString(truthFile, "1,1,0,0,5,5,1,-1,-1,-1\n3,1,0,0,5,5,1,-1,-1,-1\n");
    MotFile truth = MotFile.read(truthFile);
    assertProblem(
        "4,1,0,0,5,5\n",
        "frame 4",
        "the ground truth ends with frame 3",
        file -> MotSequence.of("s", truth, MotFile.read(file), 0, MotRules.MOT15));
    assertProblem(
        "9,1,0,0,5,5\n",
        "frame 9",
        "the sequence has 8 frames",
        file -> MotSequence.of("s", truth, MotFile.read(file), 8, MotRules.MOT15));
    assertProblem(
        "3,1,0,0,5,5,1,4\n",
        "frame 3, id 1",
        "has the class 4",
        file -> MotSequence.of("s", truth, MotFile.read(file), 0, MotRules.MOT15));
    Files.writeString(folder.resolve("empty.txt"), "");
    assertThrows(
        EvalInputException.class,
        () ->
            MotSequence.of(
                "s", truth, MotFile.read(folder.resolve("empty.txt")), 0, MotRules.MOT17));
  }

  @Test
  void shouldNameLinesOfKittiFiles() throws IOException {
    String row = " Car 0 0 -10 1 2 3 4 -1 -1 -1 -1 -1 -1 -1 0.9\n";
    assertProblem("0 1" + row + "0 1" + row, "line 2", "id 1 appears twice", KittiFile::read);
    assertProblem("0 1 Boat 0 0 -10 1 2 3 4\n", "line 1", "type 'Boat'", KittiFile::read);
    assertProblem("-1 1" + row, "line 1", "frame -1 is out of range", KittiFile::read);
  }

  @Test
  void shouldNameLinesOfMotsFiles() throws IOException {
    String left = RleString.encode(new Rle(2, 2, new int[] {0, 2, 2}));
    String all = RleString.encode(new Rle(2, 2, new int[] {0, 4}));
    String right = RleString.encode(new Rle(2, 2, new int[] {2, 2}));
    assertProblem(
        "0 1001 1 2 2 " + left + "\n0 2001 2 2 2 " + all + "\n",
        "line 2",
        "the masks of 1001 and 2001 overlap in frame 0",
        MotsFile::read);
    assertProblem(
        "0 1001 1 2 2 " + left + "\n0 1001 1 2 2 " + right + "\n",
        "line 2",
        "id 1001 appears twice",
        MotsFile::read);
    assertProblem("0 1001 1 2 3 " + left, "line 1", "unreadable mask", MotsFile::read);
    assertProblem("0 1001 1 2 2\n", "line 1", "has 5 fields", MotsFile::read);
  }

  @Test
  void shouldNamePartsOfPanopticFiles() throws IOException {
    assertProblem("{\"annotations\": [\n{]", "line 2", "no readable JSON", CocoPanopticFile::read);
    assertProblem("{\"images\": []}", "", "has no \"annotations\"", CocoPanopticFile::read);
    assertProblem("[1]", "line 1", "the file must be an object", CocoPanopticFile::read);
    assertProblem(
        "{\"annotations\": [{\"image_id\": 4}]}",
        "image 4",
        "has no segments_info",
        CocoPanopticFile::read);
    assertProblem(
        "{\"annotations\": [{\"image_id\": 4, \"segments_info\": []},"
            + "{\"image_id\": 4, \"segments_info\": []}]}",
        "image 4",
        "is annotated twice",
        CocoPanopticFile::read);
    assertProblem(
        "{\"annotations\": [{\"image_id\": 4, \"segments_info\": [{\"id\": \"x\"}]}]}",
        "line 1",
        "segment id must be a whole number",
        CocoPanopticFile::read);
  }

  @Test
  void shouldNameAnnotationsAndDetections() throws IOException {
    String head =
        "{\"images\": [{\"id\": 1, \"width\": 4, \"height\": 4}],"
            + "\"categories\": [{\"id\": 1, \"name\": \"a\"}], \"annotations\": [";
    Function<Path, Object> truths = file -> CocoInstanceFile.read(file, true);
    String annotation =
        "{\"id\": 8, \"image_id\": %d, \"category_id\": %d, \"bbox\": [0,0,1,1], %s}";
    assertProblem(
        head + annotation.formatted(2, 1, "\"area\": 1") + "]}", "annotation 8", "image 2", truths);
    assertProblem(
        head + annotation.formatted(1, 5, "\"area\": 1") + "]}",
        "annotation 8",
        "unknown category 5",
        truths);
    assertProblem(
        head + annotation.formatted(1, 1, "\"area\": 1") + "]}",
        "annotation 8",
        "has no segmentation",
        truths);
    assertProblem(
        head
            + annotation.formatted(1, 1, "\"segmentation\": {\"size\": [4, 4], \"counts\": \"3\"}")
            + "]}",
        "annotation 8",
        "runs add up to 3 pixels",
        truths);
    Path good = folder.resolve("good.json");
    Files.writeString(good, head + annotation.formatted(1, 1, "\"area\": 1") + "]}");
    CocoInstanceFile truth = CocoInstanceFile.read(good, false);
    assertProblem(
        "[{\"image_id\": 9, \"category_id\": 1, \"score\": 1, \"bbox\": [0,0,1,1]}]",
        "detection 0",
        "is of the image 9",
        file -> CocoResultFile.read(file, truth, false));
    assertProblem(
        "[{\"image_id\": 1, \"category_id\": 1, \"score\": 1}]",
        "detection 0",
        "has neither bbox nor segmentation",
        file -> CocoResultFile.read(file, truth, false));
  }

  @Test
  void shouldNameObjectsOfVocFiles() throws IOException {
    assertProblem("<annotation><object>", "line 1", "no readable XML", VocAnnotation::read);
    assertProblem(
        "<annotation><object><name>dog</name></object></annotation>",
        "object 0",
        "has no bndbox xmin",
        VocAnnotation::read);
    assertProblem(
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><annotation><filename>&x;"
            + "</filename></annotation>",
        "line 1",
        "no readable XML",
        VocAnnotation::read);
  }

  @Test
  void shouldNameLinesOfColourFiles() throws IOException {
    assertProblem("0 0 300 Sky\n", "line 1", "colour value 300", LabelColours::read);
    assertProblem("0 0 3 Sky\n0 0 3 Sea\n", "line 2", "appears twice", LabelColours::read);
  }
}
