package dev.kenning.indexer.ledger;

import com.github.luben.zstd.Zstd;
import org.jspecify.annotations.Nullable;

/// The bytes of a file at one version, with their hash. Immutable; safe to share.
public final class Content {
  private static final int FRAME_LEVEL = 3;

  private final byte[] bytes;
  private final ContentHash hash;
  private volatile byte @Nullable [] frame; // made when it is first asked for

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

  /// The bytes compressed; not a copy. Made on the thread that asks first, and kept.
  byte[] frame() {
    byte[] made = frame;
    if (made == null) {
      made = Zstd.compress(bytes, FRAME_LEVEL);
      frame = made;
    }
    return made;
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
