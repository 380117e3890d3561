package dev.kenning.search.comparison;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.search.evaluation.JudgedQuery;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.Judgement;
import dev.kenning.search.query.CallerContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/// Where a caller might work who asks a judged intent: it has another file of the answer's package
/// open, drawn by a seed. Where the answer's file is the only one, the caller is about to write the
/// second.
final class CallerPlaces {
  private static final long SEED = 42;

  private final Map<String, List<FileKey>> byName = new HashMap<>();
  private final Map<String, List<FileKey>> byFolder = new HashMap<>();

  CallerPlaces(ChangeLedger ledger) {
    for (RepositoryRecord repository : ledger.repositories()) {
      for (String path : ledger.files(repository.name()).keySet()) {
        FileKey file = new FileKey(repository.name(), path);
        byName.computeIfAbsent(name(path), _ -> new ArrayList<>()).add(file);
        byFolder.computeIfAbsent(folder(file), _ -> new ArrayList<>()).add(file);
      }
    }
  }

  /// By query id; queries whose answer is not indexed are left out.
  Map<String, CallerContext> beside(JudgedSet set) {
    Random random = new Random(SEED);
    Map<String, CallerContext> places = new LinkedHashMap<>();
    for (JudgedQuery query : set.queries()) {
      query.judgements().stream()
          .filter(judgement -> judgement.relevance() > 0)
          .findFirst()
          .flatMap(this::file)
          .ifPresent(file ->
              places.put(
                  query.id(), new CallerContext(neighbour(file, random), OptionalInt.empty())));
    }
    return places;
  }

  /// The same places, each given to a query of the other half of the set: callers whose context
  /// tells nothing of what they ask.
  static Map<String, CallerContext> exchanged(Map<String, CallerContext> places) {
    List<String> ids = List.copyOf(places.keySet());
    List<CallerContext> all = List.copyOf(places.values());
    Map<String, CallerContext> exchanged = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      exchanged.put(ids.get(i), all.get((i + ids.size() / 2) % ids.size()));
    }
    return exchanged;
  }

  private Optional<FileKey> file(Judgement judgement) {
    return byName.getOrDefault(name(judgement.file()), List.of()).stream()
        .filter(file ->
            ("/" + file.path()).endsWith("/" + judgement.file())
                || ("/" + judgement.file()).endsWith("/" + file.path()))
        .findFirst();
  }

  private FileKey neighbour(FileKey file, Random random) {
    List<FileKey> others =
        byFolder.getOrDefault(folder(file), List.of()).stream()
            .filter(other -> !other.equals(file))
            .toList();
    return others.isEmpty()
        ? new FileKey(file.repository(), file.path().replaceFirst("[^/]*$", "Another.java"))
        : others.get(random.nextInt(others.size()));
  }

  private static String folder(FileKey file) {
    int slash = file.path().lastIndexOf('/');
    return file.repository() + "\0" + file.path().substring(0, slash + 1);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
