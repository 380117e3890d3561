package dev.kenning.indexer.care;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a backup says of itself: the last entry of its archive, JSON.
///
/// Versions: 1, the first.
///
/// @param madeAt when it was made
/// @param sequence the ledger's last change in it
/// @param generation the generation that answered, if one did; its name tells model and rules
/// @param withIndex whether that generation's index is in it
/// @param files every other entry of the archive
public record BackupManifest(
    Instant madeAt,
    long sequence,
    Optional<String> generation,
    boolean withIndex,
    List<StoredFile> files) {
  static final String ENTRY = "manifest.json";
  static final String LEDGER = "ledger.db";
  private static final String FORMAT = "kenning-backup";
  private static final int VERSION = 1;

  /// `ledger.db`, or a file one or two folders below `models` or `generations`. No part of a name
  /// begins with a dot, so that nothing leads out of the folder it is unpacked into.
  private static final Pattern PLACE =
      Pattern.compile(
          "ledger\\.db|(models|generations)(/[A-Za-z0-9_][A-Za-z0-9._@+-]{0,199}){2,3}");

  public BackupManifest {
    files = List.copyOf(files);
  }

  /// @param place relative, with `/`
  /// @param sizeBytes its exact length
  /// @param sha256 64 lower-case hex digits
  public record StoredFile(String place, long sizeBytes, String sha256) {}

  public long sizeBytes() {
    return files.stream().mapToLong(StoredFile::sizeBytes).sum();
  }

  static boolean isPlace(String name) {
    return PLACE.matcher(name).matches();
  }

  byte[] toJson() {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("format", FORMAT);
    node.put("version", VERSION);
    node.put("made_at", madeAt.toString());
    node.put("sequence", sequence);
    generation.ifPresent(name -> node.put("generation", name));
    node.put("with_index", withIndex);
    for (StoredFile file : files) {
      node.withArray("files")
          .addObject()
          .put("path", file.place())
          .put("size", file.sizeBytes())
          .put("sha256", file.sha256());
    }
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
  }

  /// @throws BackupUnusableException saying what is wrong
  static BackupManifest read(byte[] json) throws BackupUnusableException {
    try {
      JsonNode node = JsonMapper.shared().readTree(json);
      if (!node.path("format").asString("").equals(FORMAT)) {
        throw new BackupUnusableException("its manifest is not that of a Kenning backup");
      }
      int version = node.path("version").asInt(0);
      if (version != VERSION) {
        throw new BackupUnusableException(
            "it has the format %d; this Kenning reads %d".formatted(version, VERSION));
      }
      List<StoredFile> files = new ArrayList<>();
      for (JsonNode file : node.path("files")) {
        files.add(
            new StoredFile(
                file.path("path").asString(""),
                file.path("size").asLong(-1),
                file.path("sha256").asString("")));
      }
      return new BackupManifest(
          Instant.parse(node.path("made_at").asString("")),
          node.path("sequence").asLong(0),
          node.has("generation")
              ? Optional.of(node.path("generation").asString(""))
              : Optional.empty(),
          node.path("with_index").asBoolean(false),
          files);
    } catch (JacksonException | java.time.DateTimeException e) {
      throw new BackupUnusableException("its manifest cannot be read: " + e.getMessage());
    }
  }
}
