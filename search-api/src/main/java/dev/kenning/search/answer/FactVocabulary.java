package dev.kenning.search.answer;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.rule.FactInference;
import java.util.Arrays;
import java.util.List;

/// What `GET /v1/facts` answers: the words by which methods can be asked for by what they do.
///
/// @param version of the rules that infer them
/// @param facts the vocabulary
public record FactVocabulary(int version, List<Entry> facts) {
  public FactVocabulary {
    facts = List.copyOf(facts);
  }

  /// One kind of fact.
  ///
  /// @param fact its word
  /// @param argument what may stand after a colon; `nothing` for none
  /// @param values that the argument may have, where there are only some
  /// @param meaning when a method has it
  /// @param example a whole fact of the kind
  /// @param exampleLine code that shows it
  /// @param limits what the rule does not see
  public record Entry(
      String fact,
      String argument,
      List<String> values,
      String meaning,
      String example,
      String exampleLine,
      String limits) {
    public Entry {
      values = List.copyOf(values);
    }
  }

  /// The vocabulary of this version.
  public static FactVocabulary current() {
    return new FactVocabulary(
        FactInference.RULES_VERSION,
        Arrays.stream(FactKind.values()).map(FactVocabulary::entry).toList());
  }

  private static Entry entry(FactKind kind) {
    return new Entry(
        kind.word(),
        kind.argument().description(),
        kind.choices(),
        kind.meaning(),
        kind.example(),
        kind.exampleLine(),
        kind.limits());
  }
}
