package dev.kenning.search.comparison;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.SourceText;
import dev.kenning.indexer.source.Discovery;
import dev.kenning.indexer.source.Discovery.Reading;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.search.evaluation.JudgedQuery;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.Judgement;
import dev.kenning.search.evaluation.RankedMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// The methods that compete, in the order of their files. Test code is left out, as answers leave
/// it out.
///
/// @param units the methods
public record MethodCorpus(List<MethodUnit> units) {
  public MethodCorpus {
    units = List.copyOf(units);
  }

  /// Every method of a tree that is no test. Files that cannot be read are left out.
  public static MethodCorpus of(SourceTree tree) {
    return new MethodCorpus(everyMethod(tree).stream().filter(unit -> !unit.test()).toList());
  }

  /// Every method of a tree, those of tests among them. Files that cannot be read are left out.
  public static List<MethodUnit> everyMethod(SourceTree tree) {
    MethodExtractor extractor = new MethodExtractor();
    List<MethodUnit> units = new ArrayList<>();
    tree.walk(discovery -> {
      if (discovery instanceof Discovery.Found found
          && found.read() instanceof Reading.Read read
          && SourceText.decode(read.content().toBytes()) instanceof SourceText.Decoded decoded) {
        FileKey file = new FileKey(tree.defaultName(), found.path());
        units.addAll(extractor.extract(file, decoded.text()).methods());
      }
    });
    return units;
  }

  /// The methods that `set` judges, and `others` of the rest, drawn by `seed`: what is left of the
  /// rest if there are fewer.
  public MethodCorpus pool(JudgedSet set, int others, long seed) {
    Set<Integer> kept = judged(set);
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      if (!kept.contains(i)) {
        rest.add(i);
      }
    }
    Collections.shuffle(rest, new Random(seed));
    kept.addAll(rest.subList(0, Math.min(others, rest.size())));
    return new MethodCorpus(kept.stream().sorted().map(units::get).toList());
  }

  private Set<Integer> judged(JudgedSet set) {
    Map<String, List<Judgement>> byMethod = new HashMap<>();
    for (JudgedQuery query : set.queries()) {
      for (Judgement judgement : query.judgements()) {
        byMethod.computeIfAbsent(judgement.method(), _ -> new ArrayList<>()).add(judgement);
      }
    }
    Set<Integer> judged = new HashSet<>();
    for (int i = 0; i < units.size(); i++) {
      RankedMethod method = ranked(units.get(i));
      if (byMethod.getOrDefault(units.get(i).name(), List.of()).stream()
          .anyMatch(judgement -> judgement.names(method))) {
        judged.add(i);
      }
    }
    return judged;
  }

  static RankedMethod ranked(MethodUnit unit) {
    return new RankedMethod(
        unit.file().path(), unit.name(), unit.span().startLine(), unit.span().endLine());
  }
}
