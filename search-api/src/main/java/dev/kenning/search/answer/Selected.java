package dev.kenning.search.answer;

import dev.kenning.search.fusion.Ranked;
import java.util.List;

/// A result and the methods that it stands for.
///
/// @param result the best of them
/// @param siblings the others, best first
record Selected(Ranked result, List<Ranked> siblings) {
  Selected {
    siblings = List.copyOf(siblings);
  }

  static Selected alone(Ranked result) {
    return new Selected(result, List.of());
  }
}
