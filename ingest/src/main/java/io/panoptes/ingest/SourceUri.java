package io.panoptes.ingest;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a camera's pictures come from. Credentials may be percent-encoded or written as they are,
 * awkward characters included ({@code rtsp://admin:p@ss:w/rd#1@10.0.0.7/live}); a {@code %}
 * followed by two hexadecimal digits always counts as percent-encoding. {@link #toString} never
 * shows them.
 */
public final class SourceUri {

  /** What kind of thing delivers the pictures. */
  public enum Kind {
    /** A camera or server that speaks RTSP. */
    RTSP,
    /** HTTP: HLS, MJPEG or a progressive file. */
    HTTP,
    /** A video file or a folder of images. */
    PATH,
    /** A camera of this machine. */
    USB,
    /** A drawn scene. */
    SYNTHETIC
  }

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9A-Fa-f:.%]+\\]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?(?=[/?#]|$)");
  private static final Pattern DEVICE_NUMBER = Pattern.compile("\\d{1,3}");
  private static final String UNRESERVED = "-._~";

  private final Kind kind;
  private final String location;
  private final String shown;
  private final List<String> secrets;

  private SourceUri(Kind kind, String location, String shown, List<String> secrets) {
    this.kind = kind;
    this.location = location;
    this.shown = shown;
    this.secrets = secrets;
  }

  /**
   * @throws IllegalArgumentException when the text names no source; the message shows no credential
   */
  public static SourceUri parse(String text) {
    String source = text.strip();
    if (source.isEmpty()) {
      throw new IllegalArgumentException(
          "is empty; an rtsp:// or http:// address, a file, a folder, usb:0 or synthetic:people is"
              + " needed");
    }
    if (source.startsWith("synthetic:")) {
      return plain(Kind.SYNTHETIC, source.substring("synthetic:".length()), source);
    }
    if (source.startsWith("usb:")) {
      String device = source.substring("usb:".length());
      if (DEVICE_NUMBER.matcher(device).matches()) {
        device = "/dev/video" + device;
      }
      return plain(Kind.USB, device, source);
    }
    if (source.startsWith("/dev/video")) {
      return plain(Kind.USB, source, source);
    }
    if (source.startsWith("file:")) {
      return plain(Kind.PATH, source.replaceFirst("^file:(//(?=/))?", ""), source);
    }
    Matcher scheme = SCHEME.matcher(source);
    if (!scheme.matches()) {
      return plain(Kind.PATH, source, source);
    }
    String name = scheme.group(1).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "rtsp", "rtsps" -> network(Kind.RTSP, name, source, scheme.group(2));
      case "http", "https" -> network(Kind.HTTP, name, source, scheme.group(2));
      default ->
          throw new IllegalArgumentException(
              "has the scheme '" + name + "'; rtsp, rtsps, http, https and file are allowed");
    };
  }

  private static SourceUri plain(Kind kind, String location, String shown) {
    if (location.isEmpty()) {
      throw new IllegalArgumentException("is '" + shown + "', which names nothing after the colon");
    }
    if (kind == Kind.PATH) {
      checkPath(location);
    }
    return new SourceUri(kind, location, Redaction.redact(shown), List.of());
  }

  private static void checkPath(String location) {
    try {
      Path.of(location);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is no valid path: " + e.getReason(), e);
    }
  }

  private static SourceUri network(Kind kind, String scheme, String source, String rest) {
    int at = userInfoEnd(rest);
    String hostAndPath = rest.substring(at + 1);
    String shown = Redaction.redact(scheme + "://" + rest.replaceAll("\\s", "%20"));
    if (!startsWithHost(hostAndPath)) {
      throw new IllegalArgumentException(
          "is '" + shown + "', which has no valid host; write " + scheme + "://host:port/path");
    }
    String target = hostAndPath.replace(" ", "%20");
    if (at < 0) {
      return new SourceUri(kind, scheme + "://" + target, shown, List.of(source));
    }
    String userInfo = rest.substring(0, at);
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    String password = colon < 0 ? null : userInfo.substring(colon + 1);
    String encoded =
        encode(decode(user)) + (password == null ? "" : ":" + encode(decode(password)));
    String location = scheme + "://" + encoded + "@" + target;
    List<String> secrets =
        password == null || password.length() < 3
            ? List.of(source, location, userInfo + "@", encoded + "@")
            : List.of(
                source,
                location,
                userInfo,
                encoded,
                password,
                decode(password),
                encode(decode(password)));
    return new SourceUri(kind, location, shown, secrets);
  }

  /**
   * The '@' that ends the user name and password, or -1. Several are possible, because people write
   * passwords as they are: the last one that stands before a likely host wins.
   */
  private static int userInfoEnd(String rest) {
    int path = indexOfAny(rest, "/?#");
    int first = rest.indexOf('@');
    if (first < 0 || (path >= 0 && path < first && startsWithHost(rest))) {
      return -1;
    }
    int best = -1;
    boolean bestIsLikely = false;
    for (int at = first; at >= 0; at = rest.indexOf('@', at + 1)) {
      Matcher host = HOST_AND_PORT.matcher(rest).region(at + 1, rest.length());
      if (host.lookingAt() && isPort(host.group(2))) {
        boolean likely =
            host.group(2) != null
                || host.group(1).indexOf('.') > 0
                || host.group(1).startsWith("[")
                || host.group(1).equals("localhost");
        if (likely || !bestIsLikely) {
          best = at;
          bestIsLikely = likely;
        }
      }
    }
    return best < 0 ? rest.lastIndexOf('@') : best;
  }

  private static boolean startsWithHost(String text) {
    Matcher host = HOST_AND_PORT.matcher(text);
    return host.lookingAt() && isPort(host.group(2));
  }

  private static boolean isPort(String digits) {
    return digits == null || (Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= 0xFFFF);
  }

  private static int indexOfAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static String decode(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%' && i + 2 < in.length) {
        int high = Character.digit(in[i + 1], 16);
        int low = Character.digit(in[i + 2], 16);
        if (high >= 0 && low >= 0) {
          out[length++] = (byte) (high << 4 | low);
          i += 2;
          continue;
        }
      }
      out[length++] = in[i];
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || UNRESERVED.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append("%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }

  public Kind kind() {
    return kind;
  }

  /** Whether it ends by itself: a file, a folder or a drawn scene. */
  public boolean isRecording() {
    return kind == Kind.PATH || kind == Kind.SYNTHETIC;
  }

  /**
   * What to open: an address with its credentials percent-encoded, a path, a device or a scene.
   * Never to be logged.
   */
  public String location() {
    return location;
  }

  /**
   * The location as a path.
   *
   * @throws IllegalStateException when it is none
   */
  public Path path() {
    if (kind != Kind.PATH) {
      throw new IllegalStateException(this + " is no path");
    }
    return Path.of(location);
  }

  /** The name of a drawn scene: what stands before the question mark. */
  public String name() {
    int question = location.indexOf('?');
    return question < 0 ? location : location.substring(0, question);
  }

  /** The parameters after the question mark, in their order. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    int question = location.indexOf('?');
    if (question >= 0) {
      for (String pair : location.substring(question + 1).split("&")) {
        int equals = pair.indexOf('=');
        parameters.put(
            equals < 0 ? pair : pair.substring(0, equals),
            equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  /** A text about this source, such as an error of FFmpeg's, without this source's credentials. */
  public String redact(String text) {
    String safe = text;
    for (String secret : secrets) {
      safe = safe.replace(secret, secret.contains("://") ? shown : "***");
    }
    return Redaction.redact(safe);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceUri uri && kind == uri.kind && location.equals(uri.location);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + location.hashCode();
  }

  /** The source without credentials. */
  @Override
  public String toString() {
    return shown;
  }
}
