package dev.kenning.indexer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kenning.indexer.filter.Glob;
import dev.kenning.indexer.source.Discovery.Found;
import dev.kenning.indexer.source.Discovery.Reading;
import dev.kenning.indexer.source.Discovery.Skipped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderTreeTest {
  @TempDir Path folder;

  @Test
  void javaFilesAreFoundInTheOrderOfTheirNames() throws IOException {
    write("b/Two.java", "");
    write("a/One.java", "");
    write("b/a/Three.java", "");
    write("README.md", "");

    assertThat(found(SourceRules.DEFAULT))
        .containsExactly("a/One.java", "b/Two.java", "b/a/Three.java");
    assertThat(skipped(SourceRules.DEFAULT)).containsEntry("README.md", SkipReason.NOT_JAVA);
  }

  @Test
  void filesWithoutMethodsByNatureAreSkippedWithThatReason() throws IOException {
    write("a/package-info.java", "package a;");
    write("module-info.java", "module a {}");

    assertThat(skipped(SourceRules.DEFAULT))
        .containsEntry("a/package-info.java", SkipReason.NO_METHODS)
        .containsEntry("module-info.java", SkipReason.NO_METHODS);
  }

  /// Java cannot write such a name itself.
  @Test
  void aNameThatIsNotUtf8IsSkippedWithThatReason() throws Exception {
    write("Good.java", "");
    Process shell =
        new ProcessBuilder(
                "sh", "-c", "touch \"$(printf 'bad\\377.java')\" \"$(printf 'b\\377.md')\"")
            .directory(folder.toFile())
            .start();
    assumeThat(shell.waitFor()).isZero();

    assertThat(found(SourceRules.DEFAULT)).containsExactly("Good.java");
    assertThat(skipped(SourceRules.DEFAULT))
        .containsEntry("bad\uFFFD.java", SkipReason.NAME_NOT_TEXT)
        .containsEntry("b\uFFFD.md", SkipReason.NOT_JAVA);
  }

  @Test
  void exclusionsOfTheCallerAreNamed() throws IOException {
    write("main/A.java", "");
    write("generated/B.java", "");
    SourceRules rules = SourceRules.DEFAULT.excluding(List.of(new Glob("generated/**")));

    assertThat(found(rules)).containsExactly("main/A.java");
    assertThat(skipped(rules)).containsEntry("generated/B.java", SkipReason.EXCLUDED);
  }

  @Test
  void largeFilesAreSkippedWithTheirSize() throws IOException {
    write("Big.java", "x".repeat(5 << 20));
    write("Small.java", "x");

    assertThat(found(SourceRules.DEFAULT)).containsExactly("Small.java");
    assertThat(discoveries(SourceRules.DEFAULT))
        .filteredOn(Skipped.class::isInstance)
        .extracting(skipped -> ((Skipped) skipped).sentence())
        .containsExactly("Big.java is too large (5,242,880 bytes; 2,097,152 are read)");
  }

  @Test
  void theIgnoreRulesOfAWorkTreeAreHonouredFolderByFolder() throws IOException {
    workTree();
    write(".gitignore", "target/\n*.gen.java\n");
    write("sub/.gitignore", "/Local.java\n!Kept.gen.java\n");
    write("A.java", "");
    write("target/B.java", "");
    write("sub/target/B.java", "");
    write("sub/Local.java", "");
    write("sub/deep/Local.java", "");
    write("sub/Kept.gen.java", "");
    write("Dropped.gen.java", "");

    assertThat(found(SourceRules.DEFAULT))
        .containsExactly("A.java", "sub/Kept.gen.java", "sub/deep/Local.java");
    assertThat(skipped(SourceRules.DEFAULT))
        .containsEntry("target/", SkipReason.IGNORED)
        .containsEntry("sub/target/", SkipReason.IGNORED)
        .containsEntry("Dropped.gen.java", SkipReason.IGNORED)
        .containsEntry(".git", SkipReason.GIT_INTERNAL);
  }

  @Test
  void theWorkTreesOwnExcludesAreHonoured() throws IOException {
    workTree();
    write(".git/info/exclude", "Mine.java\n");
    write("Mine.java", "");
    write("Ours.java", "");

    assertThat(found(SourceRules.DEFAULT)).containsExactly("Ours.java");
  }

  @Test
  void aFolderWithinAWorkTreeKnowsTheRulesAboveIt() throws IOException {
    workTree();
    write(".gitignore", "*.gen.java\n/module/out/\n");
    write("module/A.java", "");
    write("module/A.gen.java", "");
    write("module/out/B.java", "");

    try (SourceTree tree = SourceTree.open(folder.resolve("module"), SourceRules.DEFAULT)) {
      assertThat(found(tree)).containsExactly("A.java");
    }
  }

  @Test
  void aFolderThatGitIgnoresIsTakenWhenItIsAskedForByName() throws IOException {
    workTree();
    write(".gitignore", "*\n");
    write("scratch/A.java", "");

    try (SourceTree tree = SourceTree.open(folder.resolve("scratch"), SourceRules.DEFAULT)) {
      assertThat(found(tree)).containsExactly("A.java");
    }
  }

  @Test
  void aWorkTreeWithinAFolderHasItsOwnRules() throws IOException {
    write(".gitignore", "One.java\n"); // means nothing outside of git
    write("One.java", "");
    write("lib/.git/HEAD", "ref: refs/heads/main\n");
    write("lib/.gitignore", "Two.java\n");
    write("lib/Two.java", "");
    write("lib/Three.java", "");

    assertThat(found(SourceRules.DEFAULT)).containsExactly("One.java", "lib/Three.java");
  }

  @Test
  void aLinkedWorkTreeHasTheExcludesOfItsRepository() throws IOException {
    write("main/.git/info/exclude", "Mine.java\n");
    write("main/.git/worktrees/other/commondir", "../..\n");
    write("other/.git", "gitdir: ../main/.git/worktrees/other\n");
    write("other/Mine.java", "");
    write("other/Ours.java", "");

    try (SourceTree tree = SourceTree.open(folder.resolve("other"), SourceRules.DEFAULT)) {
      assertThat(found(tree)).containsExactly("Ours.java");
    }
  }

  @Test
  void whatGitTracksIsSourceWhateverTheRulesSay() throws IOException {
    workTree();
    write(".gitignore", "build/\n");
    write("src/build/Tracked.java", "");
    write("src/build/Made.java", "");
    write("build/Made.java", "");
    index(2, "src/build/Tracked.java");

    assertThat(found(SourceRules.DEFAULT)).contains("src/build/Tracked.java");
    assertThat(skipped(SourceRules.DEFAULT)).containsEntry("build/", SkipReason.IGNORED);
  }

  @Test
  void linksAreNotFollowedOutOfTheRoot(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("Secret.java"), "class Secret {}");
    write("A.java", "");
    Files.createSymbolicLink(folder.resolve("away"), elsewhere);
    Files.createSymbolicLink(folder.resolve("Secret.java"), elsewhere.resolve("Secret.java"));

    assertThat(found(SourceRules.DEFAULT)).containsExactly("A.java");
    assertThat(skipped(SourceRules.DEFAULT))
        .containsEntry("away", SkipReason.LINK_OUTSIDE_ROOT)
        .containsEntry("Secret.java", SkipReason.LINK_OUTSIDE_ROOT);
  }

  @Test
  void linksThatGoRoundOrNowhereAreNamed() throws IOException {
    write("a/A.java", "");
    Files.createSymbolicLink(folder.resolve("a/again"), folder);
    Files.createSymbolicLink(folder.resolve("a/Gone.java"), folder.resolve("gone"));
    Files.createSymbolicLink(folder.resolve("Self.java"), folder.resolve("Self.java"));
    Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));

    assertThat(found(SourceRules.DEFAULT)).containsExactly("a/A.java");
    assertThat(skipped(SourceRules.DEFAULT))
        .containsEntry("a/again", SkipReason.LINK_LOOP)
        .containsEntry("a/Gone.java", SkipReason.LINK_BROKEN)
        .containsEntry("Self.java", SkipReason.LINK_BROKEN)
        .containsEntry("b", SkipReason.LINK_TO_TAKEN);
  }

  @Test
  void aFolderThatCannotBeReadIsNamedAndTheRestTaken() throws IOException {
    write("a/A.java", "");
    write("b/B.java", "");
    Path closed = folder.resolve("a");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeThat(Files.isReadable(closed)).as("root reads everything").isFalse();
      assertThat(found(SourceRules.DEFAULT)).containsExactly("b/B.java");
      assertThat(skipped(SourceRules.DEFAULT)).containsEntry("a/", SkipReason.UNREADABLE);
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aFileThatIsGoneSinceItWasListedIsUnreadAndNotAnError() throws IOException {
    write("A.java", "");
    List<Found> files = new ArrayList<>();
    try (SourceTree tree = SourceTree.open(folder, SourceRules.DEFAULT)) {
      tree.walk(discovery -> {
        if (discovery instanceof Found found) {
          files.add(found);
        }
      });
      Files.delete(folder.resolve("A.java"));

      assertThat(files.getFirst().read())
          .isEqualTo(
              new Reading.Unread(
                  new Skipped("A.java", SkipReason.UNREADABLE, "gone since it was listed")));
    }
  }

  @Test
  void tooDeepAndTooManyAreSaid() throws IOException {
    write("1/2/3/4/A.java", "");
    SourceRules shallow = new SourceRules(List.of(), 1000, 1000, 2);
    SourceRules few = new SourceRules(List.of(), 1000, 3, 100);

    assertThat(skipped(shallow)).containsEntry("1/2/3/", SkipReason.TOO_DEEP);
    assertThat(skipped(few)).containsEntry("1/2/3/4", SkipReason.TOO_MANY);
  }

  @Test
  void theFoldersNameIsTheRepositorysName() throws IOException {
    write("commons-lang/A.java", "");
    try (SourceTree tree = SourceTree.open(folder.resolve("commons-lang"), SourceRules.DEFAULT)) {
      assertThat(tree.defaultName()).isEqualTo("commons-lang");
    }
  }

  @Test
  void aRootThatIsNotThereIsSaidToBeMissing() {
    assertThatExceptionOfType(SourceUnavailableException.class)
        .isThrownBy(() -> SourceTree.open(folder.resolve("nothing"), SourceRules.DEFAULT))
        .withMessageContaining("nothing");
  }

  private void workTree() throws IOException {
    write(".git/HEAD", "ref: refs/heads/main\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// A git index that holds one path.
  private void index(int version, String path) throws IOException {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    int length = (62 + name.length + 8) / 8 * 8;
    ByteBuffer bytes = ByteBuffer.allocate(12 + length);
    bytes.putInt(0x44495243).putInt(version).putInt(1);
    bytes.position(12 + 60);
    bytes.putShort((short) name.length).put(name);
    Files.write(folder.resolve(".git/index"), bytes.array());
  }

  private List<String> found(SourceRules rules) {
    try (SourceTree tree = SourceTree.open(folder, rules)) {
      return found(tree);
    }
  }

  private static List<String> found(SourceTree tree) {
    List<String> paths = new ArrayList<>();
    tree.walk(discovery -> {
      if (discovery instanceof Found found) {
        paths.add(found.path());
      }
    });
    return paths;
  }

  private Map<String, SkipReason> skipped(SourceRules rules) {
    Map<String, SkipReason> reasons = new TreeMap<>();
    for (Discovery discovery : discoveries(rules)) {
      if (discovery instanceof Skipped skipped) {
        reasons.put(skipped.path(), skipped.reason());
      }
    }
    return reasons;
  }

  private List<Discovery> discoveries(SourceRules rules) {
    List<Discovery> all = new ArrayList<>();
    try (SourceTree tree = SourceTree.open(folder, rules)) {
      tree.walk(all::add);
    }
    return all;
  }
}
