package dev.cairn.corpus.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.tika.exception.TikaException;
import org.apache.tika.utils.XMLReaderUtils;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// Opens documents that Tika knows to be locked and cannot unlock: OpenDocument (1.0 to 1.3) and
/// iWork '09. What comes out is the same document without a lock.
final class Unlocking {
  /// No document unpacks to more, in bytes.
  private static final long MOST = 512L << 20;

  /// Nobody waits for more rounds of hashing than a few seconds take.
  private static final int MOST_ROUNDS = 2_000_000;

  private static final int IV = 16;
  private static final String MANIFEST = "META-INF/manifest.xml";

  /// What iWork '09 always uses as salt, and how it marks and packs what it locked.
  private static final byte[] IWORK_SALT = "someSalt".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] IWORK_MARK = "iwpv".getBytes(StandardCharsets.US_ASCII);
  private static final int IWORK_STORED = 0x636B;
  private static final int IWORK_DEFLATED = 0x636C;
  private static final int IWORK_HEADER = 96;

  private Unlocking() {}

  static boolean isMeant(String mediaType) {
    return mediaType.startsWith("application/vnd.oasis.opendocument.")
        || mediaType.startsWith("application/vnd.apple.");
  }

  /// Writes the unlocked document.
  ///
  /// @return false if it is not locked in a known way, or the password does not open it
  static boolean unlock(Path locked, String password, Path unlocked)
      throws IOException, TikaException {
    try (var zip = ZipFile.builder().setPath(locked).get();
        var out = new ZipOutputStream(Files.newOutputStream(unlocked))) {
      var manifest = zip.getEntry(MANIFEST);
      return manifest != null
          ? unlockOpenDocument(zip, manifest, password, out)
          : unlockIWork(zip, Files.readAllBytes(locked), password, out);
    } catch (GeneralSecurityException | IllegalArgumentException | SAXException _) {
      return false;
    }
  }

  private static boolean unlockOpenDocument(
      ZipFile zip, ZipArchiveEntry manifest, String password, ZipOutputStream out)
      throws IOException, TikaException, SAXException, GeneralSecurityException {
    var locks = locks(zip, manifest);
    if (locks.isEmpty()) return false;
    for (var entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
      var name = entry.getName();
      if (entry.isDirectory() || name.equals(MANIFEST)) continue;
      byte[] content;
      try (var in = zip.getInputStream(entry)) {
        content = in.readAllBytes();
      }
      var lock = locks.get(name);
      if (lock != null) {
        var plain = lock.decrypt(content, password);
        if (!lock.fits(plain)) return false;
        write(out, name, inflated(plain, 0));
      } else {
        write(out, name, new ByteArrayInputStream(content));
      }
    }
    return true;
  }

  /// How an entry is locked.
  private record Lock(
      String algorithm,
      byte[] iv,
      int keySize,
      int rounds,
      byte[] salt,
      String start,
      String check,
      byte[] checksum) {

    byte[] decrypt(byte[] content, String password) throws GeneralSecurityException {
      var secret =
          MessageDigest.getInstance(start.endsWith("256") ? "SHA-256" : "SHA-1")
              .digest(password.getBytes(StandardCharsets.UTF_8));
      boolean aes = algorithm.toLowerCase(Locale.ROOT).contains("aes");
      var cipher = Cipher.getInstance(aes ? "AES/CBC/NoPadding" : "Blowfish/CFB/NoPadding");
      var key = new SecretKeySpec(key(secret, salt, rounds, keySize), aes ? "AES" : "Blowfish");
      cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv));
      return cipher.doFinal(content);
    }

    /// Whether the checksum is that of the first bytes, with or without what fills the last block.
    boolean fits(byte[] plain) throws GeneralSecurityException {
      if (checksum.length == 0) return true;
      var digest = MessageDigest.getInstance(check.contains("256") ? "SHA-256" : "SHA-1");
      boolean first = check.toLowerCase(Locale.ROOT).endsWith("1k");
      int fill = plain.length == 0 ? 0 : plain[plain.length - 1] & 0xff;
      for (int length : new int[] {plain.length, Math.max(0, plain.length - fill)}) {
        int used = first ? Math.min(1_024, length) : length;
        if (Arrays.equals(checksum, digest.digest(Arrays.copyOf(plain, used)))) return true;
      }
      return false;
    }
  }

  private static Map<String, Lock> locks(ZipFile zip, ZipArchiveEntry manifest)
      throws IOException, TikaException, SAXException {
    var locks = new HashMap<String, Lock>();
    try (var in = zip.getInputStream(manifest)) {
      var entries = XMLReaderUtils.buildDOM(in).getElementsByTagName("manifest:file-entry");
      for (int i = 0; i < entries.getLength(); i++) {
        if (!(entries.item(i) instanceof Element entry)) continue;
        var data = entry.getElementsByTagName("manifest:encryption-data");
        if (data.getLength() > 0 && data.item(0) instanceof Element encryption)
          locks.put(entry.getAttribute("manifest:full-path"), lock(encryption));
      }
    }
    return locks;
  }

  private static Lock lock(Element data) {
    int rounds = number(value(data, "key-derivation", "iteration-count"), 1_024);
    if (rounds > MOST_ROUNDS) throw new IllegalArgumentException(rounds + " rounds");
    return new Lock(
        value(data, "algorithm", "algorithm-name"),
        bytes(value(data, "algorithm", "initialisation-vector")),
        number(value(data, "key-derivation", "key-size"), 16),
        rounds,
        bytes(value(data, "key-derivation", "salt")),
        value(data, "start-key-generation", "start-key-generation-name"),
        data.getAttribute("manifest:checksum-type"),
        bytes(data.getAttribute("manifest:checksum")));
  }

  private static String value(Element data, String element, String attribute) {
    var found = data.getElementsByTagName("manifest:" + element);
    return found.item(0) instanceof Element one ? one.getAttribute("manifest:" + attribute) : "";
  }

  private static int number(String text, int otherwise) {
    return text.isEmpty() ? otherwise : Integer.parseInt(text);
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static boolean unlockIWork(ZipFile zip, byte[] file, String password, ZipOutputStream out)
      throws IOException, GeneralSecurityException {
    int at = find(file, IWORK_MARK);
    if (at < 0 || at + 12 + IWORK_HEADER > file.length) return false;
    var header = ByteBuffer.wrap(file, at + 4, 8).order(ByteOrder.LITTLE_ENDIAN);
    header.getInt();
    int rounds = header.getInt();
    if (rounds < 1 || rounds > MOST_ROUNDS) return false;
    var secret = password.getBytes(StandardCharsets.UTF_8);
    var key = new SecretKeySpec(key(secret, IWORK_SALT, rounds, 16), "AES");
    var check = decrypt(key, file, at + 12, 64);
    var sum = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(check, 32));
    if (!Arrays.equals(sum, Arrays.copyOfRange(check, 32, 64))) return false;
    for (var entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
      if (entry.isDirectory()) continue;
      int method = entry.getMethod();
      if (method != IWORK_STORED && method != IWORK_DEFLATED) continue;
      byte[] content;
      try (var in = zip.getRawInputStream(entry)) {
        content = in.readAllBytes();
      }
      if (content.length < 3 * IV || content.length % IV != 0) return false;
      // After the vector stands a block of noise; the last byte says how many fill the last one.
      var plain = decrypt(key, content, 0, content.length - IV);
      int end = plain.length - (plain[plain.length - 1] & 0xff);
      if (end < IV) return false;
      write(
          out,
          entry.getName(),
          method == IWORK_DEFLATED
              ? inflated(plain, IV)
              : new ByteArrayInputStream(plain, IV, end - IV));
    }
    return true;
  }

  private static byte[] decrypt(SecretKeySpec key, byte[] from, int iv, int length)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(from, iv, IV));
    return cipher.doFinal(from, iv + IV, length);
  }

  private static int find(byte[] in, byte[] what) {
    for (int i = 0; i + what.length <= in.length; i++)
      if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) return i;
    return -1;
  }

  /// PBKDF2 with HMAC-SHA-1 (RFC 8018), over bytes, which the platform's own takes as characters.
  private static byte[] key(byte[] secret, byte[] salt, int rounds, int length)
      throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA1");
    // An empty key is not allowed here, and the same as one of a zero.
    mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, "HmacSHA1"));
    var key = new byte[length];
    for (int block = 1, done = 0; done < length; block++) {
      mac.update(salt);
      var round = mac.doFinal(ByteBuffer.allocate(4).putInt(block).array());
      var sum = round.clone();
      for (int i = 1; i < rounds; i++) {
        round = mac.doFinal(round);
        for (int k = 0; k < sum.length; k++) sum[k] ^= round[k];
      }
      int used = Math.min(sum.length, length - done);
      System.arraycopy(sum, 0, key, done, used);
      done += used;
    }
    return key;
  }

  private static InputStream inflated(byte[] deflated, int from) {
    return new InflaterInputStream(
        new ByteArrayInputStream(deflated, from, deflated.length - from), new Inflater(true));
  }

  private static void write(ZipOutputStream out, String name, InputStream content)
      throws IOException {
    // What names the format is not to be packed.
    if (name.equals("mimetype")) {
      var bytes = content.readAllBytes();
      var entry = new ZipEntry(name);
      var sum = new CRC32();
      sum.update(bytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(sum.getValue());
      out.putNextEntry(entry);
      out.write(bytes);
      return;
    }
    out.putNextEntry(new ZipEntry(name));
    copy(content, out);
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    var chunk = new byte[64 * 1024];
    long length = 0;
    for (int n; (n = in.read(chunk)) >= 0; ) {
      length += n;
      if (length > MOST) throw new IOException("too large");
      out.write(chunk, 0, n);
    }
  }
}
