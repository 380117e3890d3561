package dev.kenning.search.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The fields of a JSON object, taken one by one. What is wrong is collected rather than thrown, so
/// that a caller learns of everything at once: taking a bad field gives its default.
///
/// One thread.
final class Fields {
  private static final int MAX_LIST = 100;

  private final JsonNode object;
  private final String pointer;
  private final List<FieldProblem> problems;
  private final Set<String> taken = new HashSet<>();
  private final Set<String> unavailable = new HashSet<>();

  Fields(JsonNode object, String pointer) {
    this(object, pointer, new ArrayList<>());
  }

  private Fields(JsonNode object, String pointer, List<FieldProblem> problems) {
    this.object = object;
    this.pointer = pointer;
    this.problems = problems;
  }

  /// Text of 1 to `maxLength` characters that is not blank.
  Optional<String> text(String name, int maxLength) {
    return take(name)
        .flatMap(node ->
            accept(
                node.isString() && isText(node.stringValue(), maxLength),
                name,
                "text of 1 to " + maxLength + " characters, not blank",
                node::stringValue));
  }

  private static boolean isText(String text, int maxLength) {
    return !text.isBlank() && text.length() <= maxLength;
  }

  /// Text of at most `maxLength` characters, blank or not.
  Optional<String> anyText(String name, int maxLength) {
    return take(name)
        .flatMap(node ->
            accept(
                node.isString() && node.stringValue().length() <= maxLength,
                name,
                "text of at most " + maxLength + " characters",
                node::stringValue));
  }

  Optional<Boolean> flag(String name) {
    return take(name)
        .flatMap(node -> accept(node.isBoolean(), name, "true or false", node::booleanValue));
  }

