import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a running Kenning and prints one method a line, best first. No library is needed:
 *
 * <pre>java Search.java "retry an HTTP request with growing pauses" 5</pre>
 */
public final class Search {
  /** Quotes inside JSON strings are escaped, so these keys are not found inside a value. */
  private static final Pattern METHOD =
      Pattern.compile(
          """
          "path" ?: ?"(?<path>(?:[^"\\\\]|\\\\.)*+)".*?\
          "start_line" ?: ?(?<line>\\d+).*?\
          "signature" ?: ?"(?<signature>(?:[^"\\\\]|\\\\.)*+)"\
          """,
          Pattern.DOTALL);

  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

  private Search() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length < 1) {
      System.err.println("usage: java Search.java INTENT [LIMIT]");
      System.exit(2);
    }
    int limit = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    String url = System.getenv().getOrDefault("KENNING_URL", "http://127.0.0.1:7070");
    String question = "{\"query\": %s, \"limit\": %d}".formatted(quoted(arguments[0]), limit);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1/search"))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString(question))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        System.err.println(response.body());
        System.exit(1);
      }
      int rank = 0;
      Matcher method = METHOD.matcher(response.body());
      while (method.find()) {
        String place = plain(method.group("path")) + ":" + method.group("line");
        System.out.printf("%2d  %s  %s%n", ++rank, place, plain(method.group("signature")));
      }
    }
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static String plain(String json) {
    return ESCAPE.matcher(json).replaceAll(found -> Matcher.quoteReplacement(meaning(found)));
  }

  private static String meaning(MatchResult escape) {
    String code = escape.group(1);
    return switch (code.charAt(0)) {
      case 'u' -> Character.toString(Integer.parseInt(code.substring(1), 16));
      case 'n', 'r', 't', 'b', 'f' -> " ";
      default -> code;
    };
  }
}
