package dev.cairn.indexer.sources;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Which addresses may be connected to. What a name resolves to is judged at the moment of
/// connecting, so that it cannot be another one than was judged.
interface AddressRule {
  /// Addresses of the public internet; nothing of this machine or of networks behind it.
  AddressRule ONLY_PUBLIC = AddressRule::isPublic;

  boolean allows(InetAddress address);

  /// By the registries of special-purpose addresses (RFC 6890 and what updates it).
  private static boolean isPublic(InetAddress address) {
    return address instanceof Inet6Address
        ? isPublicSix(address.getAddress())
        : isPublic(address.getAddress());
  }

  private static boolean isPublicSix(byte[] b) {
    // Only 2000::/3 is given out; this leaves out ::, ::1, fc00::/7, fe80::/10, ff00::/8, and what
    // stands for IPv4 addresses (::ffff:0:0/96, ::/96, 64:ff9b::/96, 64:ff9b:1::/48).
    if ((b[0] & 0xe0) != 0x20) return false;
    if (b[0] == 0x20 && b[1] == 0x01) {
      // 2001::/23 is for protocols (Teredo, benchmarks, ORCHID), 2001:db8::/32 for documentation.
      if ((b[2] & 0xfe) == 0) return false;
      if (b[2] == 0x0d && (b[3] & 0xff) == 0xb8) return false;
    }
    // 6to4 bears an IPv4 address.
    if (b[0] == 0x20 && b[1] == 0x02) return isPublic(Arrays.copyOfRange(b, 2, 6));
    // 3fff::/20 is for documentation.
    return !(b[0] == 0x3f && (b[1] & 0xff) == 0xff && (b[2] & 0xf0) == 0);
  }

  private static boolean isPublic(byte[] four) {
    int a = four[0] & 0xff;
    int b = four[1] & 0xff;
    int c = four[2] & 0xff;
    return switch (a) {
      // This network, private, loopback.
      case 0, 10, 127 -> false;
      // Shared by carriers.
      case 100 -> b < 64 || b > 127;
      // Link-local, and where clouds tell secrets.
      case 169 -> b != 254;
      case 172 -> b < 16 || b > 31;
      // Private; for protocols and documentation; relays of 6to4.
      case 192 -> b != 168 && !(b == 0 && (c == 0 || c == 2)) && !(b == 88 && c == 99);
      // For benchmarks and documentation.
      case 198 -> b != 18 && b != 19 && !(b == 51 && c == 100);
      case 203 -> !(b == 0 && c == 113);
      // Multicast, reserved, broadcast.
      default -> a < 224;
    };
  }

  /// The addresses of a name, if all of them may be connected to.
  ///
  /// @throws UnknownHostException if one may not be connected to
  default InetAddress[] judged(String host, InetAddress[] addresses) throws UnknownHostException {
    for (var address : addresses)
      if (!allows(address))
        throw new UnknownHostException(host + " leads to an address that is not public");
    return addresses;
  }
}
