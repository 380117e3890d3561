package dev.kenning.indexer.store;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;

/// What a store gives back of a method for linking it with others.
///
/// @param id the method's id
/// @param file where it stands
/// @param startLine first line of its declaration
/// @param calls the text of its [dev.kenning.indexer.link.MethodCalls]
/// @param outline the text of its file's [dev.kenning.indexer.link.FileOutline]; empty unless it is
///   the one that bears it
public record LinkedMethod(
    MethodId id, FileKey file, int startLine, String calls, String outline) {}
