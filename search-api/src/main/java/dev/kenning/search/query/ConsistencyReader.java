package dev.kenning.search.query;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// Reads how new an answer must be: a word, or an object with one key. Stateless.
public final class ConsistencyReader {
  private static final int MAX_TOKEN = 200;
  private static final String EXPECTED =
      "\"eventual\", \"strong\", {\"at_least\": TOKEN} or {\"max_staleness_ms\": N}";
  private static final String TOKEN_EXPECTED =
      "a token as an acknowledgement or an answer's as_of gave it, whole";

  private ConsistencyReader() {}

  /// The field `consistency`; eventual where it is absent.
  static Consistency read(Fields fields) {
    Optional<JsonNode> asked = fields.peek("consistency");
    if (asked.isEmpty()) {
      Optional<JsonNode> _ = fields.take("consistency");
      return Consistency.EVENTUAL;
    }
    if (asked.get().isObject()) {
      return fields
          .object("consistency")
          .flatMap(ConsistencyReader::object)
          .orElse(Consistency.EVENTUAL);
    }
    Optional<JsonNode> _ = fields.take("consistency");
    return switch (asked.get().asString("")) {
      case "eventual" -> Consistency.EVENTUAL;
      case "strong" -> Consistency.STRONG;
      default -> {
        fields.problem("consistency", EXPECTED);
        yield Consistency.EVENTUAL;
      }
    };
  }

  private static Optional<Consistency> object(Fields fields) {
    Optional<String> token = fields.text("at_least", MAX_TOKEN);
    OptionalLong age =
        fields.wholeNumber("max_staleness_ms", 0, Consistency.MaxStaleness.MAX_AGE.toMillis());
    fields.refuseOthers();
    if (List.of("at_least", "max_staleness_ms").stream().filter(fields::has).count() != 1) {
      fields.problem("", EXPECTED);
      return Optional.empty();
    }
    if (age.isPresent()) {
      return Optional.of(new Consistency.MaxStaleness(Duration.ofMillis(age.getAsLong())));
    }
    Optional<SequenceToken> known = token.flatMap(SequenceToken::parse);
    if (token.isPresent() && known.isEmpty()) {
      fields.problem("at_least", TOKEN_EXPECTED);
    }
    return known.map(Consistency.AtLeast::new);
  }

  /// The same from one text, as parameters and options give it: `eventual`, `strong`,
  /// `at_least:TOKEN`, `max_staleness_ms:N`.
  ///
  /// @throws IllegalArgumentException saying what was expected
  public static Consistency parse(String text) {
    int colon = text.indexOf(':');
    String word = colon < 0 ? text : text.substring(0, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    return switch (word) {
      case "eventual" -> plain(Consistency.EVENTUAL, colon);
      case "strong" -> plain(Consistency.STRONG, colon);
      case "at_least" ->
          new Consistency.AtLeast(
              SequenceToken.parse(rest)
                  .orElseThrow(() -> new IllegalArgumentException("at_least: " + TOKEN_EXPECTED)));
      case "max_staleness_ms" -> maxStaleness(rest);
      default -> throw unknown();
    };
  }

  private static Consistency plain(Consistency level, int colon) {
    if (colon >= 0) {
      throw unknown();
    }
    return level;
  }

  private static Consistency maxStaleness(String digits) {
    if (!digits.matches("[0-9]{1,12}")) {
      throw new IllegalArgumentException("max_staleness_ms: a whole number of milliseconds");
    }
    return new Consistency.MaxStaleness(Duration.ofMillis(Long.parseLong(digits)));
  }

  private static IllegalArgumentException unknown() {
    return new IllegalArgumentException(
        "one of eventual, strong, at_least:TOKEN, max_staleness_ms:N");
  }

  /// As [#parse] reads it.
  public static String text(Consistency consistency) {
    return switch (consistency) {
      case Consistency.Eventual _ -> "eventual";
      case Consistency.Strong _ -> "strong";
      case Consistency.AtLeast(SequenceToken token) -> "at_least:" + token.text();
      case Consistency.MaxStaleness(Duration age) -> "max_staleness_ms:" + age.toMillis();
    };
  }
}
