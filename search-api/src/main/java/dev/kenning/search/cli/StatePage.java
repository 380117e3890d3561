package dev.kenning.search.cli;

import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.trial.Figure;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a benchmark of state measured, as lines or as JSON.
final class StatePage {
  private final PrintStream out;
  private final boolean json;

  StatePage(Terminal terminal, boolean json) {
    this.out = terminal.out();
    this.json = json;
  }

  void print(List<Figure> figures) {
    if (json) {
      out.println(WireFormat.text(wire(figures)));
    } else {
      figures.forEach(out::println);
    }
  }

  private static Map<String, Object> wire(List<Figure> figures) {
    Map<String, Object> wire = new LinkedHashMap<>();
    for (Figure figure : figures) {
      wire.put(figure.name(), wire(figure));
    }
    return wire;
  }

  /// One number, with its goal where there is one.
  static Map<String, Object> wire(Figure figure) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("value", figure.value());
    one.put("unit", figure.unit());
    if (!Double.isNaN(figure.goal())) {
      one.put("goal", figure.goal());
      one.put("met", figure.isMet());
    }
    return one;
  }
}
