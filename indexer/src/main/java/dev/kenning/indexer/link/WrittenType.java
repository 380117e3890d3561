package dev.kenning.indexer.link;

import java.util.ArrayList;
import java.util.List;

/// A type as the two texts have it: `java.util.Map<String,+Item[]>[]`, where `+` stands for `?
/// extends`, `-` for `? super` and `?` for itself; `A|B` for one of several exceptions; `!` before
/// the name of a local type, which is qualified.
///
/// @param name as written, without arguments
/// @param arguments of a generic type
/// @param dimensions of an array
/// @param local whether it is a local type, named in full
public record WrittenType(String name, List<WrittenType> arguments, int dimensions, boolean local) {
  private static final String LOCAL = "!";

  public WrittenType {
    arguments = List.copyOf(arguments);
  }

  /// How a local type is written.
  public static String ofLocal(String qualifiedName) {
    return LOCAL + qualifiedName;
  }

  /// The last part of the name, without arguments.
  public static String simpleName(String text) {
    int end = text.indexOf('<');
    String name = end < 0 ? text : text.substring(0, end);
    return name.substring(name.lastIndexOf('.') + 1).replace("[]", "");
  }

  /// The variants of `A|B`; one for all other types.
  public static List<String> variants(String text) {
    return text.indexOf('|') < 0 ? List.of(text) : List.of(text.split("\\|"));
  }

  public static WrittenType read(String text) {
    return new Reader(text).read();
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    WrittenType read() {
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++; // a bound stands for what it bounds
      }
      boolean local = text.startsWith(LOCAL, at);
      if (local) {
        at++;
      }
      int start = at;
      while (at < text.length() && ",<>[".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String name = text.substring(start, at);
      List<WrittenType> arguments = new ArrayList<>();
      if (at < text.length() && text.charAt(at) == '<') {
        do {
          at++;
          arguments.add(read());
        } while (at < text.length() && text.charAt(at) == ',');
        at++;
      }
      int dimensions = 0;
      while (text.startsWith("[]", at)) {
        dimensions++;
        at += 2;
      }
      return new WrittenType(name, arguments, dimensions, local);
    }
  }
}
