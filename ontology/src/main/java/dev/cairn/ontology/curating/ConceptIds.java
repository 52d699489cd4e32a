package dev.cairn.ontology.curating;

import dev.cairn.ontology.concepts.ShortIds;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// Ids of concepts that people create: `customer-churn` for *Customer churn*.
final class ConceptIds {
  static final int LONGEST = 60;

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private ConceptIds() {}

  static boolean isId(String id) {
    return id.length() <= LONGEST && ID.matcher(id).matches() && !ShortIds.isTaken(id);
  }

  /// Made from a name; one that has no Latin letters and no digits gets one that says nothing.
  static String of(String name) {
    var plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .replace("ß", "ss")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[’']", "")
            .replaceAll("[^a-z0-9]+", "-");
    var id = plain.substring(0, Math.min(plain.length(), LONGEST - 6)).replaceAll("^-+|-+$", "");
    if (id.isEmpty()) return "concept-" + hash(name);
    return ShortIds.isTaken(id) ? id + "-concept" : id;
  }

  /// The IRI of a source that people name by its title.
  static String source(String title) {
    return "urn:cairn:source:" + of(title) + "-" + hash(title);
  }

  private static String hash(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
