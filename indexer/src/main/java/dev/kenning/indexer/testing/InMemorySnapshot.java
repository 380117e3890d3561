package dev.kenning.indexer.testing;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.store.Candidate;
import dev.kenning.indexer.store.LexicalMatch;
import dev.kenning.indexer.store.LinkTable;
import dev.kenning.indexer.store.MethodPlace;
import dev.kenning.indexer.store.MethodTraits;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.indexer.store.lexical.LexicalQuery;
import dev.kenning.indexer.store.lexical.LexicalQuery.QueryWord;
import dev.kenning.indexer.store.lexical.LexicalTerm;
import dev.kenning.indexer.store.lexical.LexicalWeights;
import dev.kenning.indexer.store.lexical.LineWords;
import dev.kenning.indexer.store.lexical.NameWords;
import dev.kenning.indexer.store.lexical.WordWeigher;
import dev.kenning.indexer.store.lucene.SnowballEnglish;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// A list of methods that never changes; a ref is a place in it.
final class InMemorySnapshot implements StoreSnapshot {
  private final List<HeldMethod> methods;
  private final SequenceNumber sequence;
  private final LexicalWeights weights;
  private volatile boolean closed;

  InMemorySnapshot(List<HeldMethod> methods, SequenceNumber sequence, LexicalWeights weights) {
    this.methods = methods;
    this.sequence = sequence;
    this.weights = weights;
  }

  @Override
  public SequenceNumber sequence() {
    return sequence;
  }

  @Override
  public String generation() {
    return "memory";
  }

  @Override
  public long methodCount() {
    return methods.size();
  }

  @Override
  public Map<String, Long> methodCounts() {
    Map<String, Long> counts = new TreeMap<>();
    methods().forEach(method -> counts.merge(method.stored().file().repository(), 1L, Long::sum));
    return counts;
  }

  @Override
  public List<Candidate> nearest(Embedding query, int count, Filter filter, Deadline deadline) {
    return nearestExact(query, count, filter, deadline);
  }

  @Override
  public List<Candidate> nearestExact(
      Embedding query, int count, Filter filter, Deadline deadline) {
    return best(count, filter, deadline, method -> query.cosine(method.embedding()));
  }

  @Override
  public List<Candidate> matching(String text, int count, Filter filter, Deadline deadline) {
    Map<String, LexicalTerm> terms = distinctTerms(words(text));
    Map<String, Double> rarities = new LinkedHashMap<>();
    terms.keySet().forEach(term -> rarities.put(term, rarity(count(term))));
    return best(
        count,
        filter,
        deadline,
        method -> {
          double score = score(method, terms, rarities);
          return score > 0 ? score : Double.NaN;
        });
  }

  /// The best by `score`; what scores [Double#NaN] is left out.
  private List<Candidate> best(
      int count, Filter filter, Deadline deadline, ToDoubleFunction<HeldMethod> score) {
    if (count < 1) {
      throw new IllegalArgumentException("At least 1 method must be wanted, not " + count);
    }
    List<Candidate> candidates = new ArrayList<>();
    for (int ref = 0; ref < methods().size(); ref++) {
      HeldMethod method = methods.get(ref);
      double value = filter.matches(method.stored()) ? score.applyAsDouble(method) : Double.NaN;
      if (!Double.isNaN(value)) {
        candidates.add(new Candidate(ref, (float) value));
      }
    }
    deadline.check("compare methods");
    candidates.sort(
        Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparing(Comparator.comparingInt(Candidate::ref)));
    return List.copyOf(candidates.subList(0, Math.min(count, candidates.size())));
  }

  @Override
  public float[] cosines(Embedding query, int[] refs) {
    float[] cosines = new float[refs.length];
    for (int i = 0; i < refs.length; i++) {
      cosines[i] = query.cosine(at(refs[i]).embedding());
    }
    return cosines;
  }

  @Override
  public List<LexicalMatch> lexicalMatches(String text, int[] refs) {
    List<QueryWord> words = words(text);
    Map<String, LexicalTerm> terms = distinctTerms(words);
    Map<String, Double> rarities = new LinkedHashMap<>();
    terms.keySet().forEach(term -> rarities.put(term, rarity(count(term))));
    List<LexicalMatch> matches = new ArrayList<>();
    for (int ref : refs) {
      HeldMethod method = at(ref);
      List<String> written =
          words.stream()
              .filter(word ->
                  word.terms().stream().anyMatch(term -> method.units().containsKey(term.text())))
              .map(QueryWord::written)
              .toList();
      matches.add(new LexicalMatch((float) score(method, terms, rarities), written));
    }
    return matches;
  }

