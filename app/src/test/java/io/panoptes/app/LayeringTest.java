package io.panoptes.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the dependency rules of docs/architecture.md; each says how to mend a breach. */
final class LayeringTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.panoptes");

  @ParameterizedTest
  @CsvSource({
    "ingest, segment",
    "ingest, track",
    "ingest, sink",
    "segment, ingest",
    "segment, track",
    "segment, sink",
    "track, ingest",
    "track, segment",
    "track, sink",
    "sink, ingest",
    "sink, segment",
    "sink, track",
    "eval, ingest",
    "eval, segment",
    "eval, track",
    "eval, sink",
    "train, ingest",
    "train, track",
    "train, sink",
    "segment, train",
    "eval, train"
  })
  void shouldKeepStagesApart(String from, String to) {
    noClasses()
        .that()
        .resideInAPackage("io.panoptes." + from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.panoptes." + to + "..")
        .because("stages meet only in messages on topics; move what both need into core")
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({"ingest", "segment", "track", "sink", "eval", "train", "app", "bench"})
  void shouldKeepCoreFreeOfEverythingAbove(String above) {
    noClasses()
        .that()
        .resideInAPackage("io.panoptes.core..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.panoptes." + above + "..")
        .because("core is the language that all stages share and knows none of them")
        .check(CLASSES);
  }

  @Test
  void shouldKeepStagesBelowTheApplication() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.panoptes.app..", "io.panoptes.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.panoptes.app..")
        .because("app puts the stages together; give the stage an interface that app implements")
        .check(CLASSES);
  }

  @Test
  void shouldKeepKafkaInItsAdapters() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages("..kafka..", "io.panoptes.app.broker..", "io.panoptes.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "kafka..")
            .because(
                "the domain must be testable without a broker; put the Kafka part into a package"
                    + " named kafka and let the domain declare an interface");
    rule.check(CLASSES);
  }

  @Test
  void shouldKeepJavacvInItsAdapters() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..javacv..", "io.panoptes.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.bytedeco.opencv..", "org.bytedeco.ffmpeg..", "org.bytedeco.javacv..")
        .because(
            "native memory has one kind of owner; put OpenCV and FFmpeg code into a package named"
                + " javacv and let the domain declare an interface")
        .check(CLASSES);
  }

  @Test
  void shouldKeepTensorflowInItsAdapter() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.panoptes.segment.tensorflow..",
            "io.panoptes.train.tensorflow..",
            "io.panoptes.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tensorflow..")
        .because(
            "a runtime is one of several; put TensorFlow code into segment.tensorflow"
                + " or train.tensorflow")
        .check(CLASSES);
  }

  @Test
  void shouldKeepOnnxRuntimeInItsAdapter() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.panoptes.segment.onnx..", "io.panoptes.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.onnxruntime..")
        .because("a runtime is one of several; put ONNX Runtime code into segment.onnx")
        .check(CLASSES);
  }

  @Test
  void shouldKeepPrometheusOutOfTheDomain() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.panoptes.core.metrics..", "..kafka..", "..javacv..", "io.panoptes.app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.prometheus..", "io.panoptes.core.metrics..")
        .because("the domain returns what happened; its adapter counts it")
        .check(CLASSES);
  }

  @Test
  void shouldKeepEvaluationOutOfProduction() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.panoptes.eval..",
            "io.panoptes.train..",
            "io.panoptes.app.cli..",
            "io.panoptes.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.panoptes.eval..")
        .because("the pipeline never scores itself; only the command line calls eval")
        .check(CLASSES);
  }
}
