package dev.kenning.indexer.pair;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.word.DocText;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Sentences that no question may be made of: the documentation of the libraries that models are
/// judged on. Single methods are copied between projects, with what is said of them, where no list
/// of files shows it; who learnt such a sentence knows the answer before it is asked.
///
/// Sentences are compared by their words alone, whatever their case and punctuation. Immutable.
public final class KeptOut {
  /// Keeps out nothing.
  public static final KeptOut NOTHING = new KeptOut(Set.of());

  private final Set<String> said;

  private KeptOut(Set<String> said) {
    this.said = said;
  }

  /// Keeps out what documents these methods: the first paragraph, its first sentence, and what is
  /// said of the result.
  public static KeptOut of(Stream<MethodUnit> methods) {
    return new KeptOut(
        methods
            .map(MethodUnit::doc)
            .filter(doc -> !doc.isBlank())
            .flatMap(KeptOut::said)
            .map(KeptOut::words)
            .collect(toUnmodifiableSet()));
  }

  private static Stream<String> said(String doc) {
    String paragraph = DocText.firstParagraph(doc);
    return Stream.concat(
        Stream.of(paragraph, DocText.firstSentence(paragraph)),
        QuestionMiner.saidOfResult(doc).stream());
  }

  /// Whether the text, or the sentence that it begins with, is said there too.
  boolean holds(String text) {
    return said.contains(words(text)) || said.contains(words(DocText.firstSentence(text)));
  }

  private static String words(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
