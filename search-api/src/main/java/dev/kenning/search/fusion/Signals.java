package dev.kenning.search.fusion;

import dev.kenning.indexer.store.LexicalMatch;
import dev.kenning.indexer.store.MethodTraits;

/// What is known of a candidate before ranking.
///
/// @param ref the snapshot's name for it
/// @param cosine its nearness in meaning, −1…1; unread where meaning does not rank
/// @param lexical how its words match; unread where words do not rank
/// @param traits what it is
public record Signals(int ref, double cosine, LexicalMatch lexical, MethodTraits traits) {}
