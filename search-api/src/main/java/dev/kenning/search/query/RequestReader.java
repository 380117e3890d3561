package dev.kenning.search.query;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.fact.FactPattern;
import dev.kenning.indexer.filter.Glob;
import dev.kenning.indexer.method.MethodKind;
import dev.kenning.search.query.SimilarRequest.Subject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// Reads questions out of JSON. Everything that is wrong with a body is told at once. Stateless;
/// any thread.
public final class RequestReader {
  private static final int MAX_NAME = 500;
  private static final Set<String> MODIFIERS =
      Set.of(
          "public",
          "protected",
          "private",
          "static",
          "final",
          "abstract",
          "default",
          "synchronized",
          "native",
          "strictfp");

  private RequestReader() {}

  /// The body of `POST /v1/search`.
  ///
  /// @throws MalformedJsonException if the bytes are not JSON
  /// @throws InvalidRequestException naming every field that is wrong
  public static SearchRequest search(byte[] body) {
    Fields fields = JsonBody.fields(body);
    Optional<String> query = fields.text("query", SearchRequest.MAX_QUERY_LENGTH);
    if (!fields.has("query")) {
      fields.problem("query", "the intent, as text");
    }
    int limit = limit(fields);
    SearchMode mode =
        fields.word("mode", SearchMode.values(), SearchMode::word).orElse(SearchMode.HYBRID);
    SearchFilter filter = filter(fields);
    Duration deadline = deadline(fields);
    Set<AnswerPart> include = include(fields);
    Consistency consistency = ConsistencyReader.read(fields);
    ContextWindow window = window(fields);
    Optional<CallerContext> context = fields.object("context").flatMap(RequestReader::context);
    fields.refuseOthers();
    fields.throwProblems();
    return new SearchRequest(
        query.orElseThrow(), limit, mode, filter, deadline, include, consistency, window, context);
  }

  private static Optional<CallerContext> context(Fields place) {
    Optional<String> repository = place.text("repository", RepositoryNames.MAX_LENGTH);
    Optional<String> path = place.text("path", FilePaths.MAX_LENGTH);
    OptionalLong line = place.wholeNumber("line", 1, Integer.MAX_VALUE);
    place.refuseOthers();
    if (repository.isEmpty() || path.isEmpty()) {
      place.problem("", "repository and path, and perhaps line");
      return Optional.empty();
    }
    return Optional.of(
        new CallerContext(
            new FileKey(repository.get(), path.get()),
            line.isPresent() ? OptionalInt.of((int) line.getAsLong()) : OptionalInt.empty()));
  }

  /// The body of `POST /v1/similar`.
  ///
  /// @throws MalformedJsonException if the bytes are not JSON
  /// @throws InvalidRequestException naming every field that is wrong
  public static SimilarRequest similar(byte[] body) {
    Fields fields = JsonBody.fields(body);
    Optional<Subject> subject = subject(fields);
    int limit = limit(fields);
    SearchFilter filter = filter(fields);
    Duration deadline = deadline(fields);
    Set<AnswerPart> include = include(fields);
    Consistency consistency = ConsistencyReader.read(fields);
    ContextWindow window = window(fields);
    fields.notAvailable("context");
    fields.refuseOthers();
    fields.throwProblems();
    return new SimilarRequest(
        subject.orElseThrow(), limit, filter, deadline, include, consistency, window);
  }

  private static Optional<Subject> subject(Fields fields) {
    Optional<String> id = fields.text("id", MAX_NAME);
    Optional<String> code = fields.text("code", SimilarRequest.MAX_CODE_LENGTH);
    Optional<Fields> at = fields.object("at");
    long given = List.of("id", "code", "at").stream().filter(fields::has).count();
    if (given != 1) {
      fields.problem("", "exactly one of id, code and at");
      return Optional.empty();
    }
    if (id.isPresent() && !MethodId.isWellFormed(id.get())) {
      fields.problem("id", "a method's id: m_ and 22 URL-safe characters");
      return Optional.empty();
    }
    return id.<Subject>map(text -> new Subject.ById(new MethodId(text)))
        .or(() -> code.map(Subject.ByCode::new))
        .or(() -> at.flatMap(RequestReader::place));
  }

