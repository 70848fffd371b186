package io.panoptes.app.broker;

import io.panoptes.core.kafka.KafkaSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker and KRaft controller inside this process, reachable from this machine only.
 * Its folder may be used again by a later broker: topics, offsets and transactions are still there.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final int NODE_ID = 1;
  private static final String HOST = "localhost";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker and waits until it serves.
   *
   * @param folder for its data; made when missing
   * @param wantedPort to listen on at localhost, 0 for any free one
   * @throws BrokerException when the port is taken or the folder cannot be used
   */
  public static EmbeddedBroker start(Path folder, int wantedPort) {
    int port = freePort(wantedPort);
    int controllerPort = freePort(0);
    Path data = folder.resolve("data").toAbsolutePath();
    try {
      Files.createDirectories(data);
      Map<String, String> properties = properties(data, port, controllerPort);
      if (!Files.exists(data.resolve("meta.properties"))) {
        format(data);
      }
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, port);
    } catch (IOException e) {
      throw new BrokerException("the broker cannot use the folder " + data + ": " + e, e);
    } catch (RuntimeException e) {
      throw new BrokerException(
          "the embedded broker does not start in " + data + ": " + e.getMessage(), e);
    }
  }

  private static void format(Path data) throws IOException {
    try (PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(quiet)
          .setNodeId(NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setControllerListenerName("CONTROLLER")
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static Map<String, String> properties(Path data, int port, int controllerPort) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("node.id", Integer.toString(NODE_ID));
    properties.put("process.roles", "broker,controller");
    properties.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    properties.put(
        "listeners",
        "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
    properties.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("inter.broker.listener.name", "PLAINTEXT");
    properties.put("log.dirs", data.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("message.max.bytes", Integer.toString(KafkaSettings.MAX_MESSAGE_BYTES));
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    // One machine, one broker: nothing to replicate to, and no second consumer to wait for.
    properties.put("default.replication.factor", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // The defaults of a server farm would take 128 MiB of this process for the compaction of a few
    // kilobytes, and keep 1 GiB segments of frames that were read long ago.
    properties.put("log.cleaner.dedupe.buffer.size", Long.toString(8L << 20));
    properties.put("log.cleaner.threads", "1");
    properties.put("log.retention.check.interval.ms", "10000");
    properties.put("log.segment.delete.delay.ms", "5000");
    return properties;
  }

  private static int freePort(int wanted) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new BrokerException(
          "port %d for the embedded broker is in use; free it or choose another with kafka.port"
              .formatted(wanted),
          e);
    } catch (IOException e) {
      throw new BrokerException("no port for the embedded broker: " + e.getMessage(), e);
    }
  }

  /** {@code host:port} for clients. */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  /** Stops serving and waits until everything is on disk. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
