package dev.kenning.indexer.pair;

import dev.kenning.indexer.word.DocText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Says the same question in other words, by rule, because nobody asks as documentation answers:
/// *Returns the index of the first match.* becomes *return the index of the first match*, *how to
/// return the index of the first match*, or *index first match*. Stateless; safe for any thread.
final class QuestionWording {
  private static final int MAX_KEYWORDS = 8;

  private static final List<String> OPENINGS =
      List.of("how to ", "how do I ", "java ", "a method to ", "is there a way to ");

  private static final Set<String> LEFT_OUT =
      Set.of(
          "a",
          "an",
          "the",
          "this",
          "that",
          "these",
          "those",
          "of",
          "to",
          "for",
          "in",
          "on",
          "at",
          "by",
          "with",
          "from",
          "into",
          "and",
          "or",
          "is",
          "are",
          "be",
          "been",
          "was",
          "it",
          "its",
          "as",
          "if",
          "which",
          "will",
          "can",
          "may",
          "should",
          "given",
          "specified",
          "provided",
          "supplied",
          "returns",
          "return",
          "gets",
          "get",
          "method",
          "then",
          "than",
          "so",
          "such");

  private QuestionWording() {}

  /// One wording of several, the documentation's own most often.
  static String drawn(String paragraph, VerbTable verbs, RandomGenerator random) {
    String sentence = random.nextInt(5) < 2 ? DocText.firstSentence(paragraph) : paragraph;
    double draw = random.nextDouble();
    if (draw < 0.36) {
      return sentence;
    }
    if (draw < 0.66) {
      return request(sentence, verbs, random);
    }
    if (draw < 0.80) {
      return OPENINGS.get(random.nextInt(OPENINGS.size())) + request(sentence, verbs, random);
    }
    String keywords = keywords(sentence);
    return keywords.isEmpty() ? sentence : keywords;
  }

  private static String request(String sentence, VerbTable verbs, RandomGenerator random) {
    String request = request(sentence);
    int end = request.indexOf(' ');
    return end < 0 || random.nextBoolean()
        ? request
        : verbs.drawn(request.substring(0, end), random) + request.substring(end);
  }

  /// The sentence as somebody asks for it to be done: its first verb in the base form, without the
  /// full stop.
  static String request(String sentence) {
    String text = sentence.strip().replaceFirst("[.:;]+$", "");
    int end = text.indexOf(' ');
    if (end < 0) {
      return text;
    }
    return base(text.substring(0, end)) + text.substring(end);
  }

  /// The words that tell something, in their order.
  static String keywords(String sentence) {
    List<String> kept = new ArrayList<>();
    for (String word : sentence.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_.#-]+")) {
      String plain = word.replaceAll("^[.#-]+|[.#-]+$", "");
      if (plain.length() > 1 && !LEFT_OUT.contains(plain) && kept.size() < MAX_KEYWORDS) {
        kept.add(plain);
      }
    }
    return String.join(" ", kept);
  }

  /// *Returns* is *return*, *matches* is *match*, *copies* is *copy*; what is no third person
  /// stays.
  static String base(String verb) {
    String word = verb.toLowerCase(Locale.ROOT);
    if (!word.matches("[a-z]{4,}")
        || word.matches(".*ss|this|always|whereas")
        || !word.endsWith("s")) {
      return word;
    }
    if (word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.matches(".*(ch|sh|ss|x|zz)es")) {
      return word.substring(0, word.length() - 2);
    }
    return word.substring(0, word.length() - 1);
  }
}
