package dev.kenning.indexer.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.source.CommitHistory.ChangedFile;
import dev.kenning.indexer.source.CommitHistory.Commit;
import dev.kenning.indexer.source.CommitHistory.Lines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommitHistoryTest {
  @TempDir Path root;

  @Test
  void commitsAreToldNewestFirstWithTheLinesTheyWrote() throws Exception {
    try (Git git = Git.init().setDirectory(root.toFile()).call()) {
      commit(git, "src/A.java", "class A {\n}\n", "Begin");
      commit(git, "notes.txt", "notes", "Write notes");
      commit(
          git, "src/A.java", "class A {\n  int a;\n\n  int b;\n}\n", "Add two fields\n\nAt last.");
      List<Commit> commits = CommitHistory.read(root, 10);
      assertThat(commits).extracting(Commit::subject).containsExactly("Add two fields");
      ChangedFile file = commits.getFirst().files().getFirst();
      assertThat(file.path()).isEqualTo("src/A.java");
      assertThat(file.lines()).containsExactly(new Lines(2, 4));
      assertThat(new String(file.content().toBytes(), StandardCharsets.UTF_8)).contains("int b;");
      assertThat(CommitHistory.read(root.resolve("src"), 10).getFirst().files())
          .extracting(ChangedFile::path)
          .containsExactly("A.java");
      assertThat(CommitHistory.read(root, 0)).isEmpty();
    }
  }

  @Test
  void aFolderWithoutHistoryHasNone(@TempDir Path other) {
    assertThat(CommitHistory.read(other, 10)).isEmpty();
  }

  private void commit(Git git, String path, String content, String message) throws Exception {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    git.add().addFilepattern(path).call();
    git.commit()
        .setMessage(message)
        .setAuthor("Ada", "ada@example.org")
        .setCommitter("Ada", "ada@example.org")
        .setSign(false)
        .call();
  }
}
