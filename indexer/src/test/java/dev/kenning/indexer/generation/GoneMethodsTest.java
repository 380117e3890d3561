package dev.kenning.indexer.generation;

import static dev.kenning.indexer.store.SampleMethods.FINGERPRINT;
import static dev.kenning.indexer.store.SampleMethods.HASH;
import static dev.kenning.indexer.store.SampleMethods.file;
import static dev.kenning.indexer.store.SampleMethods.method;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoneMethodsTest {
  private static final FileKey HTTP = file("com/shop/Http.java");

  @TempDir Path folder;

  @Test
  void aMethodThatWasVisibleAndIsNotAnyMoreIsRememberedAcrossARestart() {
    IndexedMethod send = method(HTTP, "send", "", 1);
    IndexedMethod renamed = method(HTTP, "sendWithBackoff", "", 2);
    GoneMethods gone = GoneMethods.read(folder.resolve("gone-methods"));
    try (RememberingStore store =
        new RememberingStore(
            LuceneMethodStore.open(folder.resolve("index"), FINGERPRINT, StoreConfig.DEFAULT),
            gone)) {
      store.replaceFile(HTTP, HASH, List.of(send));
      store.refresh(new SequenceNumber(1));
      assertThat(gone.contains(send.unit().id())).isFalse();

      store.replaceFile(HTTP, HASH, List.of(renamed));
      store.refresh(new SequenceNumber(2));
      store.commit(new SequenceNumber(2));
      assertThat(gone.contains(send.unit().id())).isTrue();
      assertThat(gone.contains(renamed.unit().id())).isFalse();

      store.removeFile(HTTP);
      store.commit(new SequenceNumber(3));
    }
    GoneMethods again = GoneMethods.read(folder.resolve("gone-methods"));
    assertThat(again.contains(send.unit().id())).isTrue();
    assertThat(again.contains(renamed.unit().id())).isTrue();
  }

  @Test
  void onlyTheLastAreKept() {
    GoneMethods gone = GoneMethods.read(folder.resolve("gone-methods"));
    List<MethodId> ids = new ArrayList<>();
    for (int i = 0; i < GoneMethods.MAX_KEPT + 10; i++) {
      ids.add(new MethodId("m_%022d".formatted(i)));
    }
    gone.add(ids.subList(0, 20));
    gone.write();
    gone.add(ids.subList(20, ids.size()));
    gone.write();

    GoneMethods again = GoneMethods.read(folder.resolve("gone-methods"));
    assertThat(again.contains(ids.getFirst())).isFalse();
    assertThat(again.contains(ids.get(9))).isFalse();
    assertThat(again.contains(ids.get(10))).isTrue();
    assertThat(again.contains(ids.getLast())).isTrue();
  }

  @Test
  void whatCannotBeReadIsForgottenAndNothingElseHappens() throws IOException {
    Path file = Files.writeString(folder.resolve("gone-methods"), "something else\n");
    GoneMethods gone = GoneMethods.read(file);
    MethodId id = new MethodId("m_%022d".formatted(1));
    gone.add(List.of(id));
    gone.write();
    assertThat(GoneMethods.read(file).contains(id)).isTrue();
  }
}
