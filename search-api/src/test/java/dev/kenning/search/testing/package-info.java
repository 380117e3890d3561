/// What do several tests start from? Real methods, those of this program.
///
/// Read [dev.kenning.search.testing.OwnMethods], then [dev.kenning.search.testing.ModelTokens].
///
/// Nothing here is a claim about answers.
@NullMarked
package dev.kenning.search.testing;

import org.jspecify.annotations.NullMarked;
