package dev.kenning.indexer.store.lucene;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.store.Candidate;
import dev.kenning.indexer.store.LexicalMatch;
import dev.kenning.indexer.store.lexical.LexicalQuery;
import dev.kenning.indexer.store.lexical.LexicalQuery.QueryWord;
import dev.kenning.indexer.store.lexical.LexicalTerm;
import dev.kenning.indexer.store.lexical.LineWords;
import dev.kenning.indexer.store.lexical.NameWords;
import dev.kenning.indexer.store.lexical.Stemmer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/// Ranks methods by their words. The formula is that of
/// [dev.kenning.indexer.store.lexical.LexicalWeights]: the fields' weights are in the index, so one
/// term is one list, and Lucene skips what cannot reach the top.
final class LexicalSearch {
  // A longer intent is looked for by its rarest words: the others hardly move a rank.
  private static final int MAX_WORDS = 64;

  private final IndexView view;
  private final Stemmer stemmer;

  LexicalSearch(IndexView view, Stemmer stemmer) {
    this.view = view;
    this.stemmer = stemmer;
  }

  List<Candidate> matching(String text, int count, Filter filter, Deadline deadline)
      throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    Map<String, LexicalTerm> terms = distinctTerms(knownWords(text));
    if (terms.isEmpty() || view.reader().numDocs() == 0) {
      return List.of();
    }
    terms.values().forEach(term -> query.add(query(term), Occur.SHOULD));
    query.setMinimumNumberShouldMatch(1);
    Filter simple = filter.simplify();
    if (!(simple instanceof Filter.All)) {
      query.add(FilterQueries.of(simple), Occur.FILTER);
    }
    List<Candidate> found = new ArrayList<>();
    int wanted = Math.min(count, view.reader().numDocs());
    ScoreDoc[] hits =
        view.searcher(deadline)
            .search(query.build(), new TopScoreDocCollectorManager(wanted, wanted))
            .scoreDocs;
    for (ScoreDoc hit : hits) {
      found.add(new Candidate(hit.doc, hit.score));
    }
    deadline.check("search the words");
    return found;
  }

  List<LexicalMatch> matches(String text, int[] refs) throws IOException {
    List<QueryWord> words = knownWords(text);
    double[] scores = new double[refs.length];
    List<Set<String>> matched = new ArrayList<>();
    for (int i = 0; i < refs.length; i++) {
      matched.add(new LinkedHashSet<>());
    }
    int[] order = IndexView.ascending(refs);
    IndexSearcher searcher = view.searcher(Deadline.never());
    Map<String, LexicalTerm> terms = distinctTerms(words);
    for (LexicalTerm term : terms.values()) {
      addScores(searcher, term, refs, order, scores, matched);
    }
    List<LexicalMatch> matches = new ArrayList<>(refs.length);
    for (int i = 0; i < refs.length; i++) {
      matches.add(new LexicalMatch((float) scores[i], writtenWords(words, matched.get(i))));
    }
    return matches;
  }

  private static void addScores(
      IndexSearcher searcher,
      LexicalTerm term,
      int[] refs,
      int[] order,
      double[] scores,
      List<Set<String>> matched)
      throws IOException {
    Weight weight = searcher.createWeight(searcher.rewrite(query(term)), ScoreMode.COMPLETE, 1);
    int next = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      int end = leaf.docBase + leaf.reader().maxDoc();
      @Nullable Scorer scorer =
          next < order.length && refs[order[next]] < end ? weight.scorer(leaf) : null;
      for (; next < order.length && refs[order[next]] < end; next++) {
        int place = order[next];
        if (scorer != null && standsAt(scorer, refs[place] - leaf.docBase)) {
          scores[place] += scorer.score();
          matched.get(place).add(term.text());
        }
      }
    }
  }

  private static boolean standsAt(Scorer scorer, int doc) throws IOException {
    return scorer.docID() == doc || (scorer.docID() < doc && scorer.iterator().advance(doc) == doc);
  }

  private static List<String> writtenWords(List<QueryWord> words, Set<String> matchedTerms) {
    List<String> written = new ArrayList<>();
    for (QueryWord word : words) {
      if (word.terms().stream().anyMatch(term -> matchedTerms.contains(term.text()))) {
        written.add(word.written());
      }
    }
    return written;
  }

  List<List<String>> wordsOfLines(String query, List<String> lines) {
    return new LineWords(LexicalQuery.of(query, view.config().lexical(), stemmer), stemmer)
        .of(lines);
  }

  float[] nameShares(String text, List<String> names) {
    return new NameWords(LexicalQuery.of(text, view.config().lexical(), stemmer), stemmer)
        .shares(names);
  }

  float knownWordShare(String text) throws IOException {
    double known = 0;
    double all = 0;
    for (QueryWord word : LexicalQuery.of(text, view.config().lexical(), stemmer).words()) {
      int methods = methodsWith(word);
      double rarity = rarity(methods);
      all += rarity;
      known += methods == 0 ? 0 : rarity;
    }
    return all == 0 ? 0 : (float) (known / all);
  }

  /// The words that some method has; of too many, the rarest.
  private List<QueryWord> knownWords(String text) throws IOException {
    List<QueryWord> known = new ArrayList<>();
    Map<QueryWord, Integer> counts = new HashMap<>();
    for (QueryWord word : LexicalQuery.of(text, view.config().lexical(), stemmer).words()) {
      int methods = methodsWith(word);
      if (methods > 0) {
        known.add(word);
        counts.put(word, methods);
      }
    }
    if (known.size() <= MAX_WORDS) {
      return known;
    }
    List<QueryWord> rarest = new ArrayList<>(known);
    rarest.sort(Comparator.comparingInt(word -> counts.getOrDefault(word, 0)));
    known.retainAll(Set.copyOf(rarest.subList(0, MAX_WORDS)));
    return known;
  }

  private int methodsWith(QueryWord word) throws IOException {
    int most = 0;
    for (LexicalTerm term : word.terms()) {
      most = Math.max(most, view.reader().docFreq(term(term)));
    }
    return most;
  }

  private double rarity(int methods) {
    int all = view.reader().maxDoc();
    return Math.log(1 + (all - methods + 0.5) / (methods + 0.5));
  }

  /// Each term once, however many words stand for it.
  private static Map<String, LexicalTerm> distinctTerms(List<QueryWord> words) {
    Map<String, LexicalTerm> terms = new LinkedHashMap<>();
    for (QueryWord word : words) {
      word.terms().forEach(term -> terms.putIfAbsent(term.text(), term));
    }
    return terms;
  }

  private static Query query(LexicalTerm term) {
    return new BoostQuery(new TermQuery(term(term)), term.boost());
  }

  private static Term term(LexicalTerm term) {
    return new Term(MethodDocument.WORDS, term.text());
  }
}
