package dev.kenning.indexer.generation;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.generation.StoreFinding.Kind;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.DeletedRepository;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.LedgerEntry;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.ledger.SetAsideFile;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.ParsedFile;
import dev.kenning.indexer.method.SourceText;
import dev.kenning.indexer.store.StoreAudit;
import dev.kenning.indexer.store.StoreAudit.AuditedMethod;
import dev.kenning.indexer.store.StoreCorruptException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares an index with the ledger it is a view of: every live file there as it was last
/// acknowledged, with exactly its methods, each with a vector that can be searched for; no file and
/// no method more; every byte on the disk as it was written.
///
/// Files are read from the ledger and taken apart again, so a check costs about what indexing does
/// without the model. A writer may go on meanwhile: the last commit is judged, and what changed
/// after it is not. For one thread.
public final class StoreCheck {
  private final ChangeLedger ledger;
  private final MethodExtractor extractor;

  public StoreCheck(ChangeLedger ledger, MethodExtractor extractor) {
    this.ledger = ledger;
    this.extractor = extractor;
  }

  /// Told of each file that was compared.
  @FunctionalInterface
  public interface Listener {
    void compared(long fileCount, long totalCount);
  }

  /// @throws dev.kenning.indexer.store.StoreUnavailableException if the file system refuses
  public StoreCheckReport check(StoreAudit audit, Listener listener) {
    return new Comparison(audit, listener).run();
  }

  private final class Comparison {
    private final StoreAudit audit;
    private final Listener listener;
    private final SequenceNumber sequence;
    private final boolean sameRules;
    private final Map<FileKey, IndexedFile> indexed = new HashMap<>();
    private final Set<FileKey> setAside;
    private final List<StoreFinding> findings = new ArrayList<>();
    private int findingCount;
    private int fileCount;
    private int pendingCount;
    private long methodCount;

    Comparison(StoreAudit audit, Listener listener) {
      this.audit = audit;
      this.listener = listener;
      this.sequence = audit.sequence();
      this.sameRules = audit.fingerprint().methodRules() == MethodExtractor.RULES_VERSION;
      this.setAside =
          ledger.setAside().stream().map(SetAsideFile::file).collect(Collectors.toSet());
    }

    StoreCheckReport run() {
      audit.damage().forEach(sentence -> found(Kind.DAMAGED, null, sentence));
      try {
        audit.eachMethod(this::collect);
        compareWithTheLedger();
      } catch (StoreCorruptException e) {
        found(Kind.DAMAGED, null, String.valueOf(e.getMessage()));
      }
      return new StoreCheckReport(
          audit.fingerprint(),
          sequence,
          fileCount,
          methodCount,
          pendingCount,
          setAside.size(),
          sameRules,
          findings,
          findingCount);
    }

    private void collect(AuditedMethod method) {
      methodCount++;
      IndexedFile file = indexed.computeIfAbsent(method.file(), _ -> new IndexedFile());
      file.hashes.add(method.contentHash());
      if (!file.ids.add(method.id())) {
        found(Kind.METHOD_EXTRA, method.file(), method.id() + " is there twice");
      }
      switch (method.vector()) {
        case WELL -> {}
        case MISSING -> found(Kind.VECTOR_MISSING, method.file(), method.id() + " has no vector");
        case NOT_FINITE ->
            found(
                Kind.VECTOR_NOT_FINITE,
                method.file(),
                "The vector of " + method.id() + " holds numbers that are none");
        case NOT_NORMALISED ->
            found(
                Kind.VECTOR_NOT_NORMALISED,
                method.file(),
                "The vector of " + method.id() + " is not of length 1");
      }
    }

    private void compareWithTheLedger() {
      List<LedgerEntry> live = new ArrayList<>();
      for (RepositoryRecord repository : ledger.repositories()) {
        live.addAll(ledger.files(repository.name()).values());
      }
      for (LedgerEntry entry : live) {
        @Nullable IndexedFile file = indexed.remove(entry.file());
        if (isLaterThanTheCommit(entry)) {
          pendingCount++;
        } else {
          compare(entry, Optional.ofNullable(file));
          fileCount++;
        }
        listener.compared(fileCount + (long) pendingCount, live.size());
      }
      Set<String> goneSince =
          ledger.deletionsAfter(sequence).stream()
              .map(DeletedRepository::name)
              .collect(Collectors.toSet());
      for (FileKey extra : indexed.keySet()) {
        // what was deleted after the commit is rightly in it still
        if (!goneSince.contains(extra.repository())
            && ledger.latest(extra).filter(this::isLaterThanTheCommit).isEmpty()) {
          found(Kind.FILE_EXTRA, extra, "The ledger does not have it");
        }
      }
    }

    private boolean isLaterThanTheCommit(LedgerEntry entry) {
      return entry.sequence().compareTo(sequence) > 0;
    }

    private void compare(LedgerEntry entry, Optional<IndexedFile> file) {
      String hash = entry.content().orElseThrow().hex();
      if (file.isPresent() && !file.get().hashes.equals(Set.of(hash))) {
        found(
            Kind.CONTENT_OUTDATED,
            entry.file(),
            "The index has it as %s, the ledger as %s"
                .formatted(String.join(" and ", file.get().hashes), hash));
        return;
      }
      if (setAside.contains(entry.file()) || (!sameRules && file.isPresent())) {
        return;
      }
      Optional<Set<MethodId>> expected = methods(entry);
      if (expected.isEmpty() || (!sameRules && expected.get().isEmpty())) {
        return;
      }
      Set<MethodId> there = file.map(one -> one.ids).orElse(Set.of());
      if (there.isEmpty() && !expected.get().isEmpty()) {
        found(Kind.FILE_MISSING, entry.file(), "None of its methods is in the index");
        return;
      }
      for (MethodId id : expected.get()) {
        if (!there.contains(id)) {
          found(Kind.METHOD_MISSING, entry.file(), id + " is not in the index");
        }
      }
      for (MethodId id : there) {
        if (!expected.get().contains(id)) {
          found(Kind.METHOD_EXTRA, entry.file(), id + " is not in the file");
        }
      }
    }

    private Optional<Set<MethodId>> methods(LedgerEntry entry) {
      try {
        byte[] bytes = ledger.content(entry.content().orElseThrow()).toBytes();
        return switch (SourceText.decode(bytes)) {
          case SourceText.Refused _ -> Optional.of(Set.of());
          case SourceText.Decoded decoded -> {
            ParsedFile parsed = extractor.extract(entry.file(), decoded.text());
            Set<MethodId> ids = new HashSet<>();
            for (MethodUnit unit : parsed.methods()) {
              ids.add(unit.id());
            }
            yield Optional.of(ids);
          }
        };
      } catch (LedgerCorruptException e) {
        found(Kind.CONTENT_UNREADABLE, entry.file(), String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    }

    private void found(Kind kind, @Nullable FileKey file, String detail) {
      findingCount++;
      if (findings.size() < StoreCheckReport.MAX_FINDINGS) {
        findings.add(new StoreFinding(kind, Optional.ofNullable(file), detail));
      }
    }
  }

  /// What the index holds of one file.
  private static final class IndexedFile {
    private final Set<String> hashes = new HashSet<>();
    private final Set<MethodId> ids = new HashSet<>();
  }
}
