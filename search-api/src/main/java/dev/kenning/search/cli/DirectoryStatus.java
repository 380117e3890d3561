package dev.kenning.search.cli;

import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.ledger.SetAsideFile;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.LockOwner;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.StoreMissingException;
import dev.kenning.search.answer.WireFormat;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The state of a data directory as one JSON object: what the server that owns it says of what its
/// searches see; without one, what a search from here would see. Where no index can answer it says
/// so under `trouble`, and `methods` is 0: it never counts what a search would not find.
final class DirectoryStatus {
  private final DataDirectory directory;
  private final Terminal terminal;

  DirectoryStatus(DataDirectory directory, Terminal terminal) {
    this.directory = directory;
    this.terminal = terminal;
  }

  ObjectNode read() {
    Optional<URI> server = Answers.server(directory, terminal);
    ObjectNode status = server.isPresent() ? ofServer(server.get()) : ofDirectory();
    status.put("data", directory.root().toString());
    directory.writer().ifPresent(owner -> writer(status, owner));
    return status;
  }

  private static void writer(ObjectNode status, LockOwner owner) {
    ObjectNode writer =
        status.putObject("writer").put("command", owner.command()).put("pid", owner.pid());
    owner.url().ifPresent(url -> writer.put("url", url));
  }

  private ObjectNode ofServer(URI address) {
    try (ServerClient client = ServerClient.of(directory, address)) {
      return object(client.status());
    }
  }

  private ObjectNode ofDirectory() {
    if (!Files.exists(directory.ledgerFile())) {
      throw new CommandFailedException(
          "nothing is indexed in %s yet. Index something first: kenning index PATH"
              .formatted(directory.root()));
    }
    if (directory.currentGeneration().isEmpty()) {
      return ofLedger("no index was published yet: kenning index brings what is pending into one");
    }
    try (ReadableIndex index = ReadableIndex.open(directory, terminal, false)) {
      return object(JsonMapper.shared().readTree(WireFormat.bytes(index.status())));
    } catch (StoreCorruptException | StoreMissingException e) {
      return ofLedger(e.getMessage() + ". Mend it with: kenning repair");
    }
  }

  /// Where no index answers, everything is still to be made visible.
  private ObjectNode ofLedger(String trouble) {
    try (ChangeLedger ledger =
        SqliteChangeLedger.openReadOnly(directory.ledgerFile(), LedgerConfig.DEFAULT)) {
      ObjectNode status = JsonMapper.shared().createObjectNode();
      status.putObject("as_of").put("sequence", 0);
      status.put("head", ledger.head().value());
      status.put("pending", ledger.pendingCount(dev.kenning.indexer.SequenceNumber.NONE));
      status.put("methods", 0);
      for (RepositoryRecord repository : ledger.repositories()) {
        ObjectNode node = status.withArray("repositories").addObject();
        node.put("name", repository.name()).put("methods", 0);
        repository.root().ifPresent(root -> node.put("root", root));
      }
      for (SetAsideFile file : ledger.setAside()) {
        status
            .withArray("set_aside")
            .addObject()
            .put("repository", file.file().repository())
            .put("path", file.file().path())
            .put("sequence", file.sequence().value())
            .put("stage", file.stage())
            .put("reason", file.reason());
      }
      status.put("set_aside_count", status.path("set_aside").size());
      status.put("trouble", trouble);
      return status;
    }
  }

  private static ObjectNode object(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new CommandFailedException("the server's status is not what a Kenning server answers.");
  }
}
