package dev.kenning.indexer.link;

/// The words by which calls are looked up: `send/2` for a method called with two arguments,
/// `send/r` for one that is handed on (`Http::send`), `+Http/1` for a constructor, and `send` or
/// `+Http` for any of them, since a variable number of arguments has no number.
public final class CallTerms {
  private static final String CONSTRUCTOR = "+";

  private CallTerms() {}

  /// Of any call of a method.
  public static String ofMethod(String name) {
    return name;
  }

  /// Of any call of a constructor.
  ///
  /// @param type the simple name of the type
  public static String ofConstructor(String type) {
    return CONSTRUCTOR + type;
  }

  /// Narrows a term to a number of arguments.
  public static String withArguments(String term, int count) {
    return term + "/" + count;
  }

  /// Narrows a term to references.
  public static String handedOn(String term) {
    return term + "/r";
  }
}
