// kinds: mutates
package sample;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

class Mutating {
  void collection(List<String> names) {
    names.add("a"); //> mutates:names
  }

  void array(int[] values, int i) {
    values[i]++; //> mutates:values
  }

  void nested(int[][] rows) {
    rows[0][1] = 2; //> mutates:rows
  }

  void field(Node node) {
    node.next = null; //> mutates:node
    node.next.value = 3; //> mutates:node
  }

  void sorted(int[] values, List<String> names) {
    Arrays.sort(values); //> mutates:values
    Collections.reverse(names); //> mutates:names
  }

  void copied(int[] from, int[] to) {
    System.arraycopy(from, 0, to, 0, from.length); //> mutates:to
  }

  void builder(StringBuilder text) {
    text.append('a').append('b'); //> mutates:text
  }

  void setter(Order order) {
    order.setPaid(true); //> mutates:order by-name
  }

  void counted(Map<String, Integer> counts, String key) {
    counts.merge(key, 1, Integer::sum); //> mutates:counts
  }

  void byIterator(Map<String, Integer> counts, List<String> names) {
    Iterator<String> all = names.iterator();
    all.next();
    all.remove(); //> mutates:names
    Iterator<Map.Entry<String, Integer>> entries = counts.entrySet().iterator();
    entries.remove(); //> mutates:counts
  }

  void byIteratorOfACopy(List<String> names, Iterator<String> given) {
    Iterator<String> all = new java.util.ArrayList<>(names).iterator();
    all.remove();
    given.remove();
  }

  int onlyAsked(List<String> names) {
    return names.size() + names.indexOf("a");
  }

  void replaced(List<String> names) {
    names = new java.util.ArrayList<>(names);
    names.add("a");
  }

  void ownCopy(List<String> names) {
    List<String> mine = new java.util.ArrayList<>(names);
    mine.add("a");
  }

  void reassigned(int count) {
    count++;
  }

  Matrix newResult(Matrix one, Matrix other) {
    return one.add(other);
  }

  void usedUp(Iterator<String> names, OutputStream out) throws Exception {
    names.next();
    out.write(1);
  }

  void ofAnother(Order order) {
    this.order.setPaid(true);
  }

  private Order order;

  void throughTheFile(List<String> names) {
    fillIn(names); //> mutates:names
  }

  private static void fillIn(List<String> names) {
    names.add("a"); //> mutates:names
  }

  void notThroughTheFile(List<String> names) {
    countOf(names);
  }

  private static int countOf(List<String> names) {
    return names.size();
  }

  void describe(Description text) {
    text.appendText("a").appendText("b"); //> mutates:text by-name
  }
}
