package dev.kenning.search.calibration;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.store.Candidate;
import dev.kenning.indexer.store.LexicalMatch;
import dev.kenning.indexer.store.LinkTable;
import dev.kenning.indexer.store.MethodPlace;
import dev.kenning.indexer.store.MethodTraits;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoredMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A snapshot in which some methods are not found.
final class HidingSnapshot implements StoreSnapshot {
  private final StoreSnapshot whole;
  private final Set<MethodId> hidden;

  HidingSnapshot(StoreSnapshot whole, Set<MethodId> hidden) {
    this.whole = whole;
    this.hidden = hidden;
  }

  private List<Candidate> shown(List<Candidate> found, int count) {
    return found.stream()
        .filter(candidate -> !hidden.contains(whole.fetch(candidate.ref()).id()))
        .limit(count)
        .toList();
  }

  @Override
  public List<Candidate> nearest(Embedding query, int count, Filter filter, Deadline deadline) {
    return shown(whole.nearest(query, count + hidden.size(), filter, deadline), count);
  }

  @Override
  public List<Candidate> nearestExact(
      Embedding query, int count, Filter filter, Deadline deadline) {
    return shown(whole.nearestExact(query, count + hidden.size(), filter, deadline), count);
  }

  @Override
  public List<Candidate> matching(String text, int count, Filter filter, Deadline deadline) {
    return shown(whole.matching(text, count + hidden.size(), filter, deadline), count);
  }

  @Override
  public SequenceNumber sequence() {
    return whole.sequence();
  }

  @Override
  public String generation() {
    return whole.generation();
  }

  @Override
  public long methodCount() {
    return whole.methodCount() - hidden.size();
  }

  @Override
  public Map<String, Long> methodCounts() {
    return whole.methodCounts();
  }

  @Override
  public float[] cosines(Embedding query, int[] refs) {
    return whole.cosines(query, refs);
  }

  @Override
  public List<LexicalMatch> lexicalMatches(String text, int[] refs) {
    return whole.lexicalMatches(text, refs);
  }

  @Override
  public List<List<String>> wordsOfLines(String query, List<String> lines) {
    return whole.wordsOfLines(query, lines);
  }

  @Override
  public float knownWordShare(String text) {
    return whole.knownWordShare(text);
  }

  @Override
  public float[] nameShares(String text, List<String> names) {
    return whole.nameShares(text, names);
  }

  @Override
  public MethodPlace place(int ref) {
    return whole.place(ref);
  }

  @Override
  public Embedding embedding(int ref) {
    return whole.embedding(ref);
  }

  @Override
  public MethodTraits traits(int ref) {
    return whole.traits(ref);
  }

  @Override
  public StoredMethod fetch(int ref) {
    return whole.fetch(ref);
  }

  @Override
  public Optional<StoredMethod> method(MethodId id) {
    return hidden.contains(id) ? Optional.empty() : whole.method(id);
  }

  @Override
  public Optional<Embedding> embedding(MethodId id) {
    return hidden.contains(id) ? Optional.empty() : whole.embedding(id);
  }

  @Override
  public Set<MethodId> methodIds(FileKey file) {
    return whole.methodIds(file);
  }

  @Override
  public Optional<StoredMethod> methodAt(FileKey file, int line) {
    return whole.methodAt(file, line);
  }

  @Override
  public LinkTable links() {
    return whole.links();
  }

  @Override
  public void close() {
    whole.close();
  }
}
