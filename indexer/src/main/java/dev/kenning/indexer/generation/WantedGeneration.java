package dev.kenning.indexer.generation;

import java.util.List;
import java.util.Optional;

/// A generation that somebody asked to be built, as it is remembered across restarts: a file of
/// four lines, the first of which names the format.
///
/// Version 1: model, precision (or a dash), `publish` or `keep`.
///
/// @param choice the model
/// @param publishes whether it answers as soon as it is built
public record WantedGeneration(ModelChoice choice, boolean publishes) {
  private static final String FORMAT = "kenning-wanted-generation 1";
  private static final String ANY = "-";
  private static final String PUBLISH = "publish";

  String toText() {
    return String.join(
        "\n",
        FORMAT,
        choice.model(),
        choice.precision().orElse(ANY),
        publishes ? PUBLISH : "keep",
        "");
  }

  /// Empty for what another release wrote, or half of it: a wish can be made again.
  static Optional<WantedGeneration> ofText(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 4 || !lines.getFirst().equals(FORMAT)) {
      return Optional.empty();
    }
    Optional<String> precision = Optional.of(lines.get(2)).filter(word -> !word.equals(ANY));
    return Optional.of(
        new WantedGeneration(
            new ModelChoice(lines.get(1), precision), lines.get(3).equals(PUBLISH)));
  }
}
