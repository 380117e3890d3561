package dev.kenning.search.http;

import dev.kenning.search.query.SearchRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a few questions before anybody else does. The first of a process pays for classes that are
/// loaded and for parts of the index that are read from disk, many times what later ones take; no
/// caller should.
///
/// One thread runs it; any thread asks whether it is over.
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final List<String> INTENTS =
      List.of("parse a date written as text", "retry with growing pauses after a failure");

  private final Consumer<SearchRequest> search;
  private final AtomicBoolean over = new AtomicBoolean();

  WarmUp(Consumer<SearchRequest> search) {
    this.search = search;
  }

  /// Blocks until each question is answered or its deadline has passed. Questions that fail are
  /// logged and given up: what ails them will be told to those who ask next.
  void run() {
    try {
      INTENTS.forEach(intent -> search.accept(SearchRequest.of(intent)));
    } catch (RuntimeException e) {
      LOG.info("The first questions went unanswered: {}", e.toString());
    } finally {
      over.set(true);
    }
  }

  boolean isOver() {
    return over.get();
  }
}
