package dev.cairn.ontology.concepts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Short, URL-safe ids for concepts. An id depends on the concept's IRI only, so that it stays the
/// same whatever else is loaded.
public final class ShortIds {
  private static final String OWN = "urn:cairn:concept:";
  private static final Pattern READABLE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /// Words that stand in addresses where an id could stand.
  private static final Set<String> TAKEN =
      Set.of(
          "all",
          "broken",
          "changed",
          "changes",
          "compare",
          "courses",
          "cube",
          "deprecated",
          "drawing",
          "edit",
          "export",
          "find",
          "graph",
          "history",
          "import",
          "index",
          "judgements",
          "letters",
          "list",
          "lists",
          "mappings",
          "new",
          "path",
          "preview",
          "proposals",
          "publish",
          "suggest",
          "table",
          "tree",
          "versions",
          "vocabularies");

  private static final int LONGEST_NAME = 40;

  private ShortIds() {}

  /// `urn:cairn:concept:customer-churn` → `customer-churn`; of any other IRI its last part, as far
  /// as readable, and eight hex digits that tell it from others.
  public static String of(String iri) {
    if (iri.startsWith(OWN)) {
      var id = iri.substring(OWN.length());
      if (READABLE.matcher(id).matches() && !TAKEN.contains(id)) return id;
    }
    var name = lastPart(iri).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    name = name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("^-+|-+$", "");
    return (name.isEmpty() ? "concept" : name) + "-" + sha256(iri).substring(0, 8);
  }

  /// Whether a page has this word for its address, so that no concept can.
  public static boolean isTaken(String id) {
    return TAKEN.contains(id);
  }

  private static String lastPart(String iri) {
    int end = iri.length();
    while (end > 0 && "/#:".indexOf(iri.charAt(end - 1)) >= 0) end--;
    int start = end;
    while (start > 0 && "/#:".indexOf(iri.charAt(start - 1)) < 0) start--;
    return iri.substring(start, end);
  }

  /// 64 hex digits.
  static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /// 64 hex digits for the words of all these, one after another, without joining them.
  static String sha256(Collection<?> things, Collection<?> more) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var all : List.of(things, more))
        for (var thing : all) {
          digest.update(thing.toString().getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
        }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
