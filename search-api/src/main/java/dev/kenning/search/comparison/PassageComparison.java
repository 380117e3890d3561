package dev.kenning.search.comparison;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.PassageForm;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.store.LexicalMatch;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.MethodTraits;
import dev.kenning.search.evaluation.Evaluation;
import dev.kenning.search.evaluation.JudgedQuery;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.RankedMethod;
import dev.kenning.search.fusion.CosineScale;
import dev.kenning.search.fusion.FusionConfig;
import dev.kenning.search.fusion.QueryWords;
import dev.kenning.search.fusion.RankFusion;
import dev.kenning.search.fusion.Ranked;
import dev.kenning.search.fusion.Signals;
import dev.kenning.search.query.SearchMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// Ranks judged intents by each model and passage form added, and by each two of them together:
///
///     meaning(one) = scale(cosine)         of a model and form
///     meaning(two) = (meaning(a) + meaning(b)) / 2
///
/// A scale puts a model's arbitrary methods at 0 and counts standard deviations ([CosineScale]), so
/// that models can be added, and that words weigh against each of them alike. From there on all is
/// as in an answer: as many candidates of each side, the same fusion.
///
/// For one thread.
public final class PassageComparison implements AutoCloseable {
  private static final long SEED = 42;
  private static final String ON_SCALE = "on a scale already";
  private static final int DEPTH = 10;

  private final MethodCorpus corpus;
  private final JudgedSet set;
  private final LexicalSide words;
  private final RankFusion fusion;
  private final int candidateCount;
  private final List<Meanings> added = new ArrayList<>();

  /// @param store empty, made by [#storeFingerprint]; written to, and left open
  public PassageComparison(
      MethodCorpus corpus, JudgedSet set, MethodStore store, FusionConfig config) {
    this.corpus = corpus;
    this.set = set;
    this.words = LexicalSide.of(store, corpus);
    FusionConfig onScale = config.withScale(ON_SCALE, new CosineScale(0, 1));
    this.fusion = new RankFusion(onScale, ON_SCALE);
    this.candidateCount = config.candidatesPerSignal();
  }

  /// What the store must be made by.
  public static IndexFingerprint storeFingerprint(int schemaVersion) {
    return LexicalSide.fingerprint(schemaVersion);
  }

  /// Embeds every method in `form` and every intent.
  public void add(Embedder embedder, PassageForm form) {
    added.add(meanings(embedder, form, embedder.dimensionCount()));
  }

  /// The same, ranked at once and not kept.
  ///
  /// @param dimensionCount how many of the vectors' first numbers are used, and scaled to norm 1
  public ComparedForm compare(Embedder embedder, PassageForm form, int dimensionCount) {
    return evaluated(meanings(embedder, form, dimensionCount));
  }

  private Meanings meanings(Embedder embedder, PassageForm form, int dimensionCount) {
    PassageWriter writer = new PassageWriter(form);
    List<String> passages = corpus.units().stream().map(unit -> writer.write(unit).text()).toList();
    List<EmbeddedText> methods = embedder.embedPassages(passages, Deadline.never());
    List<Embedding> queries =
        set.queries().stream()
            .map(query -> embedder.embedQuery(query.text(), Deadline.never()).embedding())
            .toList();
    String whole = "%s, %s".formatted(embedder.model(), form.word());
    return Meanings.of(
        dimensionCount < embedder.dimensionCount()
            ? "%s, first %d".formatted(whole, dimensionCount)
            : whole,
        methods.stream().mapToLong(EmbeddedText::tokenCount).sum(),
        queries.stream().map(query -> cut(query, dimensionCount)).toList(),
        methods.stream().map(method -> cut(method.embedding(), dimensionCount)).toList(),
        SEED);
  }

  private static Embedding cut(Embedding embedding, int dimensionCount) {
    return dimensionCount >= embedding.dimensionCount()
        ? embedding
        : Embedding.normalised(Arrays.copyOf(embedding.toArray(), dimensionCount));
  }

  /// Words alone, then each model and form added, then each two of them.
  public List<ComparedForm> compare() {
    List<ComparedForm> compared = new ArrayList<>();
    for (int i = 0; i < added.size(); i++) {
      compared.add(evaluated(added.get(i)));
    }
    for (int i = 0; i < added.size(); i++) {
      for (int j = i + 1; j < added.size(); j++) {
        compared.add(evaluated(Meanings.both(added.get(i), added.get(j))));
      }
    }
    return compared;
  }

  /// Words alone.
  public Evaluation lexical() {
    return evaluation(new float[corpus.units().size()], SearchMode.LEXICAL);
  }

  private Evaluation evaluation(float[] same, SearchMode mode) {
    return evaluation(set.queries().stream().map(_ -> same).toList(), mode);
  }

  private ComparedForm evaluated(Meanings meanings) {
    return new ComparedForm(
        meanings.name(),
        meanings.tokenCount(),
        meanings.cosines(),
        evaluation(meanings.byQuery(), SearchMode.SEMANTIC),
        evaluation(meanings.byQuery(), SearchMode.HYBRID));
  }

  private Evaluation evaluation(List<float[]> byQuery, SearchMode mode) {
    Map<String, List<RankedMethod>> rankings = new LinkedHashMap<>();
    for (int i = 0; i < set.queries().size(); i++) {
      JudgedQuery query = set.queries().get(i);
      rankings.put(query.id(), ranking(query.text(), byQuery.get(i), mode));
    }
    return Evaluation.of(set, rankings);
  }

  private List<RankedMethod> ranking(String text, float[] meaning, SearchMode mode) {
    Set<Integer> candidates = new LinkedHashSet<>();
    if (mode.usesMeaning()) {
      candidates.addAll(nearest(meaning));
    }
    if (mode.usesWords()) {
      candidates.addAll(words.matching(text, candidateCount));
    }
    List<Integer> places = List.copyOf(candidates);
    QueryWords known = QueryWords.of(text, words.knownWordShare(text));
    return fusion.rank(signals(text, meaning, places), known, mode, DEPTH).stream()
        .map(Ranked::signals)
        .map(signals -> MethodCorpus.ranked(corpus.units().get(signals.ref())))
        .toList();
  }

  private List<Signals> signals(String text, float[] meaning, List<Integer> places) {
    List<LexicalMatch> matches = words.matches(text, places);
    List<Signals> signals = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      MethodUnit unit = corpus.units().get(places.get(i));
      signals.add(
          new Signals(
              places.get(i), meaning[places.get(i)], matches.get(i), MethodTraits.of(unit)));
    }
    return signals;
  }

  private List<Integer> nearest(float[] meaning) {
    PriorityQueue<Integer> nearest =
        new PriorityQueue<>(Comparator.comparingDouble((Integer place) -> meaning[place]));
    for (int place = 0; place < meaning.length; place++) {
      if (nearest.size() < candidateCount) {
        nearest.add(place);
      } else if (meaning[place] > meaning[nearest.element()]) {
        nearest.remove();
        nearest.add(place);
      }
    }
    return List.copyOf(nearest);
  }

  @Override
  public void close() {
    words.close();
  }
}
