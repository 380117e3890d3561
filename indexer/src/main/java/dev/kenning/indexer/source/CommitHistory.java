package dev.kenning.indexer.source;

import dev.kenning.indexer.ledger.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.filter.PathSuffixFilter;
import org.eclipse.jgit.util.io.DisabledOutputStream;

/// What the newest commits of a git work tree changed in its Java files. Reads only.
public final class CommitHistory {
  /// A commit that changed more files says little of each.
  private static final int MOST_FILES = 4;

  private static final int MOST_BYTES = 2_000_000;

  private CommitHistory() {}

  /// @param subject the first line of what its author wrote
  /// @param files what it changed, with their content after it
  public record Commit(String subject, List<ChangedFile> files) {
    public Commit {
      files = List.copyOf(files);
    }
  }

  /// @param path below the tree's root
  /// @param content after the commit
  /// @param lines that the commit wrote, from 1, each from first to last
  public record ChangedFile(String path, Content content, List<Lines> lines) {
    public ChangedFile {
      lines = List.copyOf(lines);
    }
  }

  /// @param first counted from 1
  /// @param last not before `first`
  public record Lines(int first, int last) {}

  /// The newest commits first, merges left out; none where `root` is in no git work tree, or its
  /// history cannot be read.
  ///
  /// @param most commits looked at
  public static List<Commit> read(Path root, int most) {
    FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(root.toFile());
    if (builder.getGitDir() == null) {
      return List.of();
    }
    try (Repository repository = builder.setMustExist(true).build()) {
      ObjectId head = repository.resolve("HEAD");
      return head == null || repository.isBare()
          ? List.of()
          : read(repository, head, prefix(repository, root), most);
    } catch (IOException _) {
      return List.of();
    }
  }

  private static String prefix(Repository repository, Path root) throws IOException {
    Path top = repository.getWorkTree().toPath().toRealPath();
    String below = top.relativize(root.toRealPath()).toString().replace('\\', '/');
    return below.isEmpty() ? "" : below + "/";
  }

  private static List<Commit> read(Repository repository, ObjectId head, String prefix, int most)
      throws IOException {
    List<Commit> commits = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository);
        ObjectReader reader = repository.newObjectReader();
        DiffFormatter diffs = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
      diffs.setRepository(repository);
      diffs.setPathFilter(PathSuffixFilter.create(".java"));
      walk.markStart(walk.parseCommit(head));
      int looked = 0;
      for (RevCommit commit = walk.next();
          commit != null && looked < most;
          commit = walk.next(), looked++) {
        if (commit.getParentCount() == 1) {
          List<ChangedFile> files = changed(diffs, reader, walk, commit, prefix);
          if (!files.isEmpty()) {
            commits.add(new Commit(commit.getShortMessage(), files));
          }
        }
      }
    }
    return commits;
  }

  private static List<ChangedFile> changed(
      DiffFormatter diffs, ObjectReader reader, RevWalk walk, RevCommit commit, String prefix)
      throws IOException {
    RevCommit parent = walk.parseCommit(commit.getParent(0));
    List<DiffEntry> entries = diffs.scan(parent.getTree(), commit.getTree());
    List<ChangedFile> files = new ArrayList<>();
    if (entries.size() > MOST_FILES) {
      return files;
    }
    for (DiffEntry entry : entries) {
      if (entry.getChangeType() != ChangeType.DELETE && entry.getNewPath().startsWith(prefix)) {
        List<Lines> lines = new ArrayList<>();
        for (Edit edit : diffs.toFileHeader(entry).toEditList()) {
          if (edit.getEndB() > edit.getBeginB()) {
            lines.add(new Lines(edit.getBeginB() + 1, edit.getEndB()));
          }
        }
        try {
          byte[] content = reader.open(entry.getNewId().toObjectId()).getCachedBytes(MOST_BYTES);
          files.add(
              new ChangedFile(
                  entry.getNewPath().substring(prefix.length()), Content.of(content), lines));
        } catch (LargeObjectException _) {
          // generated, and no commit message speaks of it
        }
      }
    }
    return files;
  }
}
