package dev.kenning.search.answer;

import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.store.Candidate;
import dev.kenning.indexer.store.LexicalMatch;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.search.fusion.QueryWords;
import dev.kenning.search.fusion.Signals;
import dev.kenning.search.query.SearchMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds the methods worth ranking and scores each on both signals, whichever of them found it.
/// Stateless.
final class CandidateSearch {
  private static final LexicalMatch NO_MATCH = new LexicalMatch(0, List.of());
  private static final QueryWords NO_WORDS = new QueryWords(0, 0);

  private final int candidatesPerSignal;

  CandidateSearch(int candidatesPerSignal) {
    this.candidatesPerSignal = candidatesPerSignal;
  }

  /// Methods whose words match; nothing where words do not rank or time was up.
  Optional<List<Candidate>> byWords(Inquiry inquiry) {
    if (!inquiry.mode().usesWords()) {
      return Optional.empty();
    }
    return inquiry
        .missing()
        .attempt("lexical", () -> inquiry.clock().time("lexical", () -> worded(inquiry)));
  }

  private List<Candidate> worded(Inquiry inquiry) {
    return inquiry
        .snapshot()
        .matching(inquiry.text(), count(inquiry), inquiry.filter(), inquiry.deadline());
  }

  /// Methods that lie near; nothing where meaning does not rank, the model failed or time was up.
  Optional<Nearby> byMeaning(Inquiry inquiry, Supplier<Embedding> meaning) {
    if (!inquiry.mode().usesMeaning()) {
      return Optional.empty();
    }
    return inquiry.missing().attempt("semantic", () -> nearby(inquiry, meaning.get()));
  }

  private Nearby nearby(Inquiry inquiry, Embedding meaning) {
    List<Candidate> near =
        inquiry
            .clock()
            .time(
                "semantic",
                () ->
                    inquiry
                        .snapshot()
                        .nearest(meaning, count(inquiry), inquiry.filter(), inquiry.deadline()));
    return new Nearby(meaning, near);
  }

  /// Brings both sides together.
  ///
  /// @throws DeadlineExceededException if neither side answered in time, or one did not and the
  ///   other found nothing: no results would then read as there being none
  /// @throws EmbedderUnavailableException if meaning alone was asked for and the model failed
  Pool scoreBoth(Inquiry inquiry, Optional<List<Candidate>> worded, Optional<Nearby> near) {
    if (worded.isEmpty() && near.isEmpty()) {
      throw inquiry.missing().nothingLeft();
    }
    if (worded.orElse(List.of()).isEmpty()
        && near.map(Nearby::candidates).orElse(List.of()).isEmpty()) {
      inquiry.missing().throwIfLate();
    }
    SearchMode mode =
        worded.isEmpty()
            ? SearchMode.SEMANTIC
            : near.isEmpty() ? SearchMode.LEXICAL : SearchMode.HYBRID;
    return inquiry
        .clock()
        .time("score", () -> new Pool(signals(inquiry, worded, near), words(inquiry, mode), mode));
  }

  private List<Signals> signals(
      Inquiry inquiry, Optional<List<Candidate>> worded, Optional<Nearby> near) {
    StoreSnapshot snapshot = inquiry.snapshot();
    Map<Integer, Float> cosines = cosines(snapshot, worded.orElse(List.of()), near);
    int[] refs = cosines.keySet().stream().mapToInt(Integer::intValue).toArray();
    Optional<List<LexicalMatch>> matches =
        worded.map(_ -> snapshot.lexicalMatches(inquiry.text(), refs));
    List<Signals> signals = new ArrayList<>(refs.length);
    int place = 0;
    for (Map.Entry<Integer, Float> candidate : cosines.entrySet()) {
      LexicalMatch match = matches.isPresent() ? matches.get().get(place++) : NO_MATCH;
      int ref = candidate.getKey();
      signals.add(new Signals(ref, candidate.getValue(), match, snapshot.traits(ref)));
    }
    return signals;
  }

  /// Each candidate of either side with its cosine; 0 throughout where there is no meaning.
  private static Map<Integer, Float> cosines(
      StoreSnapshot snapshot, List<Candidate> worded, Optional<Nearby> near) {
    Map<Integer, Float> cosines = new LinkedHashMap<>();
    near.ifPresent(
        side -> side.candidates().forEach(found -> cosines.put(found.ref(), found.score())));
    int[] others =
        worded.stream().mapToInt(Candidate::ref).filter(ref -> !cosines.containsKey(ref)).toArray();
    float[] found =
        near.map(side -> snapshot.cosines(side.meaning(), others))
            .orElseGet(() -> new float[others.length]);
    for (int i = 0; i < others.length; i++) {
      cosines.put(others[i], found[i]);
    }
    return cosines;
  }

  private static QueryWords words(Inquiry inquiry, SearchMode mode) {
    return mode.usesWords()
        ? QueryWords.of(inquiry.text(), inquiry.snapshot().knownWordShare(inquiry.text()))
        : NO_WORDS;
  }

  private int count(Inquiry inquiry) {
    return Math.max(candidatesPerSignal, inquiry.limit());
  }
}
