package dev.kenning.search.excerpt;

import dev.kenning.indexer.method.StatementOutline;
import dev.kenning.indexer.method.StatementOutline.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is shown of one method's code: nothing at first, then more, unit by unit of its
/// [StatementOutline], as far as somebody has room. A statement is shown with the lines that frame
/// it, and what is left out between two shown lines is marked by a comment that counts it:
///
///     long parse(String text) {
///       // … 6 lines
///       if (unit.isEmpty()) {
///         throw new IllegalArgumentException(text);
///       }
///       // … 2 lines
///     }
///
/// For one thread.
public final class Excerpt {
  /// What a mark takes, with its indentation.
  private static final double MARK_COST = 9;

  private final StatementOutline outline;
  private final double[] lineCosts;
  private final BitSet shown = new BitSet();
  private double cost;

  public Excerpt(String code) {
    this.outline = StatementOutline.of(code);
    this.lineCosts = outline.lines().stream().mapToDouble(LineCost::of).toArray();
  }

  public List<String> lines() {
    return outline.lines();
  }

  /// Lines that are left out.
  public int elidedCount() {
    return outline.lines().size() - shown.cardinality();
  }

  /// Tokens of what is shown, as a JSON string.
  public double cost() {
    return cost;
  }

  /// The units that declare the method: what stands around everything else.
  public List<Integer> declaration() {
    List<Integer> units = new ArrayList<>();
    for (int i = 0; i < outline.units().size(); i++) {
      if (outline.units().get(i).around() < 0 && !outline.units().get(i).comment()) {
        units.add(i);
      }
    }
    return units;
  }

  /// Every unit, in order.
  public List<Integer> all() {
    List<Integer> units = new ArrayList<>();
    for (int i = 0; i < outline.units().size(); i++) {
      units.add(i);
    }
    return units;
  }

  /// Units that tell something, those that tell most first. What many units of the method have
  /// tells little: each word, and each fact, counts one divided by the units that have it.
  ///
  /// @param marks what each line has of what was asked for: words, facts
  public List<Integer> telling(List<? extends Set<String>> marks) {
    Map<Integer, Set<String>> marksOfUnits = new HashMap<>();
    Map<String, Integer> unitsWith = new HashMap<>();
    for (int i = 0; i < outline.units().size(); i++) {
      Set<String> marksOfUnit = new HashSet<>();
      outline.units().get(i).lines().forEach(line -> marksOfUnit.addAll(marks.get(line)));
      if (!marksOfUnit.isEmpty()) {
        marksOfUnits.put(i, marksOfUnit);
        marksOfUnit.forEach(mark -> unitsWith.merge(mark, 1, Integer::sum));
      }
    }
    Map<Integer, Double> weights = new HashMap<>();
    marksOfUnits.forEach((unit, marksOfUnit) ->
        weights.put(
            unit,
            marksOfUnit.stream().mapToDouble(mark -> 1.0 / unitsWith.getOrDefault(mark, 1)).sum()));
    return weights.keySet().stream()
        .sorted(
            Comparator.comparingDouble((Integer unit) -> weights.getOrDefault(unit, 0.0))
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /// Shows a unit and those around it, if they take no more than `room` tokens together.
  ///
  /// @return whether all of it is shown now
  public boolean show(int unit, double room) {
    BitSet wanted = (BitSet) shown.clone();
    for (int at = unit; at >= 0; at = outline.units().get(at).around()) {
      outline.units().get(at).lines().forEach(wanted::set);
    }
    return take(wanted, room);
  }

  /// Shows as many of a unit's first lines as fit, where what is around it is shown; not those that
  /// frame others.
  public void showBeginning(int unit, double room) {
    Unit cut = outline.units().get(unit);
    boolean frames = outline.units().stream().anyMatch(other -> other.around() == unit);
    boolean around =
        cut.around() < 0 || outline.units().get(cut.around()).lines().stream().allMatch(shown::get);
    if (!frames && around) {
      BitSet wanted = (BitSet) shown.clone();
      for (int line : cut.lines()) {
        wanted.set(line);
        if (!take(wanted, room)) {
          return;
        }
      }
    }
  }

  private boolean take(BitSet wanted, double room) {
    double price = cost(wanted);
    if (price - cost > room) {
      return false;
    }
    shown.or(wanted);
    cost = price;
    return true;
  }

  private double cost(BitSet lines) {
    double sum = 0;
    boolean gap = false;
    for (int i = 0; i < lineCosts.length; i++) {
      if (lines.get(i)) {
        sum += lineCosts[i];
      } else if (!gap) {
        sum += MARK_COST;
      }
      gap = !lines.get(i);
    }
    return sum;
  }

  /// What is shown, each gap marked; empty where nothing is.
  public String text() {
    if (shown.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    int line = 0;
    while (line < lineCosts.length) {
      if (shown.get(line)) {
        text.append(outline.lines().get(line++)).append('\n');
      } else {
        int next = shown.nextSetBit(line);
        int end = next < 0 ? lineCosts.length : next;
        text.append(indent(line, end)).append("// ").append(Gap.mark(end - line)).append('\n');
        line = end;
      }
    }
    text.setLength(text.length() - 1);
    return text.toString();
  }

  /// The blanks before the first line of a gap that has anything else.
  private String indent(int from, int to) {
    for (int i = from; i < to; i++) {
      String line = outline.lines().get(i);
      if (!line.isBlank()) {
        return line.substring(0, line.length() - line.stripLeading().length());
      }
    }
    return "";
  }
}
