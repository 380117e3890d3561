// kinds: calls, creates
package sample;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.shop.Till;

class Calling {
  private final ReentrantLock lock = new ReentrantLock();
  private Till till;

  void field() {
    lock.lock(); //> calls:java.util.concurrent.locks.ReentrantLock.lock
    this.lock.unlock(); //> calls:java.util.concurrent.locks.ReentrantLock.unlock
  }

  void imported() {
    till.open(); //> calls:org.shop.Till.open
  }

  void variable() {
    var names = new ArrayList<String>(); //> creates:java.util.ArrayList
    names.add("a"); //> calls:java.util.ArrayList.add
    for (var name : names) {
      name.strip(); //> calls:java.lang.String.strip
    }
  }

  void chained(List<String> names) {
    names.stream().filter(String::isEmpty).toList(); //> calls:java.util.List.stream, calls:java.util.stream.Stream.filter, calls:java.util.stream.Stream.toList, calls:java.lang.String.isEmpty deferred
  }

  void typeArgument(Map<String, StringBuilder> texts) {
    texts.get("a").append('x'); //> calls:java.util.Map.get, calls:java.lang.StringBuilder.append
  }

  void staticImport(Object o) {
    requireNonNull(o); //> calls:java.util.Objects.requireNonNull
  }

  void own() {
    field(); //> calls:sample.Calling.field
    new Inner().touch(); //> creates:sample.Calling.Inner, calls:sample.Calling.Inner.touch
  }

  void ofTheSamePackage() {
    Helper.run(1); //> calls:Helper.run by-name
    Helper helper = new Helper(); //> creates:Helper by-name
    helper.stop(); //> calls:Helper.stop by-name
  }

  void unknownReceiver() {
    till.drawer().close(); //> calls:org.shop.Till.drawer, calls:close by-name
  }

  void qualified() {
    java.util.Collections.emptyList(); //> calls:java.util.Collections.emptyList
    Map.Entry.comparingByKey(); //> calls:java.util.Map.Entry.comparingByKey
  }

  void pattern(Object o) {
    if (o instanceof String text) {
      text.strip(); //> calls:java.lang.String.strip
    }
    if (!(o instanceof List<?> list)) {
      return;
    }
    list.size(); //> calls:java.util.List.size
  }

  Function<String, Integer> inLambda() {
    return text -> Integer.parseInt(text); //> calls:java.lang.Integer.parseInt deferred
  }

  /** A variable hides the field of its name. */
  void hidden(StringBuilder lock) {
    lock.reverse(); //> calls:java.lang.StringBuilder.reverse
  }

  /** A type parameter is no type. */
  <String> void typeParameter(List<String> all) {
    all.clear(); //> calls:java.util.List.clear
  }

  void onlyNamedInText() {
    java.lang.String text = "lock.lock()"; // lock.unlock()
  }

  static class Inner {
    void touch() {}
  }
}
