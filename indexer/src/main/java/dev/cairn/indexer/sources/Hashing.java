package dev.cairn.indexer.sources;

import dev.cairn.corpus.ContentId;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names of bytes.
final class Hashing {
  private Hashing() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  static ContentId content(MessageDigest digest) {
    return new ContentId(HexFormat.of().formatHex(digest.digest()));
  }

  static ContentId content(InputStream bytes) throws IOException {
    var digest = sha256();
    var buffer = new byte[64 << 10];
    for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer))
      digest.update(buffer, 0, count);
    return content(digest);
  }
}
