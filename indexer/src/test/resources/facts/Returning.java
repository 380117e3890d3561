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
