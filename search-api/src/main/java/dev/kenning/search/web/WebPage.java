package dev.kenning.search.web;

import dev.kenning.indexer.ledger.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The parts of the page, read once from the class path. Immutable; any thread.
public final class WebPage {
  private static final List<Part> PARTS =
      List.of(
          part("/", "index.html", "text/html;charset=utf-8"),
          part("/web/page.css", "page.css", "text/css;charset=utf-8"),
          part("/web/page.js", "page.js", "text/javascript;charset=utf-8"),
          part("/web/server.js", "server.js", "text/javascript;charset=utf-8"),
          part("/web/calls.js", "calls.js", "text/javascript;charset=utf-8"),
          part("/web/highlight.js", "highlight.js", "text/javascript;charset=utf-8"),
          part("/web/mark.svg", "mark.svg", "image/svg+xml"));

  private WebPage() {}

  public static List<Part> parts() {
    return PARTS;
  }

  private static Part part(String path, String resource, String mediaType) {
    try (InputStream stream = WebPage.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("The page's part is not on the class path: " + resource);
      }
      return new Part(path, mediaType, stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The page's part cannot be read: " + resource, e);
    }
  }

  /// One file of the page.
  public static final class Part {
    private static final int ETAG_DIGITS = 16;

    private final String path;
    private final String mediaType;
    private final byte[] bytes;
    private final String etag;

    private Part(String path, String mediaType, byte[] bytes) {
      this.path = path;
      this.mediaType = mediaType;
      this.bytes = bytes;
      this.etag = '"' + ContentHash.of(bytes).hex().substring(0, ETAG_DIGITS) + '"';
    }

    /// Where it is served: `/web/page.css`.
    public String path() {
      return path;
    }

    public String mediaType() {
      return mediaType;
    }

    /// A copy.
    public byte[] bytes() {
      return bytes.clone();
    }

    /// Changes when the bytes do; quoted, as HTTP wants it.
    public String etag() {
      return etag;
    }
  }
}
