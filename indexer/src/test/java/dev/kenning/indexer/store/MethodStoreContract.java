package dev.kenning.indexer.store;

import static dev.kenning.indexer.store.SampleMethods.HASH;
import static dev.kenning.indexer.store.SampleMethods.file;
import static dev.kenning.indexer.store.SampleMethods.indexed;
import static dev.kenning.indexer.store.SampleMethods.method;
import static dev.kenning.indexer.store.SampleMethods.unit;
import static dev.kenning.indexer.store.SampleMethods.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.SourceSpan;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.filter.RandomFilters;
import dev.kenning.indexer.link.MethodLinks;
import dev.kenning.indexer.method.MethodKind;
import dev.kenning.indexer.method.MethodUnit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises; each implementation runs it.
public abstract class MethodStoreContract {
  private static final FileKey HTTP = file("com/shop/Http.java");
  private static final FileKey CART = file("com/shop/cart/Cart.java");
  private static final Filter ALL = new Filter.All();
  private static final Deadline NEVER = Deadline.never();

  protected MethodStore store;

  /// A new, empty store with [SampleMethods#FINGERPRINT].
  protected abstract MethodStore open() throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  @Test
  void newStoreIsEmptyAndReflectsNothing() {
    assertThat(store.committed()).isEqualTo(SequenceNumber.NONE);
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(snapshot.sequence()).isEqualTo(SequenceNumber.NONE);
      assertThat(snapshot.methodCount()).isZero();
      assertThat(snapshot.methodCounts()).isEmpty();
      assertThat(snapshot.nearest(vector(1), 5, ALL, NEVER)).isEmpty();
      assertThat(snapshot.nearestExact(vector(1), 5, ALL, NEVER)).isEmpty();
      assertThat(snapshot.matching("retry a request", 5, ALL, NEVER)).isEmpty();
      assertThat(snapshot.knownWordShare("retry a request")).isZero();
    }
  }

  @Test
  void everythingAnAnswerShowsComesBackAsItWas() {
    MethodUnit unit =
        unit(
            HTTP,
            "send",
            "Sends it. ünïcode 😀",
            new SourceSpan(3, 9, 20),
            MethodKind.METHOD,
            Set.of("public", "static"));
    visible(1, HTTP, List.of(indexed(unit, vector(1))));
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(snapshot.method(unit.id())).contains(StoredMethod.of(unit, HASH));
      assertThat(snapshot.embedding(unit.id())).contains(vector(1));
      int ref = snapshot.nearestExact(vector(1), 1, ALL, NEVER).getFirst().ref();
      assertThat(snapshot.fetch(ref)).isEqualTo(StoredMethod.of(unit, HASH));
      assertThat(snapshot.traits(ref)).isEqualTo(MethodTraits.of(unit));
      assertThat(snapshot.sequence()).isEqualTo(new SequenceNumber(1));
      assertThat(snapshot.generation()).isNotBlank();
    }
  }

  @Test
  void unknownIdIsAbsent() {
    visible(1, HTTP, List.of(method(HTTP, "send", "", 1)));
    MethodId unknown = MethodId.of(CART, List.of(), "method", "none", List.of(), 0);
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(snapshot.method(unknown)).isEmpty();
      assertThat(snapshot.embedding(unknown)).isEmpty();
      assertThat(snapshot.methodAt(CART, 10)).isEmpty();
    }
  }

  @Test
  void idsOfAFileAreThoseOfItsMethodsAlone() {
    IndexedMethod send = method(HTTP, "send", "", 1);
    IndexedMethod close = method(HTTP, "close", "", 2);
    store.replaceFile(CART, HASH, List.of(method(CART, "add", "", 3)));
    visible(1, HTTP, List.of(send, close));
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(snapshot.methodIds(HTTP))
          .containsExactlyInAnyOrder(send.unit().id(), close.unit().id());
      assertThat(snapshot.methodIds(file("com/shop/None.java"))).isEmpty();
    }
  }

  @Test
  void linksAreFoundByTheirTermsAndGoWithTheirMethods() {
    IndexedMethod bearer =
        linked(
            "send",
            new MethodLinks(
                "cread:1:0",
                Set.of("read", "read/0"),
                "Pshop",
                Set.of("shop.Http"),
                Set.of("Base")));
    IndexedMethod other =
        linked(
            "stop", new MethodLinks("cread:2:0", Set.of("read", "read/0"), "", Set.of(), Set.of()));
    visible(1, HTTP, List.of(bearer, other));
    try (StoreSnapshot snapshot = store.snapshot()) {
      LinkTable links = snapshot.links();
      assertThat(links.areKept()).isTrue();
      assertThat(links.calling("read/0", _ -> true, 10))
          .extracting(LinkedMethod::id)
          .containsExactlyInAnyOrder(bearer.unit().id(), other.unit().id());
      assertThat(links.calling("read", _ -> true, 1)).hasSize(1);
      assertThat(links.calling("read", "elsewhere"::equals, 10)).isEmpty();
      assertThat(links.calling("read/1", _ -> true, 10)).isEmpty();
      assertThat(links.declaring("shop.Http"))
          .containsExactly(new LinkedMethod(bearer.unit().id(), HTTP, 10, "cread:1:0", "Pshop"));
      assertThat(links.extending("Base", 10)).hasSize(1);
      assertThat(links.outline(HTTP).map(LinkedMethod::id)).hasValue(bearer.unit().id());
      assertThat(links.outline(CART)).isEmpty();
      assertThat(links.method(other.unit().id()).map(LinkedMethod::calls)).hasValue("cread:2:0");
    }
    visible(2, HTTP, List.of(linked("stop", MethodLinks.NONE)));
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(snapshot.links().calling("read", _ -> true, 10)).isEmpty();
      assertThat(snapshot.links().declaring("shop.Http")).isEmpty();
    }
  }

  private static IndexedMethod linked(String name, MethodLinks links) {
    return SampleMethods.indexed(SampleMethods.linked(HTTP, name, links), SampleMethods.vector(3));
  }

  @Test
  void writesShowAfterARefreshAndNotBefore() {
    store.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "", 1)));
    try (StoreSnapshot before = store.snapshot()) {
      assertThat(before.methodCount()).isZero();
    }
    store.commit(new SequenceNumber(1));
    try (StoreSnapshot committed = store.snapshot()) {
      assertThat(committed.methodCount()).isZero();
    }
    store.refresh(new SequenceNumber(1));
    try (StoreSnapshot after = store.snapshot()) {
      assertThat(after.methodCount()).isOne();
    }
  }

  @Test
  void snapshotNeverChanges() {
    visible(1, HTTP, List.of(method(HTTP, "send", "Sends.", 1)));
    try (StoreSnapshot old = store.snapshot()) {
      int ref = old.nearestExact(vector(1), 1, ALL, NEVER).getFirst().ref();
      visible(2, HTTP, List.of(method(HTTP, "receive", "Receives.", 2)));
      store.removeRepository("shop");
      store.commit(new SequenceNumber(3));
      store.refresh(new SequenceNumber(3));
      assertThat(old.sequence()).isEqualTo(new SequenceNumber(1));
      assertThat(old.methodCount()).isOne();
      assertThat(old.fetch(ref).name()).isEqualTo("send");
      assertThat(old.matching("sends", 5, ALL, NEVER)).hasSize(1);
      assertThat(old.cosines(vector(1), new int[] {ref})[0]).isCloseTo(1, within(1e-5f));
    }
    try (StoreSnapshot now = store.snapshot()) {
      assertThat(now.methodCount()).isZero();
      assertThat(now.sequence()).isEqualTo(new SequenceNumber(3));
    }
  }

  @Test
  void refreshWithoutWritesMovesTheSequenceAlone() {
    visible(1, HTTP, List.of(method(HTTP, "send", "", 1)));
    try (StoreSnapshot old = store.snapshot()) {
      store.refresh(new SequenceNumber(9));
      try (StoreSnapshot now = store.snapshot()) {
        assertThat(old.sequence()).isEqualTo(new SequenceNumber(1));
        assertThat(now.sequence()).isEqualTo(new SequenceNumber(9));
        assertThat(now.methodCount()).isOne();
      }
    }
  }

  @Test
  void fileIsReplacedAsAWhole() {
    visible(1, HTTP, List.of(method(HTTP, "send", "", 1), method(HTTP, "receive", "", 2)));
    visible(2, CART, List.of(method(CART, "add", "", 3)));
    visible(3, HTTP, List.of(method(HTTP, "send", "", 4)));
    assertThat(visibleNames()).containsExactly("add", "send");
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(snapshot.methodCounts()).isEqualTo(Map.of("shop", 2L));
    }
  }

  @Test
  void sameRevisionTwiceIsTheSameAsOnce() {
    List<IndexedMethod> methods = List.of(method(HTTP, "send", "", 1));
    visible(1, HTTP, methods);
    visible(2, HTTP, methods);
    assertThat(visibleNames()).containsExactly("send");
  }

  @Test
  void fileWithoutMethodsLeavesNothing() {
    visible(1, HTTP, List.of(method(HTTP, "send", "", 1)));
    visible(2, HTTP, List.of());
    assertThat(visibleNames()).isEmpty();
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(snapshot.methodCounts()).isEmpty();
      assertThat(snapshot.methodAt(HTTP, 10)).isEmpty();
    }
  }

  @Test
  void removedFileLeavesTheOthers() {
    visible(1, HTTP, List.of(method(HTTP, "send", "", 1)));
    visible(2, CART, List.of(method(CART, "add", "", 2)));
    store.removeFile(HTTP);
    store.refresh(new SequenceNumber(3));
    assertThat(visibleNames()).containsExactly("add");
  }

  @Test
  void samePathInAnotherRepositoryIsAnotherFile() {
    FileKey elsewhere = new FileKey("bank", HTTP.path());
    visible(1, HTTP, List.of(method(HTTP, "send", "", 1)));
    visible(2, elsewhere, List.of(method(elsewhere, "transfer", "", 2)));
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(snapshot.methodCounts()).isEqualTo(Map.of("bank", 1L, "shop", 1L));
    }
    store.removeRepository("shop");
    store.refresh(new SequenceNumber(3));
    assertThat(visibleNames()).containsExactly("transfer");
  }

  @Test
  void methodOfAnotherFileIsRefused() {
    assertThatThrownBy(() -> store.replaceFile(HTTP, HASH, List.of(method(CART, "add", "", 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void vectorOfAnotherLengthIsRefused() {
    Embedding longer = Embedding.normalised(new float[] {1, 2, 3});
    assertThatThrownBy(
            () -> store.replaceFile(HTTP, HASH, List.of(indexed(unit(HTTP, "send", ""), longer))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void innermostMethodHoldsTheLine() {
    MethodUnit outer = unitAt("outer", new SourceSpan(1, 5, 40));
    MethodUnit inner = unitAt("inner", new SourceSpan(10, 10, 20));
    MethodUnit next = unitAt("next", new SourceSpan(45, 50, 60));
    visible(
        1,
        HTTP,
        List.of(indexed(inner, vector(1)), indexed(outer, vector(2)), indexed(next, vector(3))));
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(nameAt(snapshot, 1)).isEqualTo("outer"); // its documentation
      assertThat(nameAt(snapshot, 9)).isEqualTo("outer");
      assertThat(nameAt(snapshot, 10)).isEqualTo("inner");
      assertThat(nameAt(snapshot, 20)).isEqualTo("inner");
      assertThat(nameAt(snapshot, 21)).isEqualTo("outer");
      assertThat(nameAt(snapshot, 41)).isEqualTo("none");
      assertThat(nameAt(snapshot, 60)).isEqualTo("next");
    }
  }

  private static MethodUnit unitAt(String name, SourceSpan span) {
    return unit(HTTP, name, "", span, MethodKind.METHOD, Set.of());
  }

  private static String nameAt(StoreSnapshot snapshot, int line) {
    return snapshot.methodAt(HTTP, line).map(StoredMethod::name).orElse("none");
  }

  @Test
  void nearestAgreesWithExactSearchAndIsSorted() {
    manyMethods(400);
    try (StoreSnapshot snapshot = store.snapshot()) {
      for (int seed = 1_000; seed < 1_020; seed++) {
        Embedding query = vector(seed);
        List<Candidate> exact = snapshot.nearestExact(query, 10, ALL, NEVER);
        assertThat(exact).hasSize(10).isSortedAccordingTo(MethodStoreContract::bestFirst);
        assertThat(snapshot.nearest(query, 10, ALL, NEVER)).isEqualTo(exact);
        int[] refs = exact.stream().mapToInt(Candidate::ref).toArray();
        float[] cosines = snapshot.cosines(query, refs);
        for (int i = 0; i < refs.length; i++) {
          assertThat(cosines[i]).isCloseTo(exact.get(i).score(), within(1e-6f));
        }
      }
    }
  }

  private static int bestFirst(Candidate one, Candidate other) {
    return Float.compare(other.score(), one.score());
  }

  @Test
  void moreThanThereIsGivesAllThereIs() {
    manyMethods(30);
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(snapshot.nearest(vector(1), 300, ALL, NEVER)).hasSize(30);
      assertThat(snapshot.matching("item", 300, ALL, NEVER)).hasSize(30);
    }
  }

  @Test
  void countBelowOneIsRefused() {
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThatThrownBy(() -> snapshot.nearest(vector(1), 0, ALL, NEVER))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> snapshot.matching("x", -1, ALL, NEVER))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void everyFilterKeepsWhatItsMeaningKeeps() {
    List<StoredMethod> all = manyMethods(200);
    long seed = System.nanoTime();
    RandomFilters filters = new RandomFilters(new Random(seed));
    try (StoreSnapshot snapshot = store.snapshot()) {
      for (int round = 0; round < 200; round++) {
        Filter filter = filters.next();
        Set<String> expected = new TreeSet<>();
        all.stream().filter(filter::matches).forEach(m -> expected.add(m.id().value()));
        String what = filter + " with seed " + seed;
        assertThat(ids(snapshot, snapshot.nearestExact(vector(1), 200, filter, NEVER)))
            .as(what)
            .isEqualTo(expected);
        assertThat(ids(snapshot, snapshot.nearest(vector(1), 200, filter, NEVER)))
            .as(what)
            .isEqualTo(expected);
        assertThat(ids(snapshot, snapshot.matching("item", 200, filter, NEVER)))
            .as(what)
            .isEqualTo(expected);
      }
    }
  }

  private static Set<String> ids(StoreSnapshot snapshot, List<Candidate> candidates) {
    Set<String> ids = new TreeSet<>();
    candidates.forEach(candidate -> ids.add(snapshot.fetch(candidate.ref()).id().value()));
    return ids;
  }

  @Test
  void wordsAreFoundWhateverTheirForm() {
    visible(
        1,
        HTTP,
        List.of(
            method(HTTP, "sendWithBackoff", "Retries the request with growing pauses.", 1),
            method(HTTP, "parseDuration", "Turns text into milliseconds.", 2),
            method(HTTP, "getBase64Value", "Encodes bytes.", 3)));
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(bestMatch(snapshot, "retrying")).isEqualTo("sendWithBackoff");
      assertThat(bestMatch(snapshot, "pause between retry")).isEqualTo("sendWithBackoff");
      assertThat(bestMatch(snapshot, "PARSE a DURATION")).isEqualTo("parseDuration");
      assertThat(bestMatch(snapshot, "parse_durations")).isEqualTo("parseDuration");
      assertThat(bestMatch(snapshot, "encoding to base64")).isEqualTo("getBase64Value");
      assertThat(bestMatch(snapshot, "parseduration")).isEqualTo("parseDuration");
    }
  }

  @Test
  void querySyntaxIsOnlyText() {
    visible(1, HTTP, List.of(method(HTTP, "send", "Sends it.", 1)));
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(bestMatch(snapshot, "doc:send^5 AND (\"+[ OR *:* \\ ~ send")).isEqualTo("send");
      assertThat(snapshot.matching("*:* ( [ \" \\", 5, ALL, NEVER)).isEmpty();
      assertThat(snapshot.matching("", 5, ALL, NEVER)).isEmpty();
    }
  }

  @Test
  void functionWordsFindNothingAndCostNothing() {
    visible(1, HTTP, List.of(method(HTTP, "send", "The way of the request into that.", 1)));
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(snapshot.matching("the of that into", 5, ALL, NEVER)).isEmpty();
      float alone = snapshot.matching("send", 5, ALL, NEVER).getFirst().score();
      float among = snapshot.matching("how to send it to the", 5, ALL, NEVER).getFirst().score();
      assertThat(among).isEqualTo(alone);
    }
  }

  @Test
  void matchesNameTheCallersWords() {
    visible(
        1,
        HTTP,
        List.of(
            method(HTTP, "sendWithBackoff", "Retries the request.", 1),
            method(HTTP, "parseDuration", "Turns text into milliseconds.", 2)));
    String text = "Retrying REQUESTS with zyxwvut parse-durations";
    try (StoreSnapshot snapshot = store.snapshot()) {
      List<Candidate> found = snapshot.matching(text, 5, ALL, NEVER);
      int[] refs = found.stream().mapToInt(Candidate::ref).toArray();
      List<LexicalMatch> matches = snapshot.lexicalMatches(text, refs);
      for (int i = 0; i < refs.length; i++) {
        assertThat(matches.get(i).score()).isCloseTo(found.get(i).score(), within(1e-4f));
        boolean backoff = snapshot.fetch(refs[i]).name().equals("sendWithBackoff");
        assertThat(matches.get(i).terms())
            .isEqualTo(
                backoff
                    ? List.of("Retrying", "REQUESTS")
                    : List.of("REQUESTS", "parse", "durations"));
      }
      assertThat(found).hasSize(2);
      int[] turned = {refs[1], refs[0], refs[1]};
      assertThat(snapshot.lexicalMatches(text, turned))
          .containsExactly(matches.get(1), matches.get(0), matches.get(1));
      assertThat(snapshot.lexicalMatches("zyxwvut", refs))
          .containsOnly(new LexicalMatch(0, List.of()));
    }
  }

  @Test
  void unknownWordsAreIgnoredAndCounted() {
    visible(1, HTTP, List.of(method(HTTP, "send", "Retries the request.", 1)));
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(snapshot.matching("zyxwvut retries", 5, ALL, NEVER)).hasSize(1);
      assertThat(snapshot.knownWordShare("retries the request")).isEqualTo(1);
      assertThat(snapshot.knownWordShare("zyxwvut")).isZero();
      assertThat(snapshot.knownWordShare("zyxwvut retries")).isBetween(0.01f, 0.99f);
    }
  }

  @Test
  void aVeryLongQueryIsAnswered() {
    manyMethods(50);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("item").append(i).append(' ');
    }
    try (StoreSnapshot snapshot = store.snapshot()) {
      List<Candidate> found = snapshot.matching(text.toString(), 5, ALL, NEVER);
      assertThat(found).hasSize(5);
      int[] refs = found.stream().mapToInt(Candidate::ref).toArray();
      assertThat(snapshot.lexicalMatches(text.toString(), refs)).hasSize(5);
    }
  }

  @Test
  void passedDeadlineIsToldAndNotTakenForAnAnswer() {
    manyMethods(50);
    Deadline passed = Deadline.after(Duration.ZERO, () -> 1);
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThatThrownBy(() -> snapshot.nearest(vector(1), 5, ALL, passed))
          .isInstanceOf(DeadlineExceededException.class);
      assertThatThrownBy(() -> snapshot.nearestExact(vector(1), 5, ALL, passed))
          .isInstanceOf(DeadlineExceededException.class);
      assertThatThrownBy(() -> snapshot.matching("item", 5, ALL, passed))
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void commitTellsItsSequence() {
    visible(1, HTTP, List.of(method(HTTP, "send", "", 1)));
    assertThat(store.committed()).isEqualTo(SequenceNumber.NONE);
    store.commit(new SequenceNumber(7));
    assertThat(store.committed()).isEqualTo(new SequenceNumber(7));
    assertThat(store.size().methodCount()).isOne();
    assertThat(store.size().bytesByPart())
        .containsOnlyKeys("vectors", "graph", "text", "stored", "other");
  }

  @Test
  void closedSnapshotAndClosedStoreSaySo() {
    StoreSnapshot snapshot = store.snapshot();
    snapshot.close();
    snapshot.close();
    assertThatThrownBy(() -> snapshot.nearest(vector(1), 5, ALL, NEVER))
        .isInstanceOf(IllegalStateException.class);
    store.close();
    store.close();
    assertThatThrownBy(store::snapshot).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store.removeFile(HTTP)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void noReaderEverSeesHalfAFile() throws Exception {
    int revisions = 60;
    CountDownLatch looked = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> writer =
          threads.submit(() -> {
            looked.await();
            for (int revision = 1; revision <= revisions; revision++) {
              visible(revision, HTTP, revision(HTTP, revision));
            }
            return null;
          });
      Callable<Void> reading =
          () -> {
            do {
              requireOneRevision();
              looked.countDown();
            } while (!writer.isDone());
            return null;
          };
      threads.submit(reading).get();
      writer.get();
      requireOneRevision();
    }
  }

  private void requireOneRevision() {
    try (StoreSnapshot snapshot = store.snapshot()) {
      List<Candidate> all = snapshot.nearestExact(vector(1), 50, ALL, NEVER);
      Set<String> docs = new TreeSet<>();
      all.forEach(candidate -> docs.add(snapshot.fetch(candidate.ref()).doc()));
      assertThat(docs).hasSizeLessThanOrEqualTo(1);
      assertThat(all.size()).isIn(0, 3);
    }
  }

  private static List<IndexedMethod> revision(FileKey file, int revision) {
    String doc = "Revision " + revision;
    return List.of(
        method(file, "a", doc, revision),
        method(file, "b", doc, revision + 1),
        method(file, "c", doc, revision + 2));
  }

  private List<StoredMethod> manyMethods(int count) {
    List<StoredMethod> all = new ArrayList<>();
    Random random = new Random(5);
    for (int from = 0; from < count; from += 10) {
      FileKey file = RandomFilters.file(random, from);
      List<IndexedMethod> methods = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + 10); i++) {
        MethodKind kind = RandomFilters.pick(random, List.of(MethodKind.values()));
        Set<String> modifiers = random.nextBoolean() ? Set.of("public") : Set.of("static");
        MethodUnit unit =
            unit(file, "item" + i, "An item.", new SourceSpan(1, 2, 3), kind, modifiers);
        methods.add(indexed(unit, vector(random)));
        all.add(StoredMethod.of(unit, HASH));
      }
      store.replaceFile(file, HASH, methods);
    }
    store.refresh(new SequenceNumber(count));
    return all;
  }

  private void visible(long sequence, FileKey file, List<IndexedMethod> methods) {
    store.replaceFile(file, HASH, methods);
    store.refresh(new SequenceNumber(sequence));
  }

  private List<String> visibleNames() {
    try (StoreSnapshot snapshot = store.snapshot()) {
      return snapshot.nearestExact(vector(1), 100, ALL, NEVER).stream()
          .map(candidate -> snapshot.fetch(candidate.ref()).name())
          .sorted()
          .toList();
    }
  }

  private static String bestMatch(StoreSnapshot snapshot, String text) {
    List<Candidate> found = snapshot.matching(text, 3, ALL, NEVER);
    return found.isEmpty() ? "none" : snapshot.fetch(found.getFirst().ref()).name();
  }
}
