package io.panoptes.ingest.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A camera that speaks RTSP: GStreamer's server in a process of its own, at {@code
 * rtsp://127.0.0.1:PORT/live}, 320 x 240 pixels, 15 frames a second, H.264 with a key frame a
 * second. The test is skipped, and says so, where the server cannot run; Debian has it in the
 * packages gir1.2-gst-rtsp-server-1.0, python3-gi and gstreamer1.0-plugins-{base,good,bad,ugly}.
 */
public final class RtspServer implements AutoCloseable {

  /** Debian's own Python, the one that sees Debian's packages. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final String SCRIPT = "rtsp_server.py";

  private final int port;
  private final Path script;
  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;

  private RtspServer(int port, Path script, Process process) {
    this.port = port;
    this.script = script;
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Serves everybody. */
  public static RtspServer start(int port) throws IOException {
    return launch(port, 0, List.of());
  }

  /** Serves only those who know the password, which is asked for by digest. */
  public static RtspServer startWithPassword(int port, String user, String password)
      throws IOException {
    return launch(port, 0, List.of(user, password));
  }

  /**
   * Serves everybody, badly.
   *
   * @param loss share of the RTP packets that get lost, 0 to 1
   */
  public static RtspServer startWithLoss(int port, double loss) throws IOException {
    return launch(port, loss, List.of());
  }

  /** A port that nobody uses just now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static RtspServer launch(int port, double loss, List<String> credentials)
      throws IOException {
    require(Files.isExecutable(Path.of(PYTHON)), PYTHON + " is missing");
    Path script = Files.createTempFile("rtsp-server", ".py");
    try (InputStream source = RtspServer.class.getResourceAsStream(SCRIPT)) {
      Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> command = new ArrayList<>(List.of(PYTHON, script.toString()));
    command.add(Integer.toString(port));
    command.add(Double.toString(loss));
    command.addAll(credentials);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    RtspServer server = new RtspServer(port, script, process);
    String answer = server.answers.readLine();
    if (!"READY".equals(answer)) {
      server.close();
      require(false, "GStreamer's RTSP server cannot run here: " + answer);
    }
    return server;
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      System.err.println("LEFT OUT: " + otherwise);
    }
    Assumptions.assumeTrue(met, otherwise);
  }

  public String url() {
    return "rtsp://127.0.0.1:" + port + "/live";
  }

  /**
   * @param userInfo user and password as somebody would write them into a URL
   */
  public String url(String userInfo) {
    return "rtsp://" + userInfo + "@127.0.0.1:" + port + "/live";
  }

  /** Sends no more pictures, and keeps the connections. */
  public void silence() throws IOException {
    command("silence");
  }

  /** Sends pictures again. */
  public void resume() throws IOException {
    command("resume");
  }

  private void command(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String answer = answers.readLine();
    if (!"OK".equals(answer)) {
      throw new IOException("RTSP server answered " + answer + " to " + command);
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** Stops at once, as a camera does whose power fails. */
  public void stop() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      Files.deleteIfExists(script);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      script.toFile().deleteOnExit();
    }
  }
}
