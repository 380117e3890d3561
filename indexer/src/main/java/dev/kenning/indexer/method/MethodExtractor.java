package dev.kenning.indexer.method;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.fact.rule.FactInference;
import dev.kenning.indexer.link.MethodLinks;
import java.util.List;

/// Reads one file into its methods: masks secrets, parses within [ParseLimits], and collects a unit
/// for every method, constructor and initialiser.
///
/// Nothing is thrown for what a file holds: what cannot be read is a [ParseProblem], and costs as
/// little of the file as possible. The same file, path and bytes give the same answer on every
/// machine, save where the time limit strikes. Safe for several threads; each call parses on a
/// thread of its own and waits for it.
public final class MethodExtractor {
  /// The rules that turn a file into method units; part of the index's fingerprint.
  ///
  /// A hundred for each version of the reading, ten for each of the links, and the version of the
  /// facts' rules:
  ///
  /// 1. the first;
  /// 2. files whose `yield` statements the parser does not know are read whole; 201 with facts, 211
  ///    with links.
  public static final int RULES_VERSION =
      200 + 10 * MethodLinks.RULES_VERSION + FactInference.RULES_VERSION;

  private final ContainedParse containment;

  public MethodExtractor() {
    this(ParseLimits.DEFAULT);
  }

  public MethodExtractor(ParseLimits limits) {
    this.containment = new ContainedParse(limits);
  }

  /// @param file where the text stands: its path tells test code, and enters the ids
  /// @param source the file's text, as [SourceText#decode] gives it
  public ParsedFile extract(FileKey file, String source) {
    return containment.run(() -> read(file, SecretMask.mask(source)));
  }

  private static ParsedFile read(FileKey file, String source) {
    SourceParse parse = SourceParse.of(source);
    if (parse.unit().isEmpty() || (parse.isEmpty() && !parse.problems().isEmpty())) {
      return new ParsedFile(List.of(), parse.problems(), true);
    }
    var collector = new UnitCollector(file, new SourceLines(source), parse.unit().get());
    return new ParsedFile(collector.collect(), parse.problems(), false);
  }
}
