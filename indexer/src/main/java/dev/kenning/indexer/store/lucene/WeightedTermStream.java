package dev.kenning.indexer.store.lucene;

import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/// Hands a method's weighed terms to Lucene, each once, with its weight as the term's frequency.
final class WeightedTermStream extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
  private final Map<String, Integer> units;
  private Iterator<Map.Entry<String, Integer>> rest;

  WeightedTermStream(Map<String, Integer> units) {
    this.units = units;
    this.rest = units.entrySet().iterator();
  }

  @Override
  public void reset() {
    rest = units.entrySet().iterator();
  }

  @Override
  public boolean incrementToken() {
    if (!rest.hasNext()) {
      return false;
    }
    clearAttributes();
    Map.Entry<String, Integer> next = rest.next();
    term.append(next.getKey());
    frequency.setTermFrequency(next.getValue());
    return true;
  }
}
