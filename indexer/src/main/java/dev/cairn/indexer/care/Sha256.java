package dev.cairn.indexer.care;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash by which originals are named.
final class Sha256 {
  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /// In lower-case hex.
  static String of(InputStream in) throws IOException {
    var digest = digest();
    var chunk = new byte[1 << 16];
    for (int n; (n = in.read(chunk)) >= 0; ) digest.update(chunk, 0, n);
    return HexFormat.of().formatHex(digest.digest());
  }
}
