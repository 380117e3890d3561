package dev.kenning.search.cli;

import dev.kenning.embeddings.training.TrainingExample;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.SourceText;
import dev.kenning.indexer.pair.MinedPair;
import dev.kenning.indexer.pair.QuestionMiner;
import dev.kenning.indexer.source.Discovery;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes examples out of the sources of libraries. Missing ones are named, all at once, with how to
/// fetch them: nothing is downloaded here.
final class TrainingData {
  private final Terminal terminal;
  private final Path planFolder;
  private final Path sources;

  /// @param planFolder where paths in the plan begin
  /// @param sources where `ARTIFACT-VERSION-sources.jar` files lie
  TrainingData(Terminal terminal, Path planFolder, Path sources) {
    this.terminal = terminal;
    this.planFolder = planFolder;
    this.sources = sources;
  }

  /// @throws WrongCallException naming every library whose sources are not there
  void requireAll(List<String> libraries) {
    List<String> missing = libraries.stream().filter(one -> !Files.exists(place(one))).toList();
    if (!missing.isEmpty()) {
      StringBuilder text = new StringBuilder();
      text.append(
          "the sources of %d of %d libraries are not in %s. Fetch them:"
              .formatted(missing.size(), libraries.size(), sources));
      missing.stream()
          .limit(10)
          .forEach(library ->
              text.append("\n  mvn -q dependency:copy -Dartifact=")
                  .append(library)
                  .append(":jar:sources -DoutputDirectory=")
                  .append(sources));
      if (missing.size() > 10) {
        text.append("\n  … and %d more".formatted(missing.size() - 10));
      }
      throw new WrongCallException(text.toString());
    }
  }

  List<TrainingExample> examples(List<String> libraries, QuestionMiner miner) {
    List<TrainingExample> examples = new ArrayList<>();
    for (String library : libraries) {
      List<MinedPair> pairs = miner.mine(library, methods(library));
      pairs.forEach(pair ->
          examples.add(
              new TrainingExample(pair.query(), pair.passage(), List.of(), pair.library())));
      terminal.remark("%s: %,d pairs".formatted(library, pairs.size()));
    }
    return examples;
  }

  private List<MethodUnit> methods(String library) {
    List<MethodUnit> methods = new ArrayList<>();
    MethodExtractor extractor = new MethodExtractor();
    try (SourceTree tree = SourceTree.open(place(library), SourceRules.DEFAULT)) {
      tree.walk(discovery -> {
        if (discovery instanceof Discovery.Found found
            && found.read() instanceof Discovery.Reading.Read read
            && SourceText.decode(read.content().toBytes()) instanceof SourceText.Decoded text) {
          methods.addAll(
              extractor
                  .extract(new FileKey(tree.defaultName(), found.path()), text.text())
                  .methods());
        }
      });
    }
    return methods;
  }

  private Path place(String library) {
    String[] parts = library.split(":");
    return parts.length == 3
        ? sources.resolve(parts[1] + "-" + parts[2] + "-sources.jar")
        : planFolder.resolve(library);
  }
}
