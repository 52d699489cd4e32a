package dev.cairn.indexer.search;

import dev.cairn.indexer.SearchIndex.Ranked;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What stands first in one answer because an admin pinned it to the question. Where there is any,
/// all other contributions shrink, so that a lifted score is above every other one and at most 1.
///
/// @param ids those that were found, and are for the caller: of others nothing is noticed
record Pinning(Set<String> ids) {
  /// Other contributions sum up to -1..1, so a lifted score is 0.39..0.99, another at most 0.3.
  private static final double LIFT = 0.69;

  private static final double SHARE = 0.3;

  Pinning {
    ids = Set.copyOf(ids);
  }

  /// @param wanted ids to be lifted
  /// @param found what was found of them, and perhaps more
  static Pinning of(Set<String> wanted, Collection<Ranked> found) {
    return new Pinning(
        found.stream().map(Ranked::id).filter(wanted::contains).collect(Collectors.toSet()));
  }

  /// By this all other contributions are multiplied.
  double share() {
    return ids.isEmpty() ? 1 : SHARE;
  }

  /// What being pinned adds to the score of this item.
  double lift(String id) {
    return ids.contains(id) ? LIFT : 0;
  }

  /// The same order, with the lifted ones before all others.
  <T> List<T> first(List<T> order, Function<T, String> idOf) {
    if (ids.isEmpty()) return order;
    return Stream.concat(
            order.stream().filter(one -> ids.contains(idOf.apply(one))),
            order.stream().filter(one -> !ids.contains(idOf.apply(one))))
        .toList();
  }
}
