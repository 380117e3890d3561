package dev.kenning.indexer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.RepositoryRootConflictException;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepositoryNamesTest {
  @TempDir Path folder;

  @Test
  void aNameThatAnotherRootHasIsRefusedWithOneThatIsFree() throws IOException {
    Path mine = Files.createDirectories(folder.resolve("mine/shop"));
    Path yours = Files.createDirectories(folder.resolve("yours/shop"));
    try (ChangeLedger ledger =
            SqliteChangeLedger.open(folder.resolve("ledger.db"), LedgerConfig.DEFAULT);
        SourceTree first = SourceTree.open(mine, SourceRules.DEFAULT);
        SourceTree second = SourceTree.open(yours, SourceRules.DEFAULT)) {
      assertThat(RepositoryNames.claim(ledger, first, Optional.empty()).name()).isEqualTo("shop");
      assertThat(RepositoryNames.claim(ledger, first, Optional.empty()).name()).isEqualTo("shop");

      assertThatExceptionOfType(RepositoryRootConflictException.class)
          .isThrownBy(() -> RepositoryNames.claim(ledger, second, Optional.empty()))
          .withMessageContaining("--repository yours-shop");
      assertThat(RepositoryNames.claim(ledger, second, Optional.of("yours-shop")).name())
          .isEqualTo("yours-shop");
    }
  }
}
