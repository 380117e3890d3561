package dev.kenning.indexer.store;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.filter.Filter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was visible at one instant; never changes, whatever is written meanwhile. A lease: close
/// it. Safe for several threads until closed.
public interface StoreSnapshot extends AutoCloseable {
  /// The ledger up to here is reflected.
  SequenceNumber sequence();

  /// Names the index this snapshot belongs to.
  String generation();

  long methodCount();

  /// Methods by repository name.
  Map<String, Long> methodCounts();

  /// The `count` methods that lie nearest, best first, scored by exact cosine (the graph is
  /// searched on quantised vectors, its top rescored at full precision).
  ///
  /// @throws dev.kenning.embeddings.DeadlineExceededException if the deadline passes first
  List<Candidate> nearest(Embedding query, int count, Filter filter, Deadline deadline);

  /// The same by looking at every vector: slow, and right by definition.
  List<Candidate> nearestExact(Embedding query, int count, Filter filter, Deadline deadline);

  /// The `count` methods whose words match best, best first; words that nothing contains are
  /// ignored. Free text: no query syntax.
  List<Candidate> matching(String text, int count, Filter filter, Deadline deadline);

  /// Exact cosine of each candidate, in the order given.
  float[] cosines(Embedding query, int[] refs);

  /// The lexical score and matched words of each candidate, in the order given.
  List<LexicalMatch> lexicalMatches(String text, int[] refs);

  /// The query's words that stand in each of these lines, as the caller wrote them: what
  /// [#lexicalMatches] finds in a method, found in its text. In the order of the lines.
  List<List<String>> wordsOfLines(String query, List<String> lines);

  /// What share of the query's words, weighted by rarity (idf), the index knows at all: 0…1.
  float knownWordShare(String text);

  /// What share of each name's words the text has, counted by stems: 0…1. Grammar does not count.
  float[] nameShares(String text, List<String> names);

  MethodTraits traits(int ref);

  /// Where a method stands and what it is called: quicker than all of it.
  MethodPlace place(int ref);

  StoredMethod fetch(int ref);

  Optional<StoredMethod> method(MethodId id);

  Embedding embedding(int ref);

  /// The embedding stored for a method, for "more like this".
  Optional<Embedding> embedding(MethodId id);

  /// The ids of a file's methods.
  Set<MethodId> methodIds(FileKey file);

  /// The innermost method whose lines, documentation included, hold `line` of a file, if any.
  Optional<StoredMethod> methodAt(FileKey file, int line);

  /// What methods say of each other. Empty in an index made before links were kept.
  LinkTable links();

  @Override
  void close();
}
