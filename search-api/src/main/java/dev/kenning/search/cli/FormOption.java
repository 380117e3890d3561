package dev.kenning.search.cli;

import dev.kenning.indexer.passage.PassageForm;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/// Which texts stand for a method.
final class FormOption {
  @Option(
      names = "--form",
      paramLabel = "FORM",
      description = "natural, undocumented or raw; may be repeated (default: natural).")
  private List<String> words = List.of("natural");

  List<PassageForm> forms() {
    return words.stream().map(FormOption::form).toList();
  }

  private static PassageForm form(String word) {
    return Arrays.stream(PassageForm.values())
        .filter(form -> form.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new WrongCallException(
                "--form must be natural, undocumented or raw, not '%s'.".formatted(word)));
  }
}
