// kinds: returns
package sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

class Returning {
  String literal(boolean found) {
    if (!found) {
      return null; //> returns:null
    }
    return "x";
  }

  String oneSide(Map<String, String> all, String key) {
    return all.isEmpty() ? null : all.get(key); //> returns:null
  }

  String chosen(int n) {
    return switch (n) { //> returns:null
      case 1 -> "one";
      default -> null;
    };
  }

  Optional<String> optional(List<String> names) { //> returns:optional, returns:never-null
    return names.stream().findFirst();
  }

  Optional<String> optionalOfAnother() { //> returns:optional
    return other();
  }

  String never(int n) { //> returns:never-null
    if (n == 0) {
      return "none";
    }
    return "n" + n;
  }

  List<String> made() { //> returns:never-null
    List<String> names = new java.util.ArrayList<>();
    names.add("a");
    return names;
  }

  String unknown(Map<String, String> all) {
    return all.get("a");
  }

  String variable(boolean known) {
    String name = "a";
    if (known) {
      name = lookUp();
    }
    return name;
  }

  Supplier<String> lambdaReturnsForItself() { //> returns:never-null
    return () -> {
      return null;
    };
  }

  private static final String NONE = "none";
  private final String given;
  private String found;

  Returning(String given) {
    this.given = java.util.Objects.requireNonNull(given);
  }

  String constant() { //> returns:never-null
    return NONE;
  }

  String finalField() { //> returns:never-null
    return given;
  }

  String anyField() {
    return found;
  }

  String ofTheFile(int n) { //> returns:never-null
    return never(n);
  }

  String mayBeNullOfTheFile() {
    return anyField();
  }

  String checked(Map<String, String> all) { //> returns:never-null
    String value = all.get("a");
    if (value == null) {
      throw new IllegalStateException();
    }
    return value;
  }

  String filled(Map<String, String> all) { //> returns:never-null
    String value = all.get("a");
    if (value == null) {
      value = "b";
    }
    return value;
  }

  String filledAndLost(Map<String, String> all) {
    String value = all.get("a");
    if (value == null) {
      value = "b";
    }
    value = all.get(value);
    return value;
  }

  String checkedOnOneWay(String name, boolean strict) {
    if (strict) {
      java.util.Objects.requireNonNull(name);
    }
    return name;
  }

  String inTheBranch(String name) { //> returns:never-null
    if (name != null && !name.isEmpty()) {
      return name;
    }
    return "";
  }

  String negated(String name) {
    if (name == null || name.isEmpty()) {
      return name;
    }
    return "";
  }

  List<String> lines(java.nio.file.Path file) throws java.io.IOException { //> returns:never-null
    return java.nio.file.Files.readAllLines(file);
  }

  @NonNull
  String promised() { //> returns:never-null
    return elsewhere();
  }

  int number() {
    return 3;
  }

  void nothing() {
    Object local = null;
    return;
  }

  boolean comparison(Object o) {
    return o == null;
  }
}
