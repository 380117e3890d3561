package dev.kenning.indexer.passage;

import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.word.DocText;
import dev.kenning.indexer.word.IdentifierSplitter;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The natural form of a passage. Parts stand in the order of what they tell, so that the model's
/// cut at its last token costs least:
///
/// 1. the method's name in its type's, split into words;
/// 2. the documentation's first paragraph;
/// 3. parameters with their types, result and exceptions;
/// 4. what is called, each name once and whole: a name broken up because one of its words was said
///    before no longer means anything to the model;
/// 5. what comments and literals say;
/// 6. words of the remaining identifiers, and of the rest of the documentation, that have not been
///    said.
final class NaturalPassage {
  /// Some 256 tokens of the models we run; what follows adds little and costs time.
  private static final int MAX_TOKENS = 256;

  private static final int MAX_FIRST_PARAGRAPH_TOKENS = 96;
  private static final int MAX_COMMENT_TOKENS = 64;
  private static final int MAX_LITERAL_TOKENS = 48;
  private static final int MAX_MORE_DOC_TOKENS = 48;

  private static final Pattern LOCAL_ORDINAL = Pattern.compile("\\$\\d{1,9}");
  private static final Pattern ANONYMOUS = Pattern.compile("\\$\\d{1,9}$");

  private static final Pattern TWO_LETTERS = Pattern.compile("\\p{L}{2}");
  private static final List<String> IN = List.of("in");

  private NaturalPassage() {}

  /// What a form may leave out.
  enum Part {
    NAME,
    DOCUMENTATION,
    CALLS
  }

  static String of(MethodUnit unit, Set<Part> parts) {
    boolean documented = parts.contains(Part.DOCUMENTATION);
    PassageText text = new PassageText(MAX_TOKENS);
    text.sentence(
        parts.contains(Part.NAME)
            ? join(nameWords(unit), IN, typeWords(unit))
            : join(IN, typeWords(unit), List.of()));
    if (documented) {
      text.prose(firstWords(unit.doc()), MAX_FIRST_PARAGRAPH_TOKENS);
    }
    text.phrases("parameters", parameters(unit));
    text.phrases("returns", returned(unit));
    text.phrases("throws", phrases(unit.thrownTypes()));
    if (parts.contains(Part.CALLS)) {
      text.phrases("calls", phrases(unit.words().calledNames()));
    }
    text.prose(String.join(" ", unit.words().comments()), MAX_COMMENT_TOKENS);
    text.prose(literals(unit), MAX_LITERAL_TOKENS);
    text.unsaid(words(unit.words().identifiers().stream()));
    if (documented) {
      text.unsaid(words(Stream.of(DocText.description(unit.doc()))), MAX_MORE_DOC_TOKENS);
    }
    return text.toString();
  }

  private static Stream<List<String>> parameters(MethodUnit unit) {
    return IntStream.range(0, unit.parameterTypes().size())
        .mapToObj(i ->
            join(
                IdentifierSplitter.split(unit.parameterTypes().get(i)),
                List.of(),
                IdentifierSplitter.split(unit.parameterNames().get(i))));
  }

  private static Stream<List<String>> returned(MethodUnit unit) {
    return unit.returnType().equals("void") ? Stream.of() : phrases(List.of(unit.returnType()));
  }

  private static Stream<List<String>> phrases(List<String> identifiers) {
    return identifiers.stream().distinct().map(IdentifierSplitter::split);
  }

  /// The literals that hold a word; punctuation and numbers tell nothing.
  private static String literals(MethodUnit unit) {
    return unit.words().literals().stream()
        .distinct()
        .filter(literal -> TWO_LETTERS.matcher(literal).find())
        .collect(Collectors.joining(" "));
  }

  private static List<String> join(List<String> first, List<String> second, List<String> third) {
    return Stream.of(first, second, third).flatMap(List::stream).toList();
  }

  /// The first paragraph; where only tags are written, what they say.
  private static String firstWords(String doc) {
    String paragraph = DocText.firstParagraph(doc);
    return paragraph.isEmpty() ? DocText.render(doc) : paragraph;
  }

  private static List<String> nameWords(MethodUnit unit) {
    return switch (unit.kind()) {
      case METHOD -> IdentifierSplitter.split(unit.name());
      case CONSTRUCTOR -> List.of("constructor");
      case INITIALIZER -> List.of(unit.name().equals("<clinit>") ? "static" : "", "initializer");
    };
  }

  /// The type's own names without its package: `com.shop.Http.Retry` gives http, retry. Anonymous
  /// types have no name: what they are made from stands in, `com.shop.Http.send$1` gives http,
  /// send, callback.
  private static List<String> typeWords(MethodUnit unit) {
    String type = unit.type();
    String prefix = unit.packageName();
    boolean packaged = !prefix.isEmpty() && type.startsWith(prefix + ".");
    String names = packaged ? type.substring(prefix.length() + 1) : type;
    boolean anonymous = ANONYMOUS.matcher(names).find();
    return words(
            Stream.of(
                LOCAL_ORDINAL.matcher(names).replaceAll(" "), anonymous ? unit.typeDoc() : ""))
        .distinct()
        .toList();
  }

  /// Single letters (`T`, `x`, `i`) say nothing; single digits may.
  private static Stream<String> words(Stream<String> identifiers) {
    return identifiers
        .flatMap(identifier -> IdentifierSplitter.split(identifier).stream())
        .filter(word -> word.length() > 1 || Character.isDigit(word.charAt(0)));
  }
}
