package io.panoptes.segment.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

  private static final ProxySelector NO_PROXY =
      new EnvironmentProxies(Map.of("no_proxy", "*"), ProxySelector.getDefault());

  @TempDir private Path folder;

  private final byte[] content = new byte[300_000];
  private FileServer server;
  private Path file;

  @BeforeEach
  void start() throws Exception {
    new Random(1).nextBytes(content);
    server = new FileServer(content);
    file = folder.resolve("model.part");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<Long> fetch() throws Exception {
    return fetch(server.uri("/model"), NO_PROXY);
  }

  private List<Long> fetch(URI uri, ProxySelector proxies) throws Exception {
    return fetch(uri, new Download(proxies, 3, Duration.ofSeconds(20)));
  }

  private List<Long> fetch(URI uri, Download download) throws Exception {
    List<Long> progress = new ArrayList<>();
    download.fetch(uri, file, (bytes, total) -> progress.add(bytes));
    return progress;
  }

  @Test
  void shouldFetchAFileAndTellHowFarItIs() throws Exception {
    List<Long> progress = fetch();
    assertArrayEquals(content, Files.readAllBytes(file));
    assertEquals(0, progress.get(0));
    assertEquals(content.length, progress.get(progress.size() - 1));
    assertEquals(List.of(""), server.ranges());
  }

  @Test
  void shouldGoOnWhereAConnectionBrokeOff() throws Exception {
    server.breakOff(100_000, 2);
    fetch();
    assertArrayEquals(content, Files.readAllBytes(file));
    assertEquals(3, server.ranges().size());
    assertTrue(server.ranges().get(2).matches("bytes=[1-9]\\d*-"), server.ranges().toString());
  }

  @Test
  void shouldTakeUpAConnectionOnWhichNothingComesAnyMore() throws Exception {
    server.stall(100_000, 2);
    fetch(server.uri("/model"), new Download(NO_PROXY, 20, Duration.ofMillis(300)));
    assertArrayEquals(content, Files.readAllBytes(file));
    assertTrue(server.ranges().contains("bytes=100000-"), server.ranges().toString());
    assertTrue(server.ranges().contains("bytes=200000-"), server.ranges().toString());
  }

  @Test
  void shouldGoOnWithWhatAnEarlierRunLeft() throws Exception {
    Files.write(file, Arrays.copyOf(content, 123_456));
    fetch();
    assertArrayEquals(content, Files.readAllBytes(file));
    assertEquals(List.of("bytes=123456-"), server.ranges());
  }

  @Test
  void shouldTakeAWholePartialFileAsItIs() throws Exception {
    Files.write(file, content);
    fetch();
    assertArrayEquals(content, Files.readAllBytes(file));
  }

  @Test
  void shouldBeginAnewWhereTheServerKnowsNoRanges() throws Exception {
    Files.write(file, new byte[1000]);
    server.forgetRanges();
    fetch();
    assertArrayEquals(content, Files.readAllBytes(file));
  }

  @Test
  void shouldBeginAnewWhenTheServersFileIsShorterThanWhatThereIs() throws Exception {
    Files.write(file, new byte[content.length + 5]);
    fetch();
    assertArrayEquals(content, Files.readAllBytes(file));
    assertEquals(List.of("bytes=300005-", ""), server.ranges());
  }

  @Test
  void shouldGiveUpOnAServerThatAlwaysBreaksOffAndKeepWhatCame() throws Exception {
    server.breakOff(0, Integer.MAX_VALUE);
    ModelDownloadException error = assertThrows(ModelDownloadException.class, this::fetch);
    assertTrue(error.getMessage().contains("broke off after 0 bytes"), error.getMessage());
    assertTrue(error.getMessage().contains("run the command again"), error.getMessage());
  }

  @Test
  void shouldNotBelieveALengthThatIsTooLarge() throws Exception {
    server.claimMore(1000);
    fetch();
    assertArrayEquals(content, Files.readAllBytes(file));
  }

  @Test
  void shouldFollowRedirects() throws Exception {
    server.redirect("/elsewhere");
    fetch();
    assertArrayEquals(content, Files.readAllBytes(file));
  }

  @Test
  void shouldSayWhatTheServerAnswered() throws Exception {
    server.fail(404);
    ModelDownloadException error = assertThrows(ModelDownloadException.class, this::fetch);
    assertTrue(error.getMessage().contains("/model answers with status 404"), error.getMessage());
    assertFalse(Files.exists(file));
  }

  @Test
  void shouldAskAProxy() throws Exception {
    URI proxy = server.uri("");
    ProxySelector proxies =
        new EnvironmentProxies(Map.of("http_proxy", proxy.toString()), ProxySelector.getDefault());
    fetch(URI.create("http://models.invalid/model"), proxies);
    assertArrayEquals(content, Files.readAllBytes(file));
  }

  @Test
  void shouldReadProxiesFromTheEnvironment() {
    ProxySelector otherwise = ProxySelector.of(new InetSocketAddress("java.example", 1));
    ProxySelector proxies =
        new EnvironmentProxies(
            Map.of("HTTPS_PROXY", "proxy.example:3128", "no_proxy", "localhost, .inside.example"),
            otherwise);
    assertEquals(
        List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("proxy.example", 3128))),
        proxies.select(URI.create("https://models.example/a")));
    assertEquals(List.of(Proxy.NO_PROXY), proxies.select(URI.create("https://a.inside.example/a")));
    assertEquals(List.of(Proxy.NO_PROXY), proxies.select(URI.create("http://localhost/a")));
    assertEquals(
        otherwise.select(URI.create("http://models.example/a")),
        proxies.select(URI.create("http://models.example/a")));
  }
}
