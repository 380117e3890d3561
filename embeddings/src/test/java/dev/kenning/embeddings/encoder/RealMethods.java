package dev.kenning.embeddings.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Methods of a well-known library with their documentation, cut from its sources by a simple rule:
/// from a line that opens a member's documentation to the first line that closes a member.
public final class RealMethods {
  private static final String PACKAGE = "org/apache/commons/lang3/";
  private static final List<String> FILES =
      List.of(
          "StringUtils.java",
          "ArrayUtils.java",
          "time/DateUtils.java",
          "reflect/MethodUtils.java",
          "concurrent/BackgroundInitializer.java");

  private RealMethods() {}

  /// @param count spread evenly over the library's files
  public static List<String> methods(int count) {
    List<String> all = new ArrayList<>();
    FILES.forEach(file -> all.addAll(methodsOf(source(file))));
    List<String> spread = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spread.add(all.get(i * all.size() / count));
    }
    return spread;
  }

  private static List<String> methodsOf(String source) {
    List<String> methods = new ArrayList<>();
    StringBuilder method = new StringBuilder();
    for (String line : source.lines().toList()) {
      if (line.equals("    /**")) {
        method.setLength(0);
      }
      method.append(line.strip()).append('\n');
      if (line.equals("    }")) {
        methods.add(method.toString());
        method.setLength(0);
      }
    }
    return methods;
  }

  private static String source(String file) {
    try (InputStream content =
        RealMethods.class.getClassLoader().getResourceAsStream(PACKAGE + file)) {
      if (content == null) {
        throw new AssertionError("The test dependency on sources lacks " + file);
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
