package dev.kenning.search.excerpt;

import java.util.List;
import java.util.regex.Pattern;

/// What is shown of a method's documentation: its lead, then more of its lines, in their order. For
/// one thread.
public final class DocExcerpt {
  private static final int MAX_LEAD_LINES = 4;
  private static final int MAX_LEAD_LENGTH = 400;
  private static final Pattern LEAD_ENDS =
      Pattern.compile("\\s*+|\\s*+@\\w.*+|\\s*+<(?i:p|ul|ol|pre|h\\d|table)\\b.*+");
  private static final double MARK_COST = 7;

  private final List<String> lines;
  private int shown;
  private double cost;

  public DocExcerpt(String doc) {
    this.lines = doc.lines().toList();
    showTo(leadEnd());
  }

  private int leadEnd() {
    int end = 0;
    int length = 0;
    while (end < lines.size() && end < MAX_LEAD_LINES) {
      String line = lines.get(end);
      length += line.length();
      boolean ends = end > 0 && LEAD_ENDS.matcher(line).matches();
      if (ends || length > MAX_LEAD_LENGTH) {
        break;
      }
      end++;
    }
    return end;
  }

  /// Shows as many more lines as take no more than `room` tokens.
  public void more(double room) {
    double spare = room + (elidedCount() > 0 ? MARK_COST : 0);
    int fits = shown;
    double sum = 0;
    for (int end = shown + 1; end <= lines.size(); end++) {
      sum += LineCost.of(lines.get(end - 1));
      if (sum + (end < lines.size() ? MARK_COST : 0) <= spare) {
        fits = end;
      }
    }
    showTo(fits);
  }

  private void showTo(int end) {
    shown = end;
    cost = end < lines.size() ? MARK_COST : 0;
    for (int i = 0; i < end; i++) {
      cost += LineCost.of(lines.get(i));
    }
  }

  /// Tokens of what is shown, as a JSON string.
  public double cost() {
    return cost;
  }

  /// Lines that are left out.
  public int elidedCount() {
    return lines.size() - shown;
  }

  /// What is shown, and how many lines are not.
  public String text() {
    String told = String.join("\n", lines.subList(0, shown));
    if (elidedCount() == 0) {
      return told;
    }
    return (told.isEmpty() ? "" : told + "\n") + Gap.mark(elidedCount());
  }
}
