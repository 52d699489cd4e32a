/// *Does a person get through, in a real browser?*
///
/// The pages before a whole server, with a Chromium that is driven by keys and clicks. Skipped with
/// the reason where no browser is installed, except where the environment says `CI=true`.
@org.jspecify.annotations.NullMarked
package dev.cairn.server.browser;
