package dev.kenning.search.cli;

import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.search.answer.CallAnswer;
import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.query.CallsRequest;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.query.SimilarRequest.Subject;

/// Finds the method that is meant, asks about its calls, and prints what is answered.
final class CallsQuestion {
  private final Terminal terminal;
  private final CallsOptions options;

  CallsQuestion(Terminal terminal, CallsOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  /// Who answers, asked one of the two questions.
  interface Question {
    CallAnswer ask(Answering answering, CallsRequest request);
  }

  int ask(Question question) {
    DataDirectory directory = options.data().existing(terminal);
    CallsRequest request = options.request(method(directory));
    try (Answering answering = Answers.open(directory, terminal, SearchMode.LEXICAL)) {
      CallAnswer answer = question.ask(answering, request);
      if (options.json()) {
        terminal.out().println(WireFormat.text(answer));
      } else {
        new CallsPage(terminal).print(answer);
      }
      return (answer.complete() ? ExitStatus.DONE : ExitStatus.DONE_IN_PART).code;
    }
  }

  private MethodId method(DataDirectory directory) {
    String typed = options.method();
    if (MethodId.isWellFormed(typed)) {
      return new MethodId(typed);
    }
    Subject subject = IndexedPlace.parse(typed, terminal).in(directory);
    if (!(subject instanceof Subject.ByLine place)) {
      throw new WrongCallException("'%s' is no line of an indexed file.".formatted(typed));
    }
    // which method holds a line is read here, whoever tells of its calls
    try (ReadableIndex index = ReadableIndex.open(directory, terminal, false)) {
      return index
          .methodAt(place.file(), place.line())
          .orElseThrow(() ->
              new WrongCallException(
                  "no indexed method holds line %d of %s/%s."
                      .formatted(place.line(), place.file().repository(), place.file().path())));
    }
  }
}
