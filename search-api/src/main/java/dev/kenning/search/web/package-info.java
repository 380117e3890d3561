/// What does a person see? One page, made of a document, a style sheet and a few scripts without
/// any library, that asks the same routes as every other caller.
///
/// Read [dev.kenning.search.web.WebPage], then `page.js` among the resources beside it.
///
/// The page asks nothing of any other host. What comes out of an index is put into it as text,
/// never as markup.
@NullMarked
package dev.kenning.search.web;

import org.jspecify.annotations.NullMarked;
