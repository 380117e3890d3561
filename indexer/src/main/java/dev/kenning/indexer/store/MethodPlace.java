package dev.kenning.indexer.store;

import dev.kenning.indexer.FileKey;

/// The little that tells which methods belong together, read without the rest of a method.
///
/// @param file where it stands
/// @param type the enclosing type, `com.shop.Http`
/// @param name the method's name
public record MethodPlace(FileKey file, String type, String name) {
  /// What is an overload of the other: the same name in the same type.
  public boolean overloads(MethodPlace other) {
    return equals(other);
  }

  /// Whether it stands in an anonymous or local type.
  public boolean isAnonymous() {
    return type.indexOf('$') >= 0;
  }

  /// Whether both stand in one folder of one repository, which in Java is one package.
  public boolean isBeside(FileKey other) {
    return file.repository().equals(other.repository())
        && folder(file.path()).equals(folder(other.path()));
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
