package dev.cairn.indexer.sources;

import dev.cairn.corpus.ContentId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which files were renamed or moved between two looks. A file has moved if what it holds is met at
/// another path, and its old path is gone or was taken by another one that has moved (so that names
/// may be swapped). Where something new stands at the old path, that one is a next version, and the
/// other a copy of the former one; where a file was moved onto another, the other one has a next
/// version.
final class Matching {
  private static final Comparator<Old> IN_ORDER =
      Comparator.comparing((Old old) -> !old.missing()).thenComparing(Old::path);

  private final Map<String, Old> from = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  private Matching() {}

  /// What was at a path and is there no more: the path is gone, or holds something else.
  ///
  /// @param missing whether there is nothing at the path now
  record Old(String path, ContentId content, Optional<Stamp> stamp, boolean missing) {
    private boolean sameFile(Stamp now) {
      return stamp.map(s -> s.sameFile(now)).orElse(false);
    }
  }

  /// What is at a path and was not there before.
  ///
  /// @param content empty: it is not known yet
  /// @param known whether something else was at the path before
  record Now(String path, Optional<ContentId> content, Stamp stamp, boolean known) {}

  /// @param changed whether it holds something else since
  record Move(String from, String to, boolean changed) {}

  static List<Move> moves(List<Old> olds, List<Now> nows) {
    var matching = new Matching();
    var byContent = new HashMap<ContentId, List<Old>>();
    for (var old : olds.stream().sorted(IN_ORDER).toList())
      byContent.computeIfAbsent(old.content(), _ -> new ArrayList<>()).add(old);
    // What is at a new path first: to be moved there is likelier than onto another file.
    var inOrder =
        nows.stream().sorted(Comparator.comparing(Now::known).thenComparing(Now::path)).toList();
    matching.assign(inOrder, byContent, (now, old) -> old.sameFile(now.stamp()));
    matching.assign(
        inOrder, byContent, (now, old) -> fileName(now.path()).equals(fileName(old.path())));
    matching.assign(inOrder, byContent, (_, _) -> true);
    var moves = matching.chains(inOrder);
    moves.addAll(matching.changedOnTheWay(olds, inOrder));
    return moves;
  }

  private interface Fits {
    boolean test(Now now, Old old);
  }

  private void assign(List<Now> nows, Map<ContentId, List<Old>> byContent, Fits fits) {
    for (var now : nows) {
      if (from.containsKey(now.path()) || now.content().isEmpty()) continue;
      for (var old : byContent.getOrDefault(now.content().get(), List.of())) {
        if (old.path().equals(now.path()) || used.contains(old.path()) || !fits.test(now, old))
          continue;
        from.put(now.path(), old);
        used.add(old.path());
        break;
      }
    }
  }

  private List<Move> chains(List<Now> nows) {
    var moves = new ArrayList<Move>();
    var done = new HashSet<String>();
    for (var now : nows) {
      // A chain ends at a new path; a ring is met at any of its paths.
      if (done.contains(now.path())) continue;
      var chain = new ArrayList<Move>();
      var at = now.path();
      boolean whole = false;
      while (true) {
        var old = from.get(at);
        if (old == null || !done.add(at)) break;
        chain.add(new Move(old.path(), at, false));
        if (old.missing() && !now.known() || old.path().equals(now.path())) {
          whole = true;
          break;
        }
        at = old.path();
      }
      if (whole) moves.addAll(chain);
      else chain.forEach(move -> used.remove(move.from()));
    }
    return moves;
  }

  /// Renamed and changed together: the same file under a new name.
  private List<Move> changedOnTheWay(List<Old> olds, List<Now> nows) {
    var missing = new HashMap<Long, Old>();
    for (var old : olds)
      if (old.missing() && !used.contains(old.path()))
        old.stamp().ifPresent(stamp -> missing.put(stamp.inode(), old));
    var moved = new ArrayList<Move>();
    for (var now : nows) {
      var old = missing.get(now.stamp().inode());
      if (old == null || now.known() || from.containsKey(now.path())) continue;
      if (old.sameFile(now.stamp()) && used.add(old.path()))
        moved.add(new Move(old.path(), now.path(), true));
    }
    return moved;
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
