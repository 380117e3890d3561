package dev.kenning.search.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Draws what callers get against what is offered, as SVG: above, good answers a second and those
/// turned away; below, on a scale of powers of ten, how long answers and refusals take. Words are
/// text, so that they can be searched and read aloud. Stateless.
public final class LoadChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 620;
  private static final int LEFT = 80;
  private static final int RIGHT = 740;
  private static final Band GOODPUT = new Band(90, 300);
  private static final Band LATENCY = new Band(350, 560);
  private static final String BLUE = "#1f6fb2";
  private static final String GREEN = "#2e8b57";
  private static final String RED = "#c0392b";
  private static final String GREY = "#777777";

  private LoadChart() {}

  /// A strip of the picture.
  private record Band(int top, int bottom) {
    double y(double share) {
      return bottom - Math.clamp(share, 0, 1) * (bottom - top);
    }
  }

  /// Those steps that offered a multiple of the capacity, by what they offered.
  public static String svg(LoadReport report) {
    List<LoadStep> steps =
        report.steps().stream()
            .filter(step -> step.name().endsWith("times"))
            .sorted(Comparator.comparingDouble(LoadStep::offered))
            .toList();
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
        font-family="sans-serif" font-size="12" role="img" aria-labelledby="title what">
        <title id="title">Good answers and their latency, by the load offered</title>
        <desc id="what">%3$s</desc>
        <rect width="%1$d" height="%2$d" fill="white"/>
        """
            .formatted(WIDTH, HEIGHT, described(report, steps)));
    text(svg, LEFT, 24, "start", "#222222", 16, "What a server does with more than it can do");
    text(
        svg,
        LEFT,
        44,
        "start",
        GREY,
        12,
        String.format(
            Locale.ROOT,
            "It can do %.0f requests a second. Along the bottom: requests offered a second.",
            report.capacity()));
    goodput(svg, report, steps);
    latency(svg, steps);
    xAxis(svg, steps);
    return svg.append("</svg>\n").toString();
  }

  private static String described(LoadReport report, List<LoadStep> steps) {
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "Capacity %.0f a second.", report.capacity()));
    for (LoadStep step : steps) {
      text.append(
          String.format(
              Locale.ROOT,
              " Offered %.0f: %.0f good, %.0f of them searches, 99 %% of searches within %.0f ms.",
              step.offered(),
              step.good(),
              step.goodSearches(),
              step.searches().p99()));
    }
    return text.toString();
  }

  private static void goodput(StringBuilder svg, LoadReport report, List<LoadStep> steps) {
    double most =
        steps.stream()
            .mapToDouble(step -> Math.max(step.good(), step.worth()))
            .max()
            .orElse(report.capacity());
    double top = rounded(1.15 * most);
    for (int i = 0; i <= 4; i++) {
      line(svg, GOODPUT.y(i / 4.0), "#dddddd");
      text(
          svg,
          LEFT - 8,
          (int) GOODPUT.y(i / 4.0) + 4,
          "end",
          GREY,
          12,
          String.format(Locale.ROOT, "%.0f", top * i / 4));
    }
    text(svg, LEFT, GOODPUT.top - 8, "start", "#222222", 12, "good answers a second:");
    text(svg, LEFT + 150, GOODPUT.top - 8, "start", BLUE, 12, "all of them");
    text(svg, LEFT + 240, GOODPUT.top - 8, "start", GREEN, 12, "searches");
    text(svg, LEFT + 310, GOODPUT.top - 8, "start", GREY, 12, "all, in searches' worth");
    curve(svg, steps, steps, BLUE, step -> GOODPUT.y(step.good() / top));
    curve(svg, steps, steps, GREEN, step -> GOODPUT.y(step.goodSearches() / top));
    curve(svg, steps, steps, GREY, step -> GOODPUT.y(step.worth() / top));
  }

  private static void latency(StringBuilder svg, List<LoadStep> steps) {
    for (int power = 0; power <= 4; power++) {
      line(svg, LATENCY.y(power / 4.0), "#dddddd");
      text(
          svg,
          LEFT - 8,
          (int) LATENCY.y(power / 4.0) + 4,
          "end",
          GREY,
          12,
          String.format(Locale.ROOT, "%,.0f", Math.pow(10, power)));
    }
    text(svg, LEFT, LATENCY.top - 8, "start", "#222222", 12, "milliseconds:");
    text(svg, LEFT + 150, LATENCY.top - 8, "start", BLUE, 12, "search p50");
    text(svg, LEFT + 240, LATENCY.top - 8, "start", GREEN, 12, "search p99");
    text(svg, LEFT + 330, LATENCY.top - 8, "start", RED, 12, "refusal p99");
    curve(svg, steps, steps, BLUE, step -> logarithmic(step.searches().p50()));
    curve(svg, steps, steps, GREEN, step -> logarithmic(step.searches().p99()));
    List<LoadStep> refusing = steps.stream().filter(step -> step.refused() > 0).toList();
    curve(svg, steps, refusing, RED, step -> logarithmic(step.refusals().p99()));
  }

  private static double logarithmic(double millis) {
    return LATENCY.y(Math.log10(Math.max(1, millis)) / 4);
  }

  private static void xAxis(StringBuilder svg, List<LoadStep> steps) {
    for (LoadStep step : steps) {
      int x = (int) x(step, steps);
      text(
          svg,
          x,
          LATENCY.bottom + 20,
          "middle",
          GREY,
          12,
          String.format(Locale.ROOT, "%.0f", step.offered()));
      text(svg, x, LATENCY.bottom + 38, "middle", "#222222", 12, step.name().replace("times", "×"));
    }
  }

  /// The load too on a scale of powers, since it is told in multiples.
  private static double x(LoadStep step, List<LoadStep> steps) {
    double least = steps.getFirst().offered();
    double most = steps.getLast().offered();
    double share = most > least ? Math.log(step.offered() / least) / Math.log(most / least) : 0.5;
    return LEFT + 30 + share * (RIGHT - LEFT - 60);
  }

  private static double rounded(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
    return Math.ceil(value / power * 2) / 2 * power;
  }

  private static void curve(
      StringBuilder svg,
      List<LoadStep> all,
      List<LoadStep> drawn,
      String colour,
      ToDoubleFunction<LoadStep> y) {
    if (drawn.isEmpty()) {
      return;
    }
    List<String> points = new ArrayList<>();
    for (LoadStep step : drawn) {
      double x = x(step, all);
      double height = y.applyAsDouble(step);
      points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, height));
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
              x,
              height,
              colour));
    }
    svg.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n"
            .formatted(String.join(" ", points), colour));
  }

  private static void line(StringBuilder svg, double y, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
            LEFT,
            RIGHT,
            y,
            y,
            colour));
  }

  private static void text(
      StringBuilder svg, int x, int y, String anchor, String colour, int size, String words) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\" font-size=\"%d\">%s</text>%n"
            .formatted(x, y, anchor, colour, size, words));
  }
}
