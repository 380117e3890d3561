package dev.kenning.indexer.passage;

import dev.kenning.indexer.word.IdentifierSplitter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A passage being written: remembers what has been said, and stops when it is full. For one
/// thread.
final class PassageText {
  /// Up to some ten letters a word of code is one piece of the models' vocabularies; beyond, it
  /// takes another piece.
  private static final int LETTERS_PER_TOKEN = 10;

  private final StringBuilder text = new StringBuilder();
  private final Set<String> said = new HashSet<>();
  private int tokensLeft;

  PassageText(int maxTokens) {
    this.tokensLeft = maxTokens;
  }

  /// Says all of these words, and a full stop.
  void sentence(List<String> words) {
    int before = text.length();
    words.stream().filter(word -> !word.isEmpty()).forEach(this::say);
    close(before);
  }

  /// Says these words of a natural text in its own order, repeats included; names in it come apart.
  void prose(String sentences, int maxTokens) {
    int before = text.length();
    int floor = tokensLeft - maxTokens;
    for (String word : IdentifierSplitter.split(sentences)) {
      if (tokensLeft <= floor) {
        break;
      }
      say(word);
    }
    close(before);
  }

  /// Says what kind of thing follows, then each phrase, commas between; nothing if there is none.
  void phrases(String kind, Stream<List<String>> phrases) {
    int before = text.length();
    List<List<String>> worded = phrases.filter(phrase -> !phrase.isEmpty()).distinct().toList();
    for (int i = 0; i < worded.size() && tokensLeft > 0; i++) {
      if (i == 0) {
        say(kind);
      } else {
        text.append(',');
        tokensLeft--;
      }
      worded.get(i).forEach(this::say);
    }
    close(before);
  }

  /// Says those of these words that have not been said.
  void unsaid(Stream<String> words) {
    unsaid(words, tokensLeft);
  }

  void unsaid(Stream<String> words, int maxTokens) {
    int before = text.length();
    int floor = tokensLeft - maxTokens;
    words
        .filter(word -> tokensLeft > floor)
        .filter(word -> !said.contains(word))
        .forEach(this::say);
    close(before);
  }

  private void say(String word) {
    int cost = 1 + (word.length() - 1) / LETTERS_PER_TOKEN;
    if (tokensLeft < cost) {
      tokensLeft = 0;
      return;
    }
    tokensLeft -= cost;
    said.add(word);
    if (!text.isEmpty()) {
      text.append(' ');
    }
    text.append(word);
  }

  private void close(int before) {
    if (text.length() > before) {
      text.append('.');
      tokensLeft--;
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
