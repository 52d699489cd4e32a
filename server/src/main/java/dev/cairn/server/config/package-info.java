/// *How is this server set up?*
///
/// Way in: {@link dev.cairn.server.config.Settings}, one immutable record. Defaults work without
/// any file; an unknown key stops the start and names the nearest known one, because a silent typo
/// is the most expensive setting.
@NullMarked
package dev.cairn.server.config;

import org.jspecify.annotations.NullMarked;
