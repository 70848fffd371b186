package io.panoptes.app;

import io.panoptes.app.broker.EmbeddedBroker;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.kafka.TopicSettings;
import io.panoptes.segment.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A broker for each test, with a folder that goes when the test is over. */
final class TestBroker implements BeforeEachCallback, AfterEachCallback {

  static final int PARTITIONS = 2;

  private Path folder;
  private EmbeddedBroker broker;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("panoptes-test-");
    broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (broker != null) {
      broker.close();
    }
    Folders.delete(folder);
  }

  String servers() {
    return broker.bootstrapServers();
  }

  /** For what the stages of the test write, beside the broker's own. */
  Path folder() {
    return folder;
  }

  /** Topics of their own by their prefix. */
  KafkaSettings kafka(String prefix) {
    return new KafkaSettings(servers(), prefix, PARTITIONS, 1, Map.of());
  }

  /**
   * Stages in this process, not yet started.
   *
   * @param yaml a configuration
   * @param name of the instance: those of one name have one state
   */
  Pipeline pipeline(String yaml, KafkaSettings kafka, Set<Stage> stages, String name) {
    return new Pipeline(
        PanoptesConfig.parse("test", yaml, Map.of()),
        kafka,
        TopicSettings.defaults(),
        stages,
        folder.resolve("out"),
        folder.resolve("state-of-" + name),
        Set.of());
  }
}
