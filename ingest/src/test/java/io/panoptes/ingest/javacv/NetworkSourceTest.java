package io.panoptes.ingest.javacv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.ConnectionSettings;
import io.panoptes.ingest.Picture;
import io.panoptes.ingest.PictureSettings;
import io.panoptes.ingest.PlaybackSettings;
import io.panoptes.ingest.SourceException;
import io.panoptes.ingest.SourceUri;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NetworkSourceTest {

  private static final String SECRET = "hunter2";

  /** For those who are not going to answer. */
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch testIsOver = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stopServer() {
    testIsOver.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void shouldReadMjpegOverHttpByItsTimeOfArrival() throws IOException {
    server.createContext("/video", exchange -> sendJpegs(exchange, 20, false));

    Reading reading = Reading.of(settings(url("/video"), Delivery.LIVE), 20);

    assertEquals(IntStream.range(0, 20).boxed().toList(), reading.numbers());
    assertTrue(reading.ptsMicros().stream().allMatch(pts -> pts == Picture.NO_PTS));
  }

  @Test
  void shouldReadHls() throws IOException {
    TestVideos.writeH264(
        folder.resolve("live.m3u8"), 60, 10, "hls_time", "2", "hls_list_size", "0");
    server.createContext("/hls/", this::sendFile);

    Reading reading = Reading.of(settings(url("/hls/live.m3u8"), Delivery.LOSSLESS));

    assertEquals(IntStream.range(0, 60).boxed().toList(), reading.numbers());
  }

  @Test
  void shouldReadARecordingOnAWebServerToItsEnd() throws IOException {
    TestVideos.write(folder.resolve("clip.mp4"), 30, 10, "movflags", "faststart");
    server.createContext("/files/", this::sendFile);

    Reading reading = Reading.of(settings(url("/files/clip.mp4"), Delivery.LOSSLESS));

    assertEquals(IntStream.range(0, 30).boxed().toList(), reading.numbers());
  }

  @Test
  void shouldNotWaitForASilentCameraForEver() {
    server.createContext("/video", exchange -> sendJpegs(exchange, 6, true));

    SourceException problem =
        assertThrows(
            SourceException.class, () -> Reading.of(settings(url("/video"), Delivery.LIVE, SHORT)));

    assertTrue(problem.getMessage().contains("gave no answer within 0.5 s"), problem.getMessage());
  }

  @Test
  void shouldNotWaitForAServerThatNeverAnswers() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      for (String scheme : List.of("rtsp", "http")) {
        SourceException problem = refusal(credentialUrl(scheme, mute.getLocalPort()));

        assertTrue(problem.getMessage().contains("gave no answer within"), problem.getMessage());
        assertFalse(problem.getMessage().contains(SECRET), problem.getMessage());
      }
    }
  }

  @Test
  void shouldSayWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket soonClosed = new ServerSocket(0)) {
      port = soonClosed.getLocalPort();
    }
    for (String scheme : List.of("rtsp", "http")) {
      SourceException problem = refusal(credentialUrl(scheme, port));

      assertTrue(problem.getMessage().contains("Connection refused"), problem.getMessage());
      assertTrue(problem.getMessage().contains("***@127.0.0.1:" + port), problem.getMessage());
      assertFalse(problem.getMessage().contains(SECRET), problem.getMessage());
    }
  }

  @Test
  void shouldSayWhenThePageIsMissingOrForbidden() {
    server.createContext("/forbidden", exchange -> sendStatus(exchange, 401));

    assertTrue(refusal(url("/forbidden")).getMessage().contains("401"));
    assertTrue(refusal(url("/missing")).getMessage().contains("404"));
  }

  @Test
  void shouldBeInterruptibleWhileConnecting() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        FfmpegSource source =
            new FfmpegSource(
                settings(
                    credentialUrl("rtsp", mute.getLocalPort()),
                    Delivery.LIVE,
                    Duration.ofMinutes(5)))) {
      CompletableFuture<SourceException> problem =
          CompletableFuture.supplyAsync(
              () -> assertThrows(SourceException.class, source::open), threads);
      mute.accept();

      source.interrupt();

      assertTrue(
          problem.get(20, TimeUnit.SECONDS).getMessage().contains("interrupted"),
          problem.get().getMessage());
    }
  }

  @Test
  void shouldBeInterruptibleWhileReading() throws Exception {
    server.createContext("/video", exchange -> sendJpegs(exchange, 6, true));
    try (FfmpegSource source =
        new FfmpegSource(settings(url("/video"), Delivery.LIVE, Duration.ofMinutes(5)))) {
      CountDownLatch read = new CountDownLatch(1);
      CompletableFuture<SourceException> problem =
          CompletableFuture.supplyAsync(() -> readUntilItFails(source, read), threads);
      read.await();

      source.interrupt();

      assertTrue(problem.get(20, TimeUnit.SECONDS).getMessage().contains("interrupted"));
    }
  }

  private static SourceException readUntilItFails(FfmpegSource source, CountDownLatch read) {
    return assertThrows(
        SourceException.class,
        () -> {
          source.open();
          while (true) {
            source.next().orElseThrow().close();
            read.countDown();
          }
        });
  }

  /** A camera's endless picture, with an end. */
  private void sendJpegs(HttpExchange exchange, int count, boolean thenSilent) throws IOException {
    exchange
        .getResponseHeaders()
        .add("Content-Type", "multipart/x-mixed-replace; boundary=frontier");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int i = 0; i < count; i++) {
        byte[] jpeg = jpeg(i);
        String head =
            "--frontier\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
                .formatted(jpeg.length);
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(jpeg);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
      if (thenSilent) {
        testIsOver.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] jpeg(int number) {
    try (Mat picture = TestVideos.numbered(number);
        BytePointer out = new BytePointer()) {
      opencv_imgcodecs.imencode(".jpg", picture, out);
      byte[] bytes = new byte[(int) out.limit()];
      out.get(bytes);
      return bytes;
    }
  }

  private void sendFile(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Path file = folder.resolve(path.substring(path.lastIndexOf('/') + 1));
    if (!Files.exists(file)) {
      sendStatus(exchange, 404);
      return;
    }
    exchange.sendResponseHeaders(200, Files.size(file));
    try (OutputStream out = exchange.getResponseBody()) {
      Files.copy(file, out);
    }
  }

  private static void sendStatus(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static String credentialUrl(String scheme, int port) {
    return "%s://ann:%s@127.0.0.1:%d/live".formatted(scheme, SECRET, port);
  }

  private static SourceException refusal(String url) {
    return assertThrows(
        SourceException.class, () -> SourceProbe.check(settings(url, Delivery.LIVE, SHORT)));
  }

  private static CameraSettings settings(String url, Delivery delivery) {
    return settings(url, delivery, Duration.ofSeconds(30));
  }

  private static CameraSettings settings(String url, Delivery delivery, Duration timeout) {
    return new CameraSettings(
        new CameraId("camera"),
        SourceUri.parse(url),
        delivery,
        0,
        64,
        PictureSettings.DEFAULT,
        new ConnectionSettings(
            ConnectionSettings.Transport.TCP,
            timeout,
            timeout,
            Duration.ofSeconds(20),
            Duration.ofMillis(10),
            Duration.ofMillis(10)),
        PlaybackSettings.DEFAULT);
  }
}
