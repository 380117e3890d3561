package dev.kenning.indexer.passage;

import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.word.DocText;
import dev.kenning.indexer.word.IdentifierSplitter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The natural form of a passage. Parts stand in the order of what they tell, so that the model's
/// cut at its last token costs least:
///
/// 1. the method's name, then the type's, split into words;
/// 2. the documentation's first paragraph, and what it says of the result;
/// 3. parameters, result and exceptions, names and types;
/// 4. what is called, what comments say, what literals say, the remaining identifiers. Here a word
///    that has been said is not said again: repeats cost tokens and add no meaning;
/// 5. the rest of the documentation, as far as room is left.
final class NaturalPassage {
  /// Some 256 tokens of the models we run; what follows adds little and costs time.
  private static final int MAX_TOKENS = 256;

  private static final int MAX_FIRST_PARAGRAPH_TOKENS = 96;
  private static final int MAX_COMMENT_TOKENS = 64;
  private static final int MAX_LITERAL_TOKENS = 48;
  private static final int MAX_MORE_DOC_TOKENS = 48;

  private static final Pattern LOCAL_ORDINAL = Pattern.compile("\\$\\d{1,9}");
  private static final Pattern ANONYMOUS = Pattern.compile("\\$\\d{1,9}$");

  private NaturalPassage() {}

  static String of(MethodUnit unit, boolean documented) {
    PassageText text = new PassageText(MAX_TOKENS);
    text.sentence(nameWords(unit));
    text.sentence(typeWords(unit));
    if (documented) {
      text.prose(firstWords(unit.doc()), MAX_FIRST_PARAGRAPH_TOKENS);
    }
    text.unsaid(
        words(Stream.concat(unit.parameterNames().stream(), unit.parameterTypes().stream())));
    text.unsaid(words(Stream.of(unit.returnType()).filter(type -> !type.equals("void"))));
    text.unsaid(words(unit.thrownTypes().stream()));
    text.unsaid(words(unit.words().calledNames().stream()));
    text.unsaid(words(unit.words().comments().stream()), MAX_COMMENT_TOKENS);
    text.unsaid(words(unit.words().literals().stream()), MAX_LITERAL_TOKENS);
    text.unsaid(words(unit.words().identifiers().stream()));
    if (documented) {
      text.unsaid(words(Stream.of(DocText.description(unit.doc()))), MAX_MORE_DOC_TOKENS);
    }
    return text.toString();
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
  /// types have no name: what they are made from stands in, `com.shop.Http.send$1` gives http, send,
  /// callback.
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
