/// What does a piece of pasted Java say? It is in no file, may be half a method or a class and a
/// half, and need not compile: what can be parsed is parsed, else its words stand for it.
///
/// Read [dev.kenning.search.snippet.SnippetReader].
///
/// Never fails for what a text holds, but for one without any word. Any number of threads.
@NullMarked
package dev.kenning.search.snippet;

import org.jspecify.annotations.NullMarked;
