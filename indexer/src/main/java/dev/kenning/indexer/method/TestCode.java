package dev.kenning.indexer.method;

import com.github.javaparser.ast.expr.AnnotationExpr;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells test code: by where its file stands, or by its annotations.
final class TestCode {
  private static final Set<String> MARKS =
      Set.of(
          "Test",
          "ParameterizedTest",
          "RepeatedTest",
          "TestFactory",
          "TestTemplate",
          "BeforeEach",
          "AfterEach",
          "BeforeAll",
          "AfterAll",
          "BeforeClass",
          "AfterClass",
          "BeforeMethod",
          "AfterMethod",
          "DataProvider",
          "ExtendWith",
          "RunWith",
          "SpringBootTest");

  /// Folders that hold test code when they stand above the package's own folders.
  private static final Pattern FOLDER =
      Pattern.compile(
          "(?i)(?:tests?|testing|it|(?:unit|functional|integration|android|perf|jmh)-?tests?"
              + "|test-?fixtures|testlib|javatests|[\\w.-]{1,60}-tests?)");

  private static final Pattern FILE =
      Pattern.compile("\\w{0,120}[a-z0-9_](?:Test|Tests|TestCase|TestCases|IT|ITCase)\\.java");

  private TestCode() {}

  /// A file in `src/main` is never test code by its path. Folders that are part of the package are
  /// not looked at: `org/springframework/test` is a library.
  static boolean isTestPath(String path, String packageName) {
    if (("/" + path).contains("/src/main/")) {
      return false;
    }
    int slash = path.lastIndexOf('/');
    String folder = slash < 0 ? "" : path.substring(0, slash);
    String packageFolder = packageName.replace('.', '/');
    String above =
        !packageFolder.isEmpty() && ("/" + folder).endsWith("/" + packageFolder)
            ? folder.substring(0, folder.length() - packageFolder.length())
            : folder;
    return FILE.matcher(path.substring(slash + 1)).matches()
        || List.of(above.split("/")).stream().anyMatch(part -> FOLDER.matcher(part).matches());
  }

  static boolean isMarked(List<AnnotationExpr> annotations) {
    return annotations.stream()
        .map(annotation -> annotation.getName().getIdentifier())
        .anyMatch(MARKS::contains);
  }
}
