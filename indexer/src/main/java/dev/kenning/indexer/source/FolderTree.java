package dev.kenning.indexer.source;

import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileStamp;
import dev.kenning.indexer.source.Discovery.Found;
import dev.kenning.indexer.source.Discovery.Reading;
import dev.kenning.indexer.source.Discovery.Skipped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A folder with all that is below it; within git work trees, what git would see of it. Folders are
/// entered in the order of their names, so the same tree always gives the same order.
final class FolderTree implements FollowableTree {
  private final Path root;
  private final SourceRules rules;
  private final FileKinds kinds;

  FolderTree(Path root, SourceRules rules) {
    this.root = root;
    this.rules = rules;
    this.kinds = new FileKinds(rules);
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public String defaultName() {
    return SourceTrees.suggestedName(root, false);
  }

  @Override
  public void walk(Consumer<Discovery> visitor) {
    new Walk(visitor, _ -> {}).begin();
  }

  @Override
  public void walk(Consumer<Discovery> visitor, Consumer<Path> entering) {
    new Walk(visitor, entering).begin();
  }

  @Override
  public void look(
      Collection<String> places, Consumer<Discovery> visitor, Consumer<Path> entering) {
    new Walk(visitor, entering).look(places);
  }

  @Override
  public Optional<Path> gitFolder() {
    try {
      return WorkTree.around(root).map(WorkTree::gitFolder);
    } catch (IOException e) {
      return Optional.empty(); // the walk says what is wrong
    }
  }

  @Override
  public void close() {}

  /// What git says of the place the walk is at.
  ///
  /// @param tracked of the work tree that the place is in; empty outside of git
  /// @param path the place within that work tree, "" or ending in "/"
  private record Surroundings(IgnoreRules rules, Optional<TrackedFiles> tracked, String path) {
    boolean ignore(String name, boolean folder) {
      String place = path + name;
      return rules.ignore(place, folder)
          && !tracked.map(files -> files.hold(place, folder)).orElse(false);
    }
  }

  private final class Walk {
    private final Consumer<Discovery> visitor;
    private final Consumer<Path> entering;
    private int fileCount;

    Walk(Consumer<Discovery> visitor, Consumer<Path> entering) {
      this.visitor = visitor;
      this.entering = entering;
    }

    void begin() {
      children(root, "", top(), 0);
    }

    /// Comes to each place as a walk from the top would, or not at all.
    void look(Collection<String> places) {
      Map<String, Optional<Surroundings>> known = new HashMap<>();
      known.put("", Optional.of(top()));
      for (String place : new TreeSet<>(places)) {
        String folder = place.substring(0, place.lastIndexOf('/') + 1);
        try {
          Optional<Surroundings> surroundings = surroundings(folder, known);
          if (surroundings.isPresent()) {
            int depth = (int) folder.chars().filter(each -> each == '/').count();
            visit(root.resolve(place), place, surroundings.get(), depth);
          }
        } catch (NoSuchFileException e) {
          // Nothing lies there any more.
        } catch (IOException e) {
          skip(place, SkipReason.UNREADABLE, Discovery.describe(e));
        }
      }
    }

    /// What git says within a folder; empty for one that no walk would enter.
    ///
    /// @param folder "" or ending in "/"
    private Optional<Surroundings> surroundings(
        String folder, Map<String, Optional<Surroundings>> known) throws IOException {
      Optional<Surroundings> before = known.get(folder);
      if (before != null) {
        return before;
      }
      String path = folder.substring(0, folder.length() - 1);
      String above = path.substring(0, path.lastIndexOf('/') + 1);
      Optional<Surroundings> outer = surroundings(above, known);
      Optional<Surroundings> inner = Optional.empty();
      if (outer.isPresent()) {
        inner = entered(path, path.substring(above.length()), outer.get());
      }
      known.put(folder, inner);
      return inner;
    }

    private Optional<Surroundings> entered(String path, String name, Surroundings above)
        throws IOException {
      Path folder = root.resolve(path);
      BasicFileAttributes attributes =
          Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean taken =
          attributes.isDirectory()
              && !name.equals(".git")
              && !above.ignore(name, true)
              && path.chars().filter(each -> each == '/').count() < rules.maxDepth();
      return taken ? Optional.of(below(folder, path, name, above)) : Optional.empty();
    }

    private Surroundings top() {
      Surroundings surroundings;
      try {
        Optional<WorkTree> tree = WorkTree.around(root);
        surroundings = tree.isPresent() ? at(tree.get(), root) : outside();
      } catch (IOException e) {
        skip(".git/", SkipReason.UNREADABLE, e.toString());
        surroundings = outside();
      }
      return surroundings;
    }

    private Surroundings outside() {
      return new Surroundings(IgnoreRules.NONE, Optional.empty(), "");
    }

    private Surroundings at(WorkTree tree, Path folder) throws IOException {
      Optional<IgnoreRules> ignored = tree.rulesAt(folder);
      return ignored.isEmpty()
          ? outside()
          : new Surroundings(
              ignored.get(), Optional.of(new TrackedFiles(tree)), tree.pathOf(folder));
    }

    private void children(Path folder, String path, Surroundings surroundings, int depth) {
      for (Path child : sortedChildren(folder, path)) {
        if (fileCount == rules.maxFileCount()) {
          skip(path + child.getFileName(), SkipReason.TOO_MANY, rules.maxFileCount() + " files");
          return;
        }
        fileCount++;
        try {
          visit(child, path + child.getFileName(), surroundings, depth);
        } catch (IOException e) {
          skip(path + child.getFileName(), SkipReason.UNREADABLE, Discovery.describe(e));
        }
      }
    }

    private List<Path> sortedChildren(Path folder, String path) {
      List<Path> children = new ArrayList<>();
      entering.accept(folder);
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        for (Path child : stream) {
          children.add(child);
          if (children.size() > rules.maxFileCount()) {
            break; // the walk says so when it comes to the bound
          }
        }
      } catch (IOException e) {
        skip(path, SkipReason.UNREADABLE, Discovery.describe(e));
      } catch (DirectoryIteratorException e) {
        skip(path, SkipReason.UNREADABLE, String.valueOf(e.getCause()));
      }
      children.sort(Comparator.comparing(child -> child.getFileName().toString()));
      return children;
    }

    private void visit(Path child, String path, Surroundings surroundings, int depth)
        throws IOException {
      String name = SourceTrees.fileName(child);
      BasicFileAttributes attributes =
          Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (name.equals(".git")) {
        skip(path, SkipReason.GIT_INTERNAL, "");
      } else if (attributes.isSymbolicLink()) {
        link(child, path, surroundings);
      } else if (attributes.isDirectory()) {
        folder(child, path, surroundings, depth);
      } else {
        file(child, path, surroundings, attributes);
      }
    }

    private void folder(Path folder, String path, Surroundings surroundings, int depth)
        throws IOException {
      String name = SourceTrees.fileName(folder);
      if (surroundings.ignore(name, true)) {
        skip(path + "/", SkipReason.IGNORED, "");
      } else if (depth == rules.maxDepth()) {
        skip(path + "/", SkipReason.TOO_DEEP, rules.maxDepth() + " folders");
      } else {
        children(folder, path + "/", below(folder, path, name, surroundings), depth + 1);
      }
    }

    private Surroundings below(Path folder, String path, String name, Surroundings above)
        throws IOException {
      Optional<WorkTree> nested = WorkTree.at(folder);
      if (nested.isPresent()) {
        return at(nested.get(), folder);
      }
      if (above.tracked().isEmpty()) {
        return above;
      }
      String place = above.path() + name + "/";
      IgnoreRules inner = above.rules();
      try {
        inner = inner.within(folder, place);
      } catch (IOException e) {
        skip(path + "/.gitignore", SkipReason.UNREADABLE, Discovery.describe(e));
      }
      return new Surroundings(inner, above.tracked(), place);
    }

    private void file(
        Path file, String path, Surroundings surroundings, BasicFileAttributes attributes) {
      Optional<Skipped> refused = kinds.refuse(path, attributes.size());
      if (refused.isPresent() && !refused.get().reason().isProblem()) {
        visitor.accept(refused.get());
      } else if (surroundings.ignore(SourceTrees.fileName(file), false)) {
        skip(path, SkipReason.IGNORED, "");
      } else if (!attributes.isRegularFile()) {
        skip(path, SkipReason.NOT_A_REGULAR_FILE, "");
      } else if (refused.isPresent()) {
        visitor.accept(refused.get());
      } else {
        FileStamp stamp = stamp(attributes);
        visitor.accept(new Found(path, stamp, stamp.mark(), () -> read(file, path)));
      }
    }

    /// A link is never followed: what it leads to is either outside the root, and none of ours, or
    /// inside, and met at its own place.
    private void link(Path link, String path, Surroundings surroundings) {
      if (surroundings.ignore(SourceTrees.fileName(link), false)) {
        skip(path, SkipReason.IGNORED, "");
        return;
      }
      Path target;
      try {
        target = link.toRealPath();
      } catch (IOException e) {
        skip(path, kinds.isJava(path) ? SkipReason.LINK_BROKEN : SkipReason.NOT_JAVA, "");
        return;
      }
      if (!Files.isDirectory(target) && !kinds.isJava(path)) {
        skip(path, SkipReason.NOT_JAVA, "");
      } else if (link.startsWith(target)) {
        skip(path, SkipReason.LINK_LOOP, "to " + target);
      } else if (!target.startsWith(root)) {
        skip(path, SkipReason.LINK_OUTSIDE_ROOT, "to " + target);
      } else {
        skip(path, SkipReason.LINK_TO_TAKEN, "to " + target);
      }
    }

    private void skip(String path, SkipReason reason, String detail) {
      visitor.accept(new Skipped(path.isEmpty() ? "./" : path, reason, detail));
    }
  }

  private static FileStamp stamp(BasicFileAttributes attributes) {
    return new FileStamp(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
  }

  private Reading read(Path file, String path) throws IOException {
    // Not through a link that took the file's place since it was listed.
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(rules.maxFileBytes() + 1);
      return bytes.length > rules.maxFileBytes()
          ? new Reading.Unread(new Skipped(path, SkipReason.TOO_LARGE, "it grew"))
          : new Reading.Read(Content.of(bytes));
    }
  }
}
