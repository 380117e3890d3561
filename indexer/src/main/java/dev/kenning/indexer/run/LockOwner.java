package dev.kenning.indexer.run;

import java.util.Optional;

/// Who holds a data directory for writing.
///
/// @param pid the process
/// @param command what it was asked to do, such as `index` or `serve`
/// @param url where it answers, for a server that does
public record LockOwner(long pid, String command, Optional<String> url) {
  public static LockOwner thisProcess(String command) {
    return new LockOwner(ProcessHandle.current().pid(), command, Optional.empty());
  }

  public LockOwner answeringAt(String address) {
    return new LockOwner(pid, command, Optional.of(address));
  }

  @Override
  public String toString() {
    return "`kenning %s` (process %d%s)"
        .formatted(command, pid, url.map(address -> ", answering at " + address).orElse(""));
  }
}
