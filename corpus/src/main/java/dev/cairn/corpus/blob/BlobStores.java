package dev.cairn.corpus.blob;

import dev.cairn.corpus.BlobStore;
import java.nio.file.Path;

/// The places where originals may live. The only public type of this package.
public final class BlobStores {
  private BlobStores() {}

  /// Originals as files under `root`, two directory levels deep. Touches the disk only when first
  /// used; then it sweeps away what a crash left half-written. One process at a time.
  public static BlobStore inDirectory(Path root) {
    return new DirectoryBlobStore(root);
  }
}
