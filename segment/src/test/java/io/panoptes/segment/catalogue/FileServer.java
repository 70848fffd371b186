package io.panoptes.segment.catalogue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A local HTTP server of one file that misbehaves as it is told. */
final class FileServer implements AutoCloseable {

  private final HttpServer server;
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private volatile byte[] content;
  private volatile int breakAfter = Integer.MAX_VALUE;
  private volatile int breaksLeft;
  private volatile boolean knowsRanges = true;
  private volatile int status = 200;
  private volatile int claimMore;
  private volatile String redirect = "";
  private volatile int stallAfter;
  private volatile int stallsLeft;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService answers = Executors.newCachedThreadPool();

  FileServer(byte[] content) throws IOException {
    this.content = content;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(answers);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** The ranges that were asked for, "" for none, in order. */
  List<String> ranges() {
    return List.copyOf(ranges);
  }

  void serve(byte[] other) {
    content = other;
  }

  void breakOff(int afterBytes, int times) {
    breakAfter = afterBytes;
    breaksLeft = times;
  }

  /** Keeps connections open behind some bytes, and sends nothing more on them. */
  void stall(int afterBytes, int times) {
    stallAfter = afterBytes;
    stallsLeft = times;
  }

  void forgetRanges() {
    knowsRanges = false;
  }

  void fail(int withStatus) {
    status = withStatus;
  }

  /** Says in every header that the file is longer than it is. */
  void claimMore(int bytes) {
    claimMore = bytes;
  }

  void redirect(String path) {
    redirect = path;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      ranges.add(range == null ? "" : range);
      if (status != 200) {
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      if (!redirect.isEmpty() && !exchange.getRequestURI().getPath().equals(redirect)) {
        exchange.getResponseHeaders().set("Location", redirect);
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      int from = 0;
      if (range != null && knowsRanges) {
        from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        if (from >= content.length) {
          exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
          exchange.sendResponseHeaders(416, -1);
          return;
        }
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes %d-%d/%d".formatted(from, content.length - 1, content.length + claimMore));
      }
      int length = content.length - from;
      exchange.sendResponseHeaders(range != null && knowsRanges ? 206 : 200, length + claimMore);
      boolean breaks = breaksLeft > 0 && length > breakAfter;
      OutputStream out = exchange.getResponseBody();
      boolean stalls = stallsLeft > 0 && length > stallAfter;
      out.write(content, from, stalls ? stallAfter : breaks ? breakAfter : length);
      out.flush();
      if (stalls) {
        stallsLeft--;
        closed.await();
      }
      if (breaks) {
        breaksLeft--;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // Closing an answer before its announced end is how a connection breaks off.
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    answers.shutdown();
  }
}
