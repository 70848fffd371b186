package io.panoptes.segment.catalogue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Proxies as the environment variables {@code https_proxy}, {@code http_proxy} and {@code no_proxy}
 * name them, in capitals, too; where these say nothing, those of Java's own settings ({@code
 * -Dhttps.proxyHost}).
 */
public final class EnvironmentProxies extends ProxySelector {

  private static final int DEFAULT_PORT = 80;

  private final Map<String, String> environment;
  private final ProxySelector otherwise;

  public EnvironmentProxies(Map<String, String> environment, ProxySelector otherwise) {
    this.environment = Map.copyOf(environment);
    this.otherwise = otherwise;
  }

  /** Those of this process. */
  public static ProxySelector ofThisProcess() {
    return new EnvironmentProxies(System.getenv(), ProxySelector.getDefault());
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (isExempt(host)) {
      return List.of(Proxy.NO_PROXY);
    }
    String address = value(uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy");
    if (address.isEmpty()) {
      return otherwise.select(uri);
    }
    URI proxy = URI.create(address.contains("://") ? address : "http://" + address);
    if (proxy.getHost() == null) {
      throw new ModelDownloadException(
          "the proxy '" + address + "' must be like http://proxy.example:3128");
    }
    int port = proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort();
    return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port)));
  }

  private boolean isExempt(String host) {
    for (String part : value("no_proxy").split(",")) {
      String name = part.strip().toLowerCase(Locale.ROOT);
      String suffix = name.startsWith(".") ? name : "." + name;
      if (name.equals("*") || (!name.isEmpty() && ("." + host).endsWith(suffix))) {
        return true;
      }
    }
    return false;
  }

  private String value(String name) {
    String value = environment.get(name);
    return value != null ? value : environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    otherwise.connectFailed(uri, address, failure);
  }
}
