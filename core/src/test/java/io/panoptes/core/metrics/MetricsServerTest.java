package io.panoptes.core.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MetricsServerTest {

  private final CollectorRegistry registry = new CollectorRegistry();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void shouldServeMetricsAndHealth() throws Exception {
    new StageMetrics(new StageMetrics.Metrics(registry), "ingest").in(new CameraId("gate"));
    try (MetricsServer server = new MetricsServer(0, registry, ready::get)) {
      HttpResponse<String> metrics = get(server, "/metrics");
      assertEquals(200, metrics.statusCode());
      assertTrue(
          metrics
              .body()
              .contains("panoptes_frames_in_total{stage=\"ingest\",camera=\"gate\",} 1.0"),
          metrics.body());
      assertEquals(200, get(server, "/live").statusCode());
      assertEquals(503, get(server, "/ready").statusCode());
      assertEquals("not ready\n", get(server, "/ready").body());
      ready.set(true);
      assertEquals(200, get(server, "/ready").statusCode());
      HttpResponse<String> head =
          client.send(
              request(server, "/live").method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, head.statusCode());
    }
  }

  @Test
  void shouldNameThePortThatIsInUse() throws IOException {
    try (MetricsServer first = new MetricsServer(0, registry, ready::get)) {
      IOException e =
          assertThrows(
              IOException.class,
              () -> new MetricsServer(first.port(), registry, ready::get).close());
      assertEquals(
          "metrics port %d cannot be opened (Address already in use); choose another with metrics.port"
              .formatted(first.port()),
          e.getMessage());
    }
  }

  @Test
  void shouldRefuseAPortThatCannotBe() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new MetricsServer(70_000, registry, ready::get).close());
  }

  @Test
  void shouldFreeItsPortWhenClosed() throws Exception {
    MetricsServer server = new MetricsServer(0, registry, ready::get);
    server.close();
    assertThrows(ConnectException.class, () -> get(server, "/live"));
    new MetricsServer(server.port(), registry, ready::get).close();
  }

  private HttpResponse<String> get(MetricsServer server, String path)
      throws IOException, InterruptedException {
    return client.send(request(server, path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(MetricsServer server, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
  }
}
