/// How much of a method fits? An answer that goes into somebody's context may take so many tokens
/// and no more: methods are shortened by the structure of their statements, best lines first, and
/// every gap says how many lines it stands for.
///
/// Read [dev.kenning.search.excerpt.TokenEstimate], then [dev.kenning.search.excerpt.Excerpt].
///
/// Nothing is cut within a line of code. Pure functions of their arguments: no store, no clock, no
/// tokenizer of any one model.
@NullMarked
package dev.kenning.search.excerpt;

import org.jspecify.annotations.NullMarked;
