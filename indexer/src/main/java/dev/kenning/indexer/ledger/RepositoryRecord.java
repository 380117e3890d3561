package dev.kenning.indexer.ledger;

import java.util.Optional;

/// A repository the ledger knows.
///
/// @param name its name
/// @param root where it is read from on disk, absolute; empty for a pushed repository
/// @param incarnation counts how often the name was deleted and made again, from 1
public record RepositoryRecord(String name, Optional<String> root, int incarnation) {}
