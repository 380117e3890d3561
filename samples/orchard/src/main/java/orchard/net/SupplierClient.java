package orchard.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Talks to the growers' ordering systems. */
public final class SupplierClient {
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final HttpClient http;
  private final Map<URI, Copy> copies = new ConcurrentHashMap<>();

  private record Copy(String tag, String body) {}

  public SupplierClient(HttpClient http) {
    this.http = http;
  }

  public HttpResponse<String> deliver(HttpRequest order) throws IOException, InterruptedException {
    long pauseMillis = FIRST_PAUSE.toMillis();
    IOException last = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        HttpResponse<String> response = http.send(order, BodyHandlers.ofString());
        if (response.statusCode() < 500 && response.statusCode() != 429) {
          return response;
        }
        last = new IOException("supplier answered " + response.statusCode());
      } catch (IOException e) {
        last = e;
      }
      if (attempt < ATTEMPTS) {
        Thread.sleep(pauseMillis + ThreadLocalRandom.current().nextLong(pauseMillis / 2));
        pauseMillis *= 2;
      }
    }
    throw last;
  }

  /** Asks only whether our copy of a price list still holds; takes the new one if not. */
  public String priceList(URI address) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    Copy held = copies.get(address);
    if (held != null) {
      request.header("If-None-Match", held.tag());
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() == 304 && held != null) {
      return held.body();
    }
    response
        .headers()
        .firstValue("ETag")
        .ifPresent(tag -> copies.put(address, new Copy(tag, response.body())));
    return response.body();
  }

  static String queryString(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(p -> percent(p.getKey()) + "=" + percent(p.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String percent(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-') {
        out.append((char) b);
      } else {
        out.append('%').append(String.format("%02X", b & 0xff));
      }
    }
    return out.toString();
  }
}
