package dev.kenning.indexer.store.lucene;

import dev.kenning.embeddings.ModelId;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What every commit says of itself, kept in Lucene's commit user data.
///
/// Version 1: `kenning.commit`, `sequence`, `model.name`, `model.precision`, `model.weights`,
/// `dimensions`, `rules.method`, `rules.passage`, `schema`.
///
/// @param sequence the ledger up to here is reflected
/// @param fingerprint the rules the index is made by
record CommitRecord(SequenceNumber sequence, IndexFingerprint fingerprint) {
  private static final String VERSION_KEY = "kenning.commit";
  private static final String VERSION = "1";

  Map<String, String> toUserData() {
    return Map.of(
        VERSION_KEY,
        VERSION,
        "sequence",
        Long.toString(sequence.value()),
        "model.name",
        fingerprint.model().name(),
        "model.precision",
        fingerprint.model().precision(),
        "model.weights",
        fingerprint.model().weights(),
        "dimensions",
        Integer.toString(fingerprint.dimensionCount()),
        "rules.method",
        Integer.toString(fingerprint.methodRules()),
        "rules.passage",
        Integer.toString(fingerprint.passageRules()),
        "schema",
        Integer.toString(fingerprint.schema()));
  }

  /// @throws IllegalArgumentException saying what is wrong if the commit was not made by this store
  static CommitRecord of(Map<String, String> userData) {
    String version = text(userData, VERSION_KEY);
    if (!version.equals(VERSION)) {
      throw new IllegalArgumentException(
          "commit record of version " + version + ", expected " + VERSION);
    }
    ModelId model =
        new ModelId(
            text(userData, "model.name"),
            text(userData, "model.precision"),
            userData.getOrDefault("model.weights", "")); // older releases did not note them
    return new CommitRecord(
        new SequenceNumber(Long.parseLong(text(userData, "sequence"))),
        new IndexFingerprint(
            model,
            number(userData, "dimensions"),
            number(userData, "rules.method"),
            number(userData, "rules.passage"),
            number(userData, "schema")));
  }

  private static int number(Map<String, String> userData, String key) {
    return Integer.parseInt(text(userData, key));
  }

  private static String text(Map<String, String> userData, String key) {
    @Nullable String value = userData.get(key);
    if (value == null) {
      throw new IllegalArgumentException("commit record without " + key);
    }
    return value;
  }
}
