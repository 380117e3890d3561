package dev.kenning.indexer.method;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Suspects by indentation, for text whose braces cannot be trusted: a brace that is missing shifts
/// everything after it, but the next method still begins in its column.
///
/// For a broken line these are the constructs it stands in, innermost first (a statement, its
/// block, its method), each from its first line to the line that closes it, and with each its
/// predecessor in the same column: a body that is never closed is noticed only at what follows it.
final class IndentedStretches {
  private static final int MAX_CLIMB = 6;

  private final SourceLines lines;

  IndentedStretches(SourceLines lines) {
    this.lines = lines;
  }

  /// The suspects for a break in this line: the constructs around it, then those around the line
  /// above, where a block may have been left open.
  List<SourceStretch> around(int brokenLine) {
    Set<SourceStretch> suspects = new LinkedHashSet<>();
    climb(brokenLine, suspects);
    climb(brokenLine - 1, suspects);
    return new ArrayList<>(suspects);
  }

  private void climb(int from, Set<SourceStretch> suspects) {
    int indent = Integer.MAX_VALUE;
    int count = 0;
    for (int line = Math.min(from, lines.count()); line >= 1 && count < MAX_CLIMB; line--) {
      int own = lines.indent(line);
      if (own < 0 || own >= indent || closes(line)) {
        continue;
      }
      if (own == 0) {
        break; // a whole type: too much to give up
      }
      indent = own;
      count++;
      int before = previousAt(line, own);
      if (before > 0) {
        suspects.add(construct(before));
      }
      suspects.add(construct(line));
    }
  }

  private SourceStretch construct(int first) {
    int indent = lines.indent(first);
    int last = first;
    for (int line = first + 1; line <= lines.count(); line++) {
      int own = lines.indent(line);
      if (own < 0 || own > indent) {
        continue;
      }
      last = own == indent && closes(line) ? line : line - 1;
      break;
    }
    return new SourceStretch(lines.start(first), lines.start(last + 1));
  }

  /// The first line of the construct before this one in the same column, 0 if there is none.
  private int previousAt(int line, int indent) {
    for (int above = line - 1; above >= 1; above--) {
      int own = lines.indent(above);
      if (own >= 0 && own < indent) {
        return 0;
      }
      if (own == indent && !closes(above)) {
        return above;
      }
    }
    return 0;
  }

  private boolean closes(int line) {
    char first = lines.firstChar(line);
    return first == '}' || first == ')';
  }
}
