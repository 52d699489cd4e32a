package dev.cairn.ontology;

import java.util.Set;
import java.util.TreeSet;

/// On whose behalf something is asked or changed. There is no way into a room without one.
///
/// @param id stable name, `anonymous` for a reader who has not signed in
/// @param roles what the caller may do
/// @param groups to which groups the caller belongs
public record Caller(String id, Set<Role> roles, Set<String> groups) {
  /// What a caller may do.
  public enum Role {
    /// Read what his access allows.
    READER,
    /// Bring in, change, decide.
    ADMIN
  }

  /// The principal that every caller has.
  public static final String EVERYONE = "everyone";

  private static final Caller ANONYMOUS = new Caller("anonymous", Set.of(Role.READER), Set.of());
  private static final Caller ADMIN =
      new Caller("admin", Set.of(Role.READER, Role.ADMIN), Set.of());

  public Caller {
    if (id.isBlank()) throw new IllegalArgumentException("a caller needs an id");
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
  }

  /// Somebody who has not signed in.
  public static Caller anonymous() {
    return ANONYMOUS;
  }

  /// Who signed in with the admin's token; also the server itself, when it tidies up.
  public static Caller admin() {
    return ADMIN;
  }

  public boolean isAdmin() {
    return roles.contains(Role.ADMIN);
  }

  /// The names under which access may have been granted to this caller, in stable order:
  /// `everyone`, `user:…`, `group:…`, `role:…`.
  public Set<String> principals() {
    var all = new TreeSet<String>();
    all.add(EVERYONE);
    all.add("user:" + id);
    groups.forEach(g -> all.add("group:" + g));
    roles.forEach(r -> all.add("role:" + r.name().toLowerCase(java.util.Locale.ROOT)));
    return all;
  }
}
