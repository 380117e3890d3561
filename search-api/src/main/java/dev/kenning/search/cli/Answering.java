package dev.kenning.search.cli;

import dev.kenning.search.answer.Answer;
import dev.kenning.search.answer.CallAnswer;
import dev.kenning.search.query.CallsRequest;
import dev.kenning.search.query.SearchRequest;
import dev.kenning.search.query.SimilarRequest;

/// Who answers: this process from the data directory, or the server that owns it.
interface Answering extends AutoCloseable {
  Answer search(SearchRequest request);

  Answer similar(SimilarRequest request);

  /// Who calls a method.
  CallAnswer callers(CallsRequest request);

  /// What a method calls.
  CallAnswer callees(CallsRequest request);

  /// How many methods there are to be found.
  long methodCount();

  @Override
  void close();
}
