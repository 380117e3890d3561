package dev.kenning.search.answer;

import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.store.MethodPlace;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.search.fusion.FoldingRule;
import dev.kenning.search.fusion.RankFusion;
import dev.kenning.search.fusion.Ranked;
import dev.kenning.search.fusion.Surroundings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Chooses the results among ranked candidates: looks at the best again, and lets one of several
/// overloads or copies stand for all.
///
/// Two methods are one result where they have one name and lie nearer to each other than the rule
/// says; they are compared with results only, never with siblings, so that a chain of small
/// differences does not become one. Every candidate that ranks above the last result is a result or
/// a sibling of one. For one answer and one thread.
final class Selection {
  private final StoreSnapshot snapshot;
  private final FoldingRule rule;
  private final Map<Integer, MethodPlace> places = new HashMap<>();
  private final Map<Integer, Embedding> embeddings = new HashMap<>();

  Selection(StoreSnapshot snapshot, FoldingRule rule) {
    this.snapshot = snapshot;
    this.rule = rule;
  }

  /// Ranks once more by what the first `fusion.depth` candidates are called and where they stand.
  ///
  /// @param text the intent; empty where words do not rank
  /// @param context the file that the caller works in
  List<Ranked> again(
      RankFusion fusion, List<Ranked> ranked, String text, Optional<FileKey> context, int limit) {
    List<MethodPlace> looked =
        ranked.subList(0, fusion.depth(ranked, limit)).stream().map(this::place).toList();
    float[] shares =
        text.isEmpty()
            ? new float[looked.size()]
            : snapshot.nameShares(text, looked.stream().map(MethodPlace::name).toList());
    List<Surroundings> surroundings = new ArrayList<>();
    for (int i = 0; i < looked.size(); i++) {
      MethodPlace place = looked.get(i);
      surroundings.add(
          new Surroundings(
              shares[i], place.isAnonymous(), context.filter(place::isBeside).isPresent()));
    }
    return fusion.again(ranked, surroundings);
  }

  /// At most `limit` results of `ranked`, of which `depth` are looked at beyond those needed.
  List<Selected> choose(List<Ranked> ranked, int limit, int depth) {
    List<Ranked> results = new ArrayList<>();
    List<List<Ranked>> siblings = new ArrayList<>();
    for (int i = 0; i < ranked.size() && (results.size() < limit || i < depth); i++) {
      Ranked one = ranked.get(i);
      int stood = standsFor(results, one);
      if (stood >= 0) {
        siblings.get(stood).add(one);
      } else if (results.size() < limit) {
        results.add(one);
        siblings.add(new ArrayList<>());
      }
    }
    List<Selected> selected = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      selected.add(new Selected(results.get(i), siblings.get(i)));
    }
    return selected;
  }

  /// The place of the result that stands for `one`, −1 if there is none.
  private int standsFor(List<Ranked> results, Ranked one) {
    if (rule.overload() > 1 && rule.copy() > 1) {
      return -1;
    }
    for (int i = 0; i < results.size(); i++) {
      if (isOne(results.get(i), one)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isOne(Ranked result, Ranked other) {
    MethodPlace first = place(result);
    MethodPlace second = place(other);
    return first.name().equals(second.name())
        && embedding(result).cosine(embedding(other))
            >= (first.overloads(second) ? rule.overload() : rule.copy());
  }

  MethodPlace place(Ranked one) {
    return places.computeIfAbsent(one.signals().ref(), snapshot::place);
  }

  private Embedding embedding(Ranked one) {
    return embeddings.computeIfAbsent(one.signals().ref(), snapshot::embedding);
  }
}
