package dev.kenning.search.http;

import dev.kenning.search.web.WebPage;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// The page and its parts. Nothing on it may come from elsewhere or be put into it by an answer,
/// which the content policy holds the browser to.
final class PageRoutes {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  void addTo(RoutesConfig routes) {
    for (WebPage.Part part : WebPage.parts()) {
      routes.get(part.path(), ctx -> serve(ctx, part));
    }
  }

  private static void serve(Context ctx, WebPage.Part part) {
    ctx.header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-cache")
        .header("ETag", part.etag())
        .contentType(part.mediaType());
    if (part.etag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
    } else {
      ctx.result(part.bytes());
    }
  }
}
