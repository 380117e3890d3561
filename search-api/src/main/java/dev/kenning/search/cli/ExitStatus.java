package dev.kenning.search.cli;

/// What the shell learns.
enum ExitStatus {
  DONE(0),
  FAILED(1),
  /// The call itself was wrong: an unknown option, a bad value, a file that is not there.
  WRONG_CALL(2),
  /// Done, but parts were skipped or failed; they are listed.
  DONE_IN_PART(3);

  final int code;

  ExitStatus(int code) {
    this.code = code;
  }
}
