package orchard.files;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the shop can be told without changing its code. */
public final class Settings {
  private static final Pattern HOLE = Pattern.compile("\\$\\{([A-Z_]+)(?::([^}]*))?}");

  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Reads a properties file; a variable such as SHOP_PORT wins over the line shop.port. */
  public static Settings load(Path file, UnaryOperator<String> environment) throws IOException {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    }
    Map<String, String> values = new HashMap<>();
    for (String name : lines.stringPropertyNames()) {
      String override = environment.apply(name.toUpperCase(Locale.ROOT).replace('.', '_'));
      values.put(name, override != null ? override : fill(lines.getProperty(name), environment));
    }
    return new Settings(values);
  }

  static String fill(String text, UnaryOperator<String> environment) {
    Matcher hole = HOLE.matcher(text);
    return hole.replaceAll(match -> {
      String value = environment.apply(match.group(1));
      if (value == null) {
        value = match.group(2);
      }
      if (value == null) {
        throw new IllegalStateException("nothing is set for " + match.group(1));
      }
      return Matcher.quoteReplacement(value);
    });
  }

  public int number(String name, int lowest, int highest) {
    String text = values.get(name);
    if (text == null) {
      throw new IllegalStateException("missing: " + name);
    }
    int value = Integer.parseInt(text.strip());
    if (value < lowest || value > highest) {
      throw new IllegalStateException(name + " must lie in " + lowest + ".." + highest);
    }
    return value;
  }
}
