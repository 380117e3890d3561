package dev.kenning.search.cli;

import dev.kenning.indexer.MethodId;
import dev.kenning.search.query.CallsRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is asked about calls.
final class CallsOptions {
  @Parameters(
      paramLabel = "METHOD",
      description =
          "A method: its id, as --json prints it, or FILE:LINE, a line of it in an indexed file (a"
              + " path on disk, or REPOSITORY/PATH as answers show it).")
  private @Nullable String method;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "1",
      description = "How far calls are followed, 1 to 5 (default: 1).")
  private int depth = 1;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many calls at most, 1 to 300 (default: 50).")
  private int limit = 50;

  @Option(
      names = "--offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many calls to leave out before, for the next page.")
  private int offset;

  @Option(
      names = "--certainty",
      paramLabel = "LEVEL",
      defaultValue = "one_of",
      description =
          "How sure a call must be: exact, one_of (default: also calls that may reach one of several"
              + " methods), or by_name (also those on a receiver of unknown type).")
  private String certainty = "one_of";

  @Mixin private ConsistencyOption consistency = new ConsistencyOption();

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print the answer as the HTTP interface gives it.")
  private boolean json;

  boolean json() {
    return json;
  }

  DataOption data() {
    return data;
  }

  /// As typed.
  String method() {
    return method == null ? "" : method;
  }

  CallsRequest request(MethodId id) {
    try {
      return new CallsRequest(
          id,
          depth,
          limit,
          offset,
          CallsRequest.certainty(certainty),
          Duration.ofSeconds(60),
          consistency.level());
    } catch (IllegalArgumentException e) {
      throw new WrongCallException("--" + e.getMessage() + ".");
    }
  }
}
