package dev.cairn.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which media types a client wants, as its header `Accept` says (RFC 9110, 12.5.1). What cannot be
/// read in it is left out; a client that says nothing takes anything.
record Wanted(List<Range> ranges) {
  private static final int LONGEST = 4_000;

  /// @param type `text/csv`, or with stars
  /// @param weight 0..1
  record Range(String type, double weight) {
    /// How closely it names the type: 3 by its name, 1 as anything, 0 not at all.
    int closeness(String named) {
      if (type.equals(named)) return 3;
      if (type.endsWith("/*") && named.startsWith(type.substring(0, type.length() - 1))) return 2;
      return type.equals("*/*") ? 1 : 0;
    }
  }

  static Wanted of(Optional<String> accept) {
    var ranges = new ArrayList<Range>();
    for (var part : accept.filter(text -> text.length() <= LONGEST).orElse("").split(",", -1)) {
      var pieces = part.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
      if (pieces[0].indexOf('/') > 0) ranges.add(new Range(pieces[0], weight(pieces)));
    }
    if (ranges.isEmpty()) ranges.add(new Range("*/*", 1));
    return new Wanted(List.copyOf(ranges));
  }

  private static double weight(String[] pieces) {
    for (var piece : pieces)
      if (piece.startsWith("q="))
        try {
          return Math.clamp(Double.parseDouble(piece.substring(2)), 0, 1);
        } catch (NumberFormatException _) {
          return 0;
        }
    return 1;
  }

  /// How much it is wanted, 0..1; the range that names it most closely decides.
  double weight(String type) {
    return deciding(type).map(Range::weight).orElse(0.0);
  }

  /// The one of these that is wanted most; among those wanted alike the one that is named most
  /// closely, then the first. Empty if none is.
  Optional<String> best(List<String> offered) {
    return offered.stream()
        .filter(type -> weight(type) > 0)
        .min(
            Comparator.comparingDouble((String type) -> -weight(type))
                .thenComparing(type -> -deciding(type).orElseThrow().closeness(type)));
  }

  private Optional<Range> deciding(String type) {
    return ranges.stream()
        .filter(range -> range.closeness(type) > 0)
        .min(Comparator.comparingInt(range -> -range.closeness(type)));
  }

  /// Whether a page is named, and nothing is wanted more.
  boolean page() {
    double page =
        ranges.stream()
            .filter(range -> range.type().equals("text/html"))
            .mapToDouble(Range::weight)
            .max()
            .orElse(0);
    return page > 0 && ranges.stream().allMatch(range -> range.weight() <= page);
  }
}
