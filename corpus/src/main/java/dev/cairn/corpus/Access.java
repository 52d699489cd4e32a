package dev.cairn.corpus;

import dev.cairn.ontology.Caller;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Who may see an item: a list of principals, as {@link Caller#principals()} names them. Never
/// empty; whoever holds the role `admin` sees everything.
public record Access(SortedSet<String> readers) {
  private static final String ADMIN = "role:admin";
  private static final Access EVERYONE = of(java.util.List.of(Caller.EVERYONE));

  public Access {
    var all = new TreeSet<String>(readers);
    all.add(ADMIN);
    for (var reader : all)
      if (!reader.equals(Caller.EVERYONE) && !reader.matches("(user|group|role):.+"))
        throw new IllegalArgumentException(
            "access is given to 'everyone', 'user:…', 'group:…' or 'role:…', not to '"
                + reader
                + "'");
    readers = Collections.unmodifiableSortedSet(all);
  }

  public static Access of(Iterable<String> readers) {
    var all = new TreeSet<String>();
    readers.forEach(all::add);
    return new Access(all);
  }

  /// The default.
  public static Access everyone() {
    return EVERYONE;
  }

  public boolean admits(Caller caller) {
    return caller.principals().stream().anyMatch(readers::contains);
  }
}