  private double score(
      HeldMethod method, Map<String, LexicalTerm> terms, Map<String, Double> rarities) {
    double score = 0;
    double saturation = (double) weights.saturation() * WordWeigher.UNITS_PER_COUNT;
    for (LexicalTerm term : terms.values()) {
      int units = method.units().getOrDefault(term.text(), 0);
      score +=
          term.boost() * rarities.getOrDefault(term.text(), 0.0) * units / (units + saturation);
    }
    return score;
  }

  @Override
  public List<List<String>> wordsOfLines(String query, List<String> lines) {
    SnowballEnglish stemmer = new SnowballEnglish();
    return new LineWords(LexicalQuery.of(query, weights, stemmer), stemmer).of(lines);
  }

  @Override
  public float[] nameShares(String text, List<String> names) {
    SnowballEnglish stemmer = new SnowballEnglish();
    return new NameWords(LexicalQuery.of(text, weights, stemmer), stemmer).shares(names);
  }

  @Override
  public MethodPlace place(int ref) {
    StoredMethod method = fetch(ref);
    return new MethodPlace(method.file(), method.type(), method.name());
  }

  @Override
  public Embedding embedding(int ref) {
    return at(ref).embedding();
  }

  @Override
  public float knownWordShare(String text) {
    double all = 0;
    double known = 0;
    for (QueryWord word : words(text)) {
      long most = word.terms().stream().mapToLong(term -> count(term.text())).max().orElse(0);
      all += rarity(most);
      known += most == 0 ? 0 : rarity(most);
    }
    return all == 0 ? 0 : (float) (known / all);
  }

  private List<QueryWord> words(String text) {
    return LexicalQuery.of(text, weights, new SnowballEnglish()).words();
  }

  private static Map<String, LexicalTerm> distinctTerms(List<QueryWord> words) {
    Map<String, LexicalTerm> terms = new LinkedHashMap<>();
    words.forEach(word -> word.terms().forEach(term -> terms.putIfAbsent(term.text(), term)));
    return terms;
  }

  private long count(String term) {
    return methods.stream().filter(method -> method.units().containsKey(term)).count();
  }

  private double rarity(long holders) {
    return Math.log(1 + (methods.size() - holders + 0.5) / (holders + 0.5));
  }

  @Override
  public MethodTraits traits(int ref) {
    return at(ref).traits();
  }

  @Override
  public StoredMethod fetch(int ref) {
    return at(ref).stored();
  }

  @Override
  public Optional<StoredMethod> method(MethodId id) {
    return held(id).map(HeldMethod::stored);
  }

  @Override
  public Optional<Embedding> embedding(MethodId id) {
    return held(id).map(HeldMethod::embedding);
  }

  private Optional<HeldMethod> held(MethodId id) {
    return methods().stream().filter(method -> method.stored().id().equals(id)).findFirst();
  }

  @Override
  public Set<MethodId> methodIds(FileKey file) {
    return methods().stream()
        .map(HeldMethod::stored)
        .filter(method -> method.file().equals(file))
        .map(StoredMethod::id)
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<StoredMethod> methodAt(FileKey file, int line) {
    return methods().stream()
        .map(HeldMethod::stored)
        .filter(method -> method.file().equals(file))
        .filter(m -> m.span().docStartLine() <= line && line <= m.span().endLine())
        .min(Comparator.comparingInt(m -> m.span().endLine() - m.span().docStartLine()));
  }

  @Override
  public LinkTable links() {
    return new InMemoryLinks(methods());
  }

  private HeldMethod at(int ref) {
    if (ref < 0 || ref >= methods().size()) {
      throw new IllegalArgumentException("No method has the ref " + ref);
    }
    return methods.get(ref);
  }

  private List<HeldMethod> methods() {
    if (closed) {
      throw new IllegalStateException("The snapshot is closed");
    }
    return methods;
  }

  @Override
  public void close() {
    closed = true;
  }
}
