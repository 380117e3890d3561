/// The backend that answers intents: over HTTP, on a page and on the command line.
///
/// The packages below answer one question each: `query` (what is asked?), `answer` (the path from
/// intent to answer, `IntentSearch`), `fusion` (which ranking wins?), `http` (how does it cross the
/// wire?), `web` (what does a person see?), `evaluation` (how good is it?), `comparison` (which
/// text and which model should stand for a method?), `cli` (what was typed? the composition root).
///
/// Only `cli` assembles; Javalin is seen only by `http`.
@NullMarked
package dev.kenning.search;

import org.jspecify.annotations.NullMarked;
