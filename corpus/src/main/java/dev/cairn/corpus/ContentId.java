package dev.cairn.corpus;

/// Name of some bytes: their SHA-256, 64 lower-case hex digits. Equal bytes have equal names.
public record ContentId(String hex) implements Comparable<ContentId> {
  public ContentId {
    if (!hex.matches("[0-9a-f]{64}"))
      throw new IllegalArgumentException("not a SHA-256 in hex: '" + hex + "'");
  }

  @Override
  public int compareTo(ContentId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
