package dev.kenning.search.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.ContentHash;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.ParseLimits;
import dev.kenning.indexer.method.SourceText;
import dev.kenning.indexer.store.StoredMethod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The methods of files whose newer content is not indexed yet. Keeps those of the last
/// [#MAX_FILES], by content, so that they cannot be stale. Any number of threads.
final class ReparsedFiles {
  static final int MAX_FILES = 64;

  /// Somebody waits for the answer, unlike for the index. A file that takes longer counts as one
  /// that cannot be parsed, and few may be left running, since a parser cannot be stopped.
  private static final ParseLimits LIMITS =
      new ParseLimits(Duration.ofSeconds(3), ParseLimits.DEFAULT.stackBytes(), 2);

  private final MethodExtractor extractor = new MethodExtractor(LIMITS);
  private final Cache<Version, Map<MethodId, StoredMethod>> known =
      Caffeine.newBuilder().maximumSize(MAX_FILES).build();

  private record Version(FileKey file, ContentHash hash) {}

  /// The methods of a file by id; none where it cannot be parsed.
  Map<MethodId, StoredMethod> methods(FileKey file, Content content) {
    return known.get(new Version(file, content.hash()), _ -> parse(file, content));
  }

  private Map<MethodId, StoredMethod> parse(FileKey file, Content content) {
    try {
      return switch (SourceText.decode(content.toBytes())) {
        case SourceText.Decoded decoded -> {
          Map<MethodId, StoredMethod> methods = new HashMap<>();
          for (MethodUnit unit : extractor.extract(file, decoded.text()).methods()) {
            methods.put(unit.id(), StoredMethod.of(unit, content.hash().hex()));
          }
          yield Map.copyOf(methods);
        }
        case SourceText.Refused _ -> Map.of();
      };
    } catch (RuntimeException | StackOverflowError e) { // the parser's, on this file alone
      return Map.of();
    }
  }
}
