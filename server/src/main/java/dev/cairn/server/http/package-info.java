/// *What does the request say, and how is the answer written?*
///
/// The only package that knows Javalin. Way in: {@link dev.cairn.server.http.Door}. A handler is a
/// few lines: read the request, ask a room, write the answer; what goes wrong is turned into an
/// answer in one place, `Problems`. The table of routes is both the router and `/openapi.json`.
@NullMarked
package dev.cairn.server.http;

import org.jspecify.annotations.NullMarked;
