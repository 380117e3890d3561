package dev.kenning.search.comparison;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.IdentifierMask;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.SourceText;
import dev.kenning.indexer.source.Discovery;
import dev.kenning.indexer.source.Discovery.Reading;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.search.evaluation.JudgedQuery;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.Judgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Programs whose names tell nothing any more, with their intents: what is found of them is found
/// by what they do.
///
/// @param corpus their methods
/// @param set the intents, whose answers have the new names
public record MaskedProgram(MethodCorpus corpus, JudgedSet set) {

  /// Masks all `trees` as one program. Test code is left out.
  public static MaskedProgram of(List<SourceTree> trees, JudgedSet set) {
    Map<FileKey, String> sources = new LinkedHashMap<>();
    for (SourceTree tree : trees) {
      tree.walk(discovery -> {
        if (discovery instanceof Discovery.Found found
            && found.read() instanceof Reading.Read read
            && SourceText.decode(read.content().toBytes()) instanceof SourceText.Decoded decoded) {
          sources.put(new FileKey(tree.defaultName(), found.path()), decoded.text());
        }
      });
    }
    IdentifierMask mask = IdentifierMask.of(sources.values());
    MethodExtractor extractor = new MethodExtractor();
    List<MethodUnit> units = new ArrayList<>();
    sources.forEach((file, source) ->
        extractor.extract(file, mask.mask(source)).methods().stream()
            .filter(unit -> !unit.test())
            .forEach(units::add));
    return new MaskedProgram(
        new MethodCorpus(units),
        new JudgedSet(set.queries().stream().map(query -> masked(query, mask)).toList()));
  }

  private static JudgedQuery masked(JudgedQuery query, IdentifierMask mask) {
    return new JudgedQuery(
        query.id(),
        query.text(),
        query.fields(),
        query.judgements().stream()
            .map(judgement ->
                new Judgement(
                    judgement.queryId(),
                    judgement.file(),
                    mask.of(judgement.method()),
                    judgement.line(),
                    judgement.relevance()))
            .toList());
  }
}
