package dev.kenning.indexer.ledger;

/// The bytes of a file at one version, with their hash. Immutable; safe to share.
public final class Content {
  private final byte[] bytes;
  private final ContentHash hash;

  private Content(byte[] bytes) {
    this.bytes = bytes;
    this.hash = ContentHash.of(bytes);
  }

  /// Copies `bytes`.
  public static Content of(byte[] bytes) {
    return new Content(bytes.clone());
  }

  /// A copy of the bytes.
  public byte[] toBytes() {
    return bytes.clone();
  }

  public int sizeBytes() {
    return bytes.length;
  }

  public ContentHash hash() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content that && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "Content[" + bytes.length + " bytes, " + hash + "]";
  }
}
