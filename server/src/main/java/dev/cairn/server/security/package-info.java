/// *Who may come in, and by which door?*
///
/// Tokens, sessions, and the checks that every request passes. Until there are accounts there are
/// two callers: the anonymous reader and the admin. Knows nothing of Javalin.
@NullMarked
package dev.cairn.server.security;

import org.jspecify.annotations.NullMarked;
