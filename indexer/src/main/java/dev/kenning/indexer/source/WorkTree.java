package dev.kenning.indexer.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A git work tree as far as its `.git` tells which files belong to it. Read without opening the
/// repository, since that would read and write the user's own settings.
///
/// @param top the work tree's top folder
/// @param gitFolder where its index lies
/// @param commonFolder where `info/exclude` lies: the main repository's, for a linked work tree
record WorkTree(Path top, Path gitFolder, Path commonFolder) {
  private static final String POINTER = "gitdir:";

  /// The work tree whose top `folder` is, if it is one.
  static Optional<WorkTree> at(Path folder) throws IOException {
    Path git = folder.resolve(".git");
    if (Files.isDirectory(git)) {
      return Optional.of(new WorkTree(folder, git, git));
    }
    if (!Files.isRegularFile(git) || Files.size(git) > 4096) {
      return Optional.empty();
    }
    String text = Files.readString(git).strip();
    if (!text.startsWith(POINTER)) {
      return Optional.empty();
    }
    Path gitFolder = folder.resolve(text.substring(POINTER.length()).strip()).normalize();
    return Optional.of(new WorkTree(folder, gitFolder, common(gitFolder)));
  }

  /// The innermost work tree that `folder` lies in, if any.
  static Optional<WorkTree> around(Path folder) throws IOException {
    for (Path place = folder; place != null; place = place.getParent()) {
      Optional<WorkTree> tree = at(place);
      if (tree.isPresent()) {
        return tree;
      }
    }
    return Optional.empty();
  }

  /// The rules that hold at `folder`: its own and those above it. Empty if git ignores the folder
  /// itself: whoever asks for it all the same wants what is in it.
  Optional<IgnoreRules> rulesAt(Path folder) throws IOException {
    IgnoreRules rules =
        IgnoreRules.ofWorkTree(commonFolder.resolve("info").resolve("exclude")).within(top, "");
    Path place = top;
    for (Path step : top.relativize(folder)) {
      if (!step.toString().isEmpty()) {
        place = place.resolve(step);
        String path = pathOf(place);
        if (rules.ignore(path.substring(0, path.length() - 1), true)) {
          return Optional.empty();
        }
        rules = rules.within(place, path);
      }
    }
    return Optional.of(rules);
  }

  /// The path of a folder within the work tree: "" for its top, else ending in "/".
  String pathOf(Path folder) {
    StringBuilder path = new StringBuilder();
    for (Path step : top.relativize(folder)) {
      if (!step.toString().isEmpty()) {
        path.append(step).append('/');
      }
    }
    return path.toString();
  }

  private static Path common(Path gitFolder) throws IOException {
    Path pointer = gitFolder.resolve("commondir");
    if (!Files.isRegularFile(pointer) || Files.size(pointer) > 4096) {
      return gitFolder;
    }
    return gitFolder.resolve(Files.readString(pointer).strip()).normalize();
  }
}
