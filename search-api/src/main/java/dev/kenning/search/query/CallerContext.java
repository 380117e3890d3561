package dev.kenning.search.query;

import dev.kenning.indexer.FileKey;
import java.util.OptionalInt;

/// Where the caller works while it asks. It need not be indexed.
///
/// @param file the file it has open
/// @param line the line it is at, from 1
public record CallerContext(FileKey file, OptionalInt line) {}