  private static Optional<Subject> place(Fields at) {
    Optional<String> repository = at.text("repository", RepositoryNames.MAX_LENGTH);
    Optional<String> path = at.text("path", FilePaths.MAX_LENGTH);
    int line = (int) at.wholeNumber("line", 1, Integer.MAX_VALUE).orElse(0);
    at.refuseOthers();
    if (repository.isEmpty() || path.isEmpty() || line == 0) {
      at.problem("", "repository, path and line");
      return Optional.empty();
    }
    return Optional.of(new Subject.ByLine(new FileKey(repository.get(), path.get()), line));
  }

  private static int limit(Fields fields) {
    return (int)
        fields.wholeNumber("limit", 1, SearchRequest.MAX_LIMIT).orElse(SearchRequest.DEFAULT_LIMIT);
  }

  private static ContextWindow window(Fields fields) {
    OptionalLong most =
        fields.wholeNumber("max_tokens", ContextWindow.MIN_TOKENS, ContextWindow.MAX_TOKENS);
    return new ContextWindow(
        most.isPresent() ? OptionalInt.of((int) most.getAsLong()) : OptionalInt.empty(),
        fields.list("seen", ContextWindow.MAX_SEEN, SeenMethod.EXPECTED, SeenMethod::parse));
  }

  private static Duration deadline(Fields fields) {
    return Duration.ofMillis(
        fields
            .wholeNumber("deadline_ms", 1, SearchRequest.MAX_DEADLINE.toMillis())
            .orElse(SearchRequest.DEFAULT_DEADLINE.toMillis()));
  }

  private static Set<AnswerPart> include(Fields fields) {
    return fields
        .words("include", AnswerPart.values(), AnswerPart::word)
        .map(parts -> parts.isEmpty() ? Set.<AnswerPart>of() : EnumSet.copyOf(parts))
        .orElse(Set.of(AnswerPart.CODE));
  }

  private static SearchFilter filter(Fields fields) {
    Optional<Fields> filter = fields.object("filter");
    if (filter.isEmpty()) {
      return SearchFilter.DEFAULT;
    }
    FilterTerms wanted = terms(filter.get());
    FilterTerms unwanted =
        filter
            .get()
            .object("not")
            .map(not -> {
              FilterTerms terms = terms(not);
              not.refuseOthers();
              return terms;
            })
            .orElse(FilterTerms.NONE);
    TestCode tests =
        filter.get().word("tests", TestCode.values(), TestCode::word).orElse(TestCode.EXCLUDE);
    filter.get().refuseOthers();
    return new SearchFilter(wanted, unwanted, tests);
  }

  private static FilterTerms terms(Fields fields) {
    return new FilterTerms(
        fields.list("repositories", RepositoryNames.EXPECTED, RepositoryNames::require),
        fields.list(
            "paths", "a glob: * within a part, ** across parts, ? one character", Glob::new),
        fields.list("packages", "a package, com.shop or com.shop.*", RequestReader::packagePattern),
        fields.words("kinds", MethodKind.values(), MethodKind::word).orElse(List.of()),
        fields.list("modifiers", "a modifier of Java", RequestReader::modifier),
        facts(fields));
  }

  /// Unlike those of the other keys, a wrong fact is told what it could have been.
  private static List<FactPattern> facts(Fields fields) {
    return fields.list("facts", FactPattern::parse);
  }

  private static String packagePattern(String text) {
    if (text.length() > MAX_NAME
        || !text.matches("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*(\\.\\*)?")) {
      throw new IllegalArgumentException("Not a package");
    }
    return text;
  }

  private static String modifier(String text) {
    if (!MODIFIERS.contains(text)) {
      throw new IllegalArgumentException("Not a modifier");
    }
    return text;
  }
}
