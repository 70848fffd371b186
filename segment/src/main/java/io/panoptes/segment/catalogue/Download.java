package io.panoptes.segment.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches a file over HTTP. What has come stays in a partial file, also between runs, and is
 * continued by a range request; a server that does not know ranges, or whose file changed, begins
 * anew. Follows redirects, but not from HTTPS to HTTP. Safe for many threads.
 */
public final class Download {

  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int BUFFER = 1 << 16;

  private final HttpClient client;
  private final int attempts;
  private final Duration timeout;

  /** Told how far a download is. */
  public interface Progress {

    /**
     * @param bytes so far
     * @param total of the whole file, -1 when the server does not say
     */
    void at(long bytes, long total);
  }

  /**
   * @param proxies which proxy to use for which address
   * @param attempts how often a broken connection is taken up again before giving up
   * @param timeout for a connection, for the begin of an answer and for each silence within it
   */
  public Download(ProxySelector proxies, int attempts, Duration timeout) {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts " + attempts + " must be at least 1");
    }
    this.attempts = attempts;
    this.timeout = timeout;
    client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .proxy(proxies)
            .connectTimeout(timeout)
            .build();
  }

  /**
   * Fetches a file.
   *
   * @param partial where it lies until it is whole, and afterwards
   * @throws ModelDownloadException when the server refuses it or breaks off too often; what has
   *     come stays for the next time
   */
  public void fetch(URI url, Path partial, Progress progress)
      throws IOException, InterruptedException {
    IOException last = null;
    for (int attempt = 0; attempt < attempts; attempt++) {
      long before = size(partial);
      try {
        fetchOnce(url, partial, progress);
        return;
      } catch (IOException e) {
        last = e;
        if (size(partial) > before) {
          attempt = 0;
        }
      }
    }
    throw new ModelDownloadException(
        "%s broke off after %d bytes (%s); run the command again to go on from there"
            .formatted(url, size(partial), last),
        last);
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private void fetchOnce(URI url, Path partial, Progress progress)
      throws IOException, InterruptedException {
    long have = size(partial);
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(timeout).GET();
    request.header("Accept-Encoding", "identity");
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (status == RANGE_NOT_SATISFIABLE && have > 0) {
        if (isWhole(response, have)) {
          return;
        }
        Files.delete(partial);
        throw new IOException("the partial file does not fit the server's; beginning anew");
      }
      if (status != OK && status != PARTIAL) {
        throw new ModelDownloadException(
            "%s answers with status %d; check the address, or a proxy between"
                .formatted(response.uri(), status));
      }
      receive(response, body, partial, have, progress);
    }
  }

  private static boolean isWhole(HttpResponse<?> response, long have) {
    String range = response.headers().firstValue("Content-Range").orElse("");
    return range.equals("bytes */" + have);
  }

  private void receive(
      HttpResponse<?> response, InputStream body, Path partial, long have, Progress progress)
      throws IOException {
    long start = 0;
    long total = -1;
    OptionalLong length = response.headers().firstValueAsLong("Content-Length");
    if (response.statusCode() == PARTIAL) {
      Matcher range = RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
      if (!range.matches() || Long.parseLong(range.group(1)) != have) {
        Files.deleteIfExists(partial);
        throw new IOException("the server gave another range than was asked for");
      }
      start = have;
      total = range.group(3).equals("*") ? -1 : Long.parseLong(range.group(3));
    } else if (length.isPresent()) {
      total = length.getAsLong();
    }
    try (OutputStream out =
        start > 0
            ? Files.newOutputStream(partial, StandardOpenOption.APPEND)
            : Files.newOutputStream(partial)) {
      byte[] buffer = new byte[BUFFER];
      long at = start;
      progress.at(at, total);
      try (SilenceGuard guard = new SilenceGuard(body, timeout)) {
        for (int count = guard.read(buffer); count >= 0; count = guard.read(buffer)) {
          out.write(buffer, 0, count);
          at += count;
          progress.at(at, total);
        }
      }
      if (total >= 0 && at != total) {
        throw new IOException("%d of %d bytes came".formatted(at, total));
      }
    }
  }
}
