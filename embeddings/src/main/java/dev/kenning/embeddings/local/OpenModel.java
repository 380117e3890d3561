package dev.kenning.embeddings.local;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.UnembeddableTextException;
import dev.kenning.embeddings.batch.BatchingEncoder;
import dev.kenning.embeddings.batch.EmbeddingListener;
import dev.kenning.embeddings.cache.EmbeddingCache;
import dev.kenning.embeddings.conversion.LoadedModel;
import dev.kenning.embeddings.model.ModelManifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/// A loaded model with its cache and its workers. Texts come without their prefix and travel with
/// it. Safe for many threads.
final class OpenModel implements AutoCloseable {
  /// One short and one long text, as queries and passages are: a pass of a new length costs more
  /// the first time.
  private static final List<String> WARM_UP_TEXTS =
      List.of("retry a request", "read each line of the file and count its words ".repeat(8));

  private final LoadedModel model;
  private final ModelManifest manifest;
  private final Optional<EmbeddingCache> cache;
  private final QueryMemory queries;
  private final BatchingEncoder encoder;

  private OpenModel(LoadedModel model, LocalConfig config) {
    this.model = model;
    this.manifest = model.manifest();
    this.cache = config.cacheFile().map(file -> EmbeddingCache.open(file, config.cache()));
    this.queries = new QueryMemory(config.rememberedQueryCount());
    this.encoder =
        new BatchingEncoder(
            model.tokenizer(), model.encoder(), config.batch(), keeper(), System::nanoTime);
  }

  /// Takes the model over; closes it if it does not even pass the warm-up.
  static OpenModel open(LoadedModel model, LocalConfig config) {
    OpenModel open = new OpenModel(model, config);
    if (config.warmUp()) {
      try {
        open.warmUp();
      } catch (RuntimeException e) {
        open.close();
        throw e;
      }
    }
    return open;
  }

  LoadedModel model() {
    return model;
  }

  BatchingEncoder encoder() {
    return encoder;
  }

  Optional<EmbeddingCache> cache() {
    return cache;
  }

  EmbeddedText embedQuery(String text, Deadline deadline) {
    String prefixed = manifest.queryPrefix() + text;
    return queries
        .find(prefixed)
        .orElseGet(() -> {
          EmbeddedText answer = encoder.embedQuery(prefixed, deadline);
          queries.put(prefixed, answer);
          return answer;
        });
  }

  List<EmbeddedText> embedPassages(List<String> texts, Deadline deadline, IntConsumer arrivals) {
    List<String> prefixed = texts.stream().map(text -> manifest.passagePrefix() + text).toList();
    Map<String, List<Integer>> positions = positions(prefixed);
    Set<String> distinct = positions.keySet();
    Map<String, EmbeddedText> known = new HashMap<>();
    cache.ifPresent(kept -> known.putAll(kept.find(model.encoder().model(), distinct)));
    List<String> unknown = distinct.stream().filter(text -> !known.containsKey(text)).toList();
    known.keySet().forEach(text -> tell(positions, text, arrivals));
    try {
      List<EmbeddedText> made =
          encoder.embedPassages(unknown, deadline, i -> tell(positions, unknown.get(i), arrivals));
      for (int i = 0; i < unknown.size(); i++) {
        known.put(unknown.get(i), made.get(i));
      }
    } catch (UnembeddableTextException e) {
      throw new UnembeddableTextException(positions(prefixed, unknown, e), e);
    }
    return inOrder(prefixed, known);
  }

  /// Ends the workers, then the model, then the cache, so that what the last batches made is kept.
  @Override
  public void close() {
    encoder.close();
    cache.ifPresent(EmbeddingCache::close);
  }

  private EmbeddingListener keeper() {
    return cache
        .<EmbeddingListener>map(
            kept -> (text, embedded) -> kept.put(model.encoder().model(), text, embedded))
        .orElse(EmbeddingListener.none());
  }

  /// Straight through the encoder, so that neither the cache nor the counts know of it.
  private void warmUp() {
    for (String text : WARM_UP_TEXTS) {
      var _ = model.encoder().encode(List.of(model.tokenizer().tokenize(text)));
    }
  }

  /// Where each text stands, in the order of `texts`.
  private static Map<String, List<Integer>> positions(List<String> texts) {
    Map<String, List<Integer>> positions = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      positions.computeIfAbsent(texts.get(i), _ -> new ArrayList<>(1)).add(i);
    }
    return positions;
  }

  private static void tell(
      Map<String, List<Integer>> positions, String text, IntConsumer arrivals) {
    positions.getOrDefault(text, List.of()).forEach(arrivals::accept);
  }

  /// Where in `texts` are the ones that failed?
  private static List<Integer> positions(
      List<String> texts, List<String> unknown, UnembeddableTextException failure) {
    SortedSet<String> failed = new TreeSet<>();
    failure.textIndexes().forEach(index -> failed.add(unknown.get(index)));
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (failed.contains(texts.get(i))) {
        positions.add(i);
      }
    }
    return positions;
  }

  private static List<EmbeddedText> inOrder(List<String> texts, Map<String, EmbeddedText> known) {
    Set<String> seen = new LinkedHashSet<>();
    List<EmbeddedText> answers = new ArrayList<>(texts.size());
    for (String text : texts) {
      EmbeddedText answer = Objects.requireNonNull(known.get(text));
      answers.add(seen.add(text) ? answer : duplicateOf(answer));
    }
    return List.copyOf(answers);
  }

  private static EmbeddedText duplicateOf(EmbeddedText answer) {
    return new EmbeddedText(
        answer.embedding(),
        answer.tokenCount(),
        answer.truncatedTokenCount(),
        EmbeddedText.Origin.DUPLICATE);
  }
}
