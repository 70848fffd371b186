package io.panoptes.core.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Serves {@code /metrics} for Prometheus, {@code /live} (the process answers) and {@code /ready}
 * (the stages run; 503 while they do not).
 */
public final class MetricsServer implements AutoCloseable {

  private final HTTPServer server;
  private final ExecutorService executor;
  private final int port;

  /**
   * Opens the port at once, on all interfaces.
   *
   * @param port to listen on, 0 for any free one
   * @param ready asked at each {@code /ready}
   * @throws IOException when the port cannot be had; the message names it
   */
  public MetricsServer(int port, CollectorRegistry registry, BooleanSupplier ready)
      throws IOException {
    if (port < 0 || port > 0xFFFF) {
      throw new IllegalArgumentException("metrics port " + port + " must be 0 to 65535");
    }
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(port), 16);
    } catch (IOException e) {
      throw new IOException(
          "metrics port %d cannot be opened (%s); choose another with metrics.port"
              .formatted(port, e.getMessage()),
          e);
    }
    executor =
        Executors.newFixedThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "metrics-server");
              thread.setDaemon(true);
              return thread;
            });
    http.setExecutor(executor);
    http.createContext("/live", exchange -> answer(exchange, 200, "live\n"));
    http.createContext(
        "/ready",
        exchange -> {
          boolean up = ready.getAsBoolean();
          answer(exchange, up ? 200 : 503, up ? "ready\n" : "not ready\n");
        });
    server = new HTTPServer.Builder().withHttpServer(http).withRegistry(registry).build();
    this.port = http.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=utf-8");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** The port that is really open. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    server.close();
    executor.shutdownNow();
  }
}
