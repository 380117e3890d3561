package dev.kenning.indexer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.run.ChangeFeed.Item;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChangeFeedTest {
  @TempDir Path data;
  private ChangeLedger ledger;

  @BeforeEach
  void open() {
    ledger = SqliteChangeLedger.open(data.resolve("ledger.db"), LedgerConfig.DEFAULT);
    ledger.createRepository("shop", Optional.empty());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void aFileThatChangedTwiceIsGivenOnceAtItsFirstChange() {
    put("A", "a1");
    put("B", "b1");
    put("A", "a2");

    assertThat(rest(new ChangeFeed(ledger, SequenceNumber.NONE)))
        .extracting(item -> item.getClass().getSimpleName() + " " + item.sequence())
        .containsExactly("FileChanged 1", "FileChanged 2", "Covered 3");
  }

  @Test
  void aDeletedRepositoryComesBeforeTheFilesOfItsNextIncarnation() {
    put("A", "a1");
    ChangeFeed feed = new ChangeFeed(ledger, SequenceNumber.NONE);
    rest(feed);
    ledger.deleteRepository("shop");
    ledger.createRepository("shop", Optional.empty());
    put("B", "b1");

    assertThat(rest(feed))
        .extracting(item -> item.getClass().getSimpleName())
        .containsExactly("RepositoryDeleted", "FileChanged");
  }

  @Test
  void whatAFollowerClaimsItHoldsHoweverTheLedgerMovesMeanwhile() {
    Random random = new Random(7);
    Map<Long, Integer> revisionBySequence = new HashMap<>();
    Map<String, Integer> revisions = new HashMap<>();
    Map<String, Integer> applied = new HashMap<>();
    Map<Long, String> pathBySequence = new HashMap<>();
    ChangeFeed feed = new ChangeFeed(ledger, SequenceNumber.NONE);
    for (int round = 0; round < 300; round++) {
      for (int i = random.nextInt(4); i > 0; i--) {
        String path = "F" + random.nextInt(5);
        int revision = revisions.merge(path, 1, Integer::sum);
        long sequence = put(path, path + " " + revision);
        revisionBySequence.put(sequence, revision);
        pathBySequence.put(sequence, path);
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        Optional<Item> item = feed.next();
        if (item.isEmpty()) {
          break;
        }
        if (item.get() instanceof Item.FileChanged changed) {
          applied.put(
              changed.entry().file().path(),
              revisionBySequence.get(changed.entry().sequence().value()));
        }
        for (long s = 1; s <= item.get().sequence().value(); s++) {
          assertThat(applied.getOrDefault(pathBySequence.get(s), 0))
              .as("round %s claims %s", round, item.get().sequence())
              .isGreaterThanOrEqualTo(revisionBySequence.get(s));
        }
      }
    }
    rest(feed)
        .forEach(item -> {
          if (item instanceof Item.FileChanged changed) {
            applied.put(
                changed.entry().file().path(),
                revisionBySequence.get(changed.entry().sequence().value()));
          }
        });
    assertThat(applied).isEqualTo(revisions);
  }

  private static List<Item> rest(ChangeFeed feed) {
    List<Item> items = new ArrayList<>();
    for (Optional<Item> item = feed.next(); item.isPresent(); item = feed.next()) {
      items.add(item.get());
    }
    return items;
  }

  private long put(String path, String text) {
    FileChange put =
        new FileChange.Put(
            new FileKey("shop", path),
            OptionalLong.empty(),
            Content.of(text.getBytes(StandardCharsets.UTF_8)));
    return ledger.accept(List.of(put)).getFirst().sequence().value();
  }
}
