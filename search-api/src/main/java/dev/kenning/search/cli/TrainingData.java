package dev.kenning.search.cli;

import static java.util.stream.Collectors.toSet;

import dev.kenning.embeddings.training.TrainingExample;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.SourceText;
import dev.kenning.indexer.pair.KeptOut;
import dev.kenning.indexer.pair.MinedPair;
import dev.kenning.indexer.pair.QuestionMiner;
import dev.kenning.indexer.source.Discovery;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes examples out of the sources of libraries. Missing ones are named, all at once, with how to
/// fetch them: nothing is downloaded here.
final class TrainingData {
  private final Terminal terminal;
  private final TrainingPlan plan;
  private final Path planFolder;
  private final Path sources;
  private final Set<String> excludedFiles;
  private final List<PathMatcher> excludedGlobs;

  /// @param planFolder where paths in the plan begin
  /// @param sources where `ARTIFACT-VERSION-sources.jar` files lie
  TrainingData(Terminal terminal, TrainingPlan plan, Path planFolder, Path sources) {
    this.terminal = terminal;
    this.plan = plan;
    this.planFolder = planFolder;
    this.sources = sources;
    this.excludedFiles =
        plan.excluded().stream().filter(path -> !path.contains("*")).collect(toSet());
    this.excludedGlobs =
        plan.excluded().stream()
            .filter(path -> path.contains("*"))
            .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
            .toList();
  }

  /// @throws WrongCallException naming every library whose sources are not there
  void requireAll() {
    List<String> missing = new ArrayList<>();
    plan.sources().stream()
        .filter(library -> !Files.exists(place(library, "sources")))
        .forEach(library -> missing.add(library + ":jar:sources"));
    plan.tested().stream()
        .filter(library -> !Files.exists(place(library, "test-sources")))
        .forEach(library -> missing.add(library + ":jar:test-sources"));
    if (!missing.isEmpty()) {
      StringBuilder text = new StringBuilder();
      text.append(
          "%d source archives of %d libraries are not in %s. Fetch them:"
              .formatted(missing.size(), plan.sources().size(), sources));
      missing.stream()
          .limit(10)
          .forEach(artifact ->
              text.append("\n  mvn -q dependency:copy -Dartifact=")
                  .append(artifact)
                  .append(" -DoutputDirectory=")
                  .append(sources));
      if (missing.size() > 10) {
        text.append("\n  … and %d more".formatted(missing.size() - 10));
      }
      throw new WrongCallException(text.toString());
    }
  }

  /// What the libraries that models are judged on say of their methods.
  KeptOut keptOut() {
    return KeptOut.of(
        plan.keptOut().stream()
            .flatMap(library -> files(library, "sources").stream())
            .flatMap(file -> file.methods().stream()));
  }

  /// Pairs of several libraries, in the order of the plan. Libraries are read at the same time;
  /// what comes out does not depend on how many.
  List<MinedPair> pairs(List<String> libraries, QuestionMiner miner) throws InterruptedException {
    try (ExecutorService readers =
        Executors.newFixedThreadPool(
            plan.config().threadCount(), Thread.ofPlatform().name("mine-", 0).factory())) {
      List<Future<QuestionMiner.Mined>> reading =
          libraries.stream().map(library -> readers.submit(() -> mined(library, miner))).toList();
      List<QuestionMiner.Mined> mined = new ArrayList<>();
      for (int i = 0; i < reading.size(); i++) {
        mined.add(result(reading.get(i), readers));
        terminal.remark(
            "%s: %,d pairs, library %,d of %,d"
                .formatted(
                    libraries.get(i), mined.getLast().pairs().size(), i + 1, libraries.size()));
      }
      return miner.worded(mined);
    }
  }

  private static QuestionMiner.Mined result(
      Future<QuestionMiner.Mined> reading, ExecutorService readers) throws InterruptedException {
    try {
      return reading.get();
    } catch (ExecutionException e) {
      var _ = readers.shutdownNow();
      throw new IllegalStateException("A library cannot be mined: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      var _ = readers.shutdownNow();
      throw e;
    }
  }

  /// What a model is trained with.
  static List<TrainingExample> examples(List<MinedPair> pairs) {
    return pairs.stream()
        .map(pair -> new TrainingExample(pair.query(), pair.passage(), List.of(), pair.library()))
        .toList();
  }

  private QuestionMiner.Mined mined(String library, QuestionMiner miner) {
    List<MethodUnit> tests = new ArrayList<>();
    if (plan.tested().contains(library)) {
      files(library, "test-sources").stream()
          .flatMap(file -> file.methods().stream())
          .filter(MethodUnit::test)
          .forEach(tests::add);
    }
    List<SourceFile> files = files(library, "sources");
    Collections.shuffle(files, new Random(plan.config().seed() + library.hashCode()));
    return miner.mine(library, () -> files.stream().map(SourceFile::methods).iterator(), tests);
  }

  /// A file that is parsed when somebody asks.
  private record SourceFile(FileKey key, String text) {
    List<MethodUnit> methods() {
      return new MethodExtractor().extract(key, text).methods();
    }
  }

  private List<SourceFile> files(String library, String classifier) {
    List<SourceFile> files = new ArrayList<>();
    try (SourceTree tree = SourceTree.open(place(library, classifier), SourceRules.DEFAULT)) {
      tree.walk(discovery -> {
        if (discovery instanceof Discovery.Found found
            && !isExcluded(found.path())
            && found.read() instanceof Discovery.Reading.Read read
            && SourceText.decode(read.content().toBytes()) instanceof SourceText.Decoded text) {
          files.add(new SourceFile(new FileKey(tree.defaultName(), found.path()), text.text()));
        }
      });
    }
    return files;
  }

  private boolean isExcluded(String path) {
    return excludedFiles.contains(path)
        || excludedGlobs.stream().anyMatch(glob -> glob.matches(Path.of(path)));
  }

  private Path place(String library, String classifier) {
    String[] parts = library.split(":");
    return parts.length == 3
        ? sources.resolve(parts[1] + "-" + parts[2] + "-" + classifier + ".jar")
        : planFolder.resolve(library);
  }
}
