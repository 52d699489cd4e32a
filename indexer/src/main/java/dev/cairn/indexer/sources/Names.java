package dev.cairn.indexer.sources;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which names are followed, and how they are written in the path of a place.
final class Names {
  private static final Set<String> LEFT_OUT =
      Set.of("thumbs.db", "desktop.ini", "lost+found", "$recycle.bin", "system volume information");

  private static final List<String> TEMPORARY =
      List.of(".tmp", ".part", ".partial", ".crdownload", ".swp", ".lock", ".lck", "~");

  private Names() {}

  /// Hidden files, files that programs keep while they write or lock others, and what systems put
  /// into every folder.
  static boolean leftOut(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith(".")
        || lower.startsWith("~$")
        || LEFT_OUT.contains(lower)
        || TEMPORARY.stream().anyMatch(lower::endsWith);
  }

  /// The name of a file as text. Bytes that are no UTF-8 are written `%XX`, so that two such names
  /// remain two; so is what would mean something in a place.
  static String written(Path file) {
    var name = String.valueOf(file.getFileName());
    if (name.indexOf('\ufffd') >= 0 || name.indexOf('?') >= 0) name = fromBytes(file);
    if (name.isBlank())
      return escaped(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)), true);
    // `!/` stands between a container and what lies in it.
    return name.endsWith("!") ? name.substring(0, name.length() - 1) + "%21" : name;
  }

  /// The bytes of a name can be had from its URI only.
  private static String fromBytes(Path file) {
    var uri = file.toUri().getRawPath();
    if (uri.endsWith("/")) uri = uri.substring(0, uri.length() - 1);
    var raw = uri.substring(uri.lastIndexOf('/') + 1);
    var bytes = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++)
      if (raw.charAt(i) == '%' && i + 2 < raw.length()) {
        bytes.put((byte) Integer.parseInt(raw.substring(i + 1, i + 3), 16));
        i += 2;
      } else bytes.put((byte) raw.charAt(i));
    bytes.flip();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException _) {
      return escaped(bytes, false);
    }
  }

  private static String escaped(ByteBuffer bytes, boolean all) {
    var written = new StringBuilder();
    while (bytes.hasRemaining()) {
      int b = bytes.get() & 0xff;
      if (b < 0x80 && !all) written.append((char) b);
      else written.append(String.format(Locale.ROOT, "%%%02X", b));
    }
    return written.toString();
  }
}
