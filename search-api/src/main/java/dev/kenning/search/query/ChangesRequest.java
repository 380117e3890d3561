package dev.kenning.search.query;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.Proposal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Changes to files of a pushed repository, to be taken all or none.
///
/// @param proposals 1 to [#MAX_CHANGES]
public record ChangesRequest(List<Proposal> proposals) {
  public static final int MAX_CHANGES = 1_000;
  private static final int MAX_CONTENT = 5_000_000;

  public ChangesRequest {
    proposals = List.copyOf(proposals);
  }

  /// The body of `POST /v1/repositories/{r}/changes`: each change has `path`, either `version` or
  /// `if_match`, and either `content` or `deleted: true`.
  ///
  /// @throws MalformedJsonException if the bytes are not JSON
  /// @throws InvalidRequestException naming every field that is wrong
  public static ChangesRequest read(String repository, byte[] body) {
    Fields fields = JsonBody.fields(body);
    List<Optional<Proposal>> proposals =
        fields.objects("changes", MAX_CHANGES).stream()
            .map(change -> change(repository, change))
            .toList();
    if (!fields.has("changes")) {
      fields.problem("changes", "a list of 1 to " + MAX_CHANGES + " objects");
    }
    fields.refuseOthers();
    fields.throwProblems();
    return new ChangesRequest(proposals.stream().flatMap(Optional::stream).toList());
  }

  private static Optional<Proposal> change(String repository, Fields fields) {
    Optional<String> path = fields.text("path", FilePaths.MAX_LENGTH);
    if (path.filter(FilePaths::isWellFormed).isEmpty()) {
      fields.problem("path", FilePaths.EXPECTED);
    }
    OptionalLong version = fields.wholeNumber("version", 0, Long.MAX_VALUE);
    OptionalLong basis = fields.wholeNumber("if_match", 0, Long.MAX_VALUE);
    if (!fields.has("version") && !fields.has("if_match")) {
      fields.problem("version", "a whole number, counted per file by its writers; or if_match");
    }
    if (fields.has("version") && fields.has("if_match")) {
      fields.problem("if_match", "nothing, where a version is given");
    }
    Optional<Content> content =
        fields
            .anyText("content", MAX_CONTENT)
            .map(text -> Content.of(text.getBytes(StandardCharsets.UTF_8)));
    boolean deleted = fields.flag("deleted").orElse(false);
    if (fields.has("content") == deleted) {
      fields.problem("", "either content or deleted: true");
    }
    fields.refuseOthers();
    if (path.isEmpty()
        || version.isPresent() == basis.isPresent()
        || (content.isEmpty() && !deleted)) {
      return Optional.empty();
    }
    FileKey file = new FileKey(repository, path.get());
    FileChange change =
        content
            .<FileChange>map(bytes -> new FileChange.Put(file, version, bytes))
            .orElseGet(() -> new FileChange.Delete(file, version));
    return Optional.of(
        basis.isPresent()
            ? Proposal.basedOn(new SequenceNumber(basis.getAsLong()), change)
            : Proposal.versioned(change));
  }
}
