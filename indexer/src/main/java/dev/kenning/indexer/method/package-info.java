/// Which methods are in this file? JavaParser reads the text; what comes out are
/// [dev.kenning.indexer.method.MethodUnit]s: every method, constructor and initialiser with its
/// exact lines, its signature as written and the words of its body.
///
/// Read [dev.kenning.indexer.method.MethodUnit], then [dev.kenning.indexer.method.ParsedFile].
///
/// What is extracted depends on the file's repository, path and bytes and on the version of the
/// rules alone, never on other files. A broken method costs that method; a broken file is reported
/// with its reason. JavaParser is seen only here (and by `fact`).
@NullMarked
package dev.kenning.indexer.method;

import org.jspecify.annotations.NullMarked;
