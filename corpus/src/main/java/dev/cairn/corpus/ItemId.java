package dev.cairn.corpus;

import java.security.SecureRandom;
import java.util.Base64;

/// Name of a document or lesson: random, given once, never changed through its versions. 22
/// characters of the URL-safe Base64 alphabet (128 bits).
public record ItemId(String value) implements Comparable<ItemId> {
  private static final SecureRandom RANDOM = new SecureRandom();

  public ItemId {
    if (!value.matches("[A-Za-z0-9_-]{22}"))
      throw new IllegalArgumentException("not an item id: '" + value + "'");
  }

  public static ItemId random() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new ItemId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// `urn:cairn:item:…`
  public String iri() {
    return "urn:cairn:item:" + value;
  }

  @Override
  public int compareTo(ItemId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