  OptionalLong wholeNumber(String name, long min, long max) {
    return take(name)
        .flatMap(node ->
            accept(
                node.isIntegralNumber()
                    && node.canConvertToLong()
                    && node.longValue() >= min
                    && node.longValue() <= max,
                name,
                "a whole number from " + min + " to " + max,
                node::longValue))
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /// One of the words of an enum.
  <E extends Enum<E>> Optional<E> word(String name, E[] values, Function<E, String> wordOf) {
    return take(name).flatMap(node -> oneOf(node, pointerTo(name), values, wordOf));
  }

  /// A list of words of an enum; empty where the field is absent.
  <E extends Enum<E>> Optional<List<E>> words(String name, E[] values, Function<E, String> wordOf) {
    return items(name)
        .map(nodes -> each(name, nodes, (node, at) -> oneOf(node, at, values, wordOf)));
  }

  /// A list of texts, each made into a value by `parse`, whose `IllegalArgumentException` means
  /// that the text will not do.
  <T> List<T> list(String name, String expected, Function<String, T> parse) {
    return list(name, MAX_LIST, expected, parse);
  }

  /// The same of at most `maxCount`.
  <T> List<T> list(String name, int maxCount, String expected, Function<String, T> parse) {
    return items(name, maxCount)
        .map(nodes -> each(name, nodes, (node, at) -> parsed(node, at, expected, parse)))
        .orElse(List.of());
  }

  /// The same where the exception's message is what was expected.
  <T> List<T> list(String name, Function<String, T> parse) {
    return items(name)
        .map(nodes ->
            each(
                name,
                nodes,
                (node, at) -> {
                  try {
                    return node.isString()
                        ? Optional.of(parse.apply(node.stringValue()))
                        : parsed(node, at, "text", parse);
                  } catch (IllegalArgumentException e) {
                    problems.add(new FieldProblem(at, String.valueOf(e.getMessage())));
                    return Optional.empty();
                  }
                }))
        .orElse(List.of());
  }

  private <T> Optional<T> parsed(
      JsonNode node, String at, String expected, Function<String, T> parse) {
    try {
      if (node.isString()) {
        return Optional.of(parse.apply(node.stringValue()));
      }
    } catch (IllegalArgumentException _) {
      // told below, with what was expected
    }
    problems.add(new FieldProblem(at, expected));
    return Optional.empty();
  }

  /// A nested object.
  Optional<Fields> object(String name) {
    return take(name)
        .flatMap(node ->
            accept(
                node.isObject(),
                name,
                "an object",
                () -> new Fields(node, pointerTo(name), problems)));
  }

  /// A list of objects.
  List<Fields> objects(String name, int maxCount) {
    Optional<JsonNode> list = take(name);
    if (list.isEmpty()) {
      return List.of();
    }
    if (!list.get().isArray() || list.get().isEmpty() || list.get().size() > maxCount) {
      problem(name, "a list of 1 to " + maxCount + " objects");
      return List.of();
    }
    return each(
        name,
        List.copyOf(list.get().values()),
        (node, at) -> {
          if (node.isObject()) {
            return Optional.of(new Fields(node, at, problems));
          }
          problems.add(new FieldProblem(at, "an object"));
          return Optional.empty();
        });
  }

  boolean has(String name) {
    return object.has(name);
  }

  void problem(String name, String expected) {
    problems.add(new FieldProblem(name.isEmpty() ? pointer : pointerTo(name), expected));
  }

  /// Names that mean something in the contract and are not built: refused rather than ignored.
  void notAvailable(String... names) {
    for (String name : names) {
      unavailable.add(name);
      if (take(name).isPresent()) {
        problem(name, "not available in this version; leave it out");
      }
    }
  }

  /// Names that nobody has taken are unknown.
  void refuseOthers() {
    for (String name : object.propertyNames()) {
      if (!taken.contains(name)) {
        problem(name, "one of the known fields: " + known());
      }
    }
  }

  private String known() {
    return taken.stream()
        .filter(name -> !unavailable.contains(name))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /// @throws InvalidRequestException if anything was wrong, here or in an object within
  void throwProblems() {
    if (!problems.isEmpty()) {
      throw new InvalidRequestException(problems);
    }
  }

  /// Looks at a field whose shape varies without taking it.
  Optional<JsonNode> peek(String name) {
    return Optional.ofNullable(object.get(name));
  }

  /// The bare node of a field whose shape varies.
  Optional<JsonNode> take(String name) {
    taken.add(name);
    return Optional.ofNullable(object.get(name));
  }

  private Optional<List<JsonNode>> items(String name) {
    return items(name, MAX_LIST);
  }

  private Optional<List<JsonNode>> items(String name, int maxCount) {
    return take(name)
        .flatMap(node ->
            accept(
                node.isArray() && node.size() <= maxCount,
                name,
                "a list of at most " + maxCount,
                () -> List.copyOf(node.values())));
  }

  private interface ItemReader<T> {
    Optional<T> read(JsonNode node, String at);
  }

  private <T> List<T> each(String name, List<JsonNode> nodes, ItemReader<T> reader) {
    List<T> values = new ArrayList<>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      reader.read(nodes.get(i), pointerTo(name) + "/" + i).ifPresent(values::add);
    }
    return values;
  }

  private <E extends Enum<E>> Optional<E> oneOf(
      JsonNode node, String at, E[] values, Function<E, String> wordOf) {
    Optional<E> value =
        Arrays.stream(values)
            .filter(one -> node.isString() && wordOf.apply(one).equals(node.stringValue()))
            .findFirst();
    if (value.isEmpty()) {
      String words =
          Arrays.stream(values)
              .map(one -> '"' + wordOf.apply(one) + '"')
              .collect(Collectors.joining(", "));
      problems.add(new FieldProblem(at, "one of " + words));
    }
    return value;
  }

  private <T> Optional<T> accept(boolean holds, String name, String expected, Supplier<T> value) {
    if (!holds) {
      problem(name, expected);
      return Optional.empty();
    }
    return Optional.of(value.get());
  }

  private String pointerTo(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
