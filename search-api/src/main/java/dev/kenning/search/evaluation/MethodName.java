package dev.kenning.search.evaluation;

/// The bare name within `Class.name`, `Class#name(args)` or `Class::name`.
final class MethodName {
  private MethodName() {}

  static String simple(String written) {
    int parenthesis = written.indexOf('(');
    String name = (parenthesis < 0 ? written : written.substring(0, parenthesis)).strip();
    int cut =
        Math.max(name.lastIndexOf('.'), Math.max(name.lastIndexOf('#'), name.lastIndexOf(':')));
    return name.substring(cut + 1).strip();
  }
}
