package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.store.lexical.Stemmer;
import org.tartarus.snowball.ext.EnglishStemmer;

/// The Porter2 stemmer for English, as Snowball defines it.
public final class SnowballEnglish implements Stemmer {
  @Override
  public String stem(String word) {
    EnglishStemmer stemmer = new EnglishStemmer(); // keeps state, so one for each word
    stemmer.setCurrent(word);
    stemmer.stem();
    return stemmer.getCurrent();
  }
}
