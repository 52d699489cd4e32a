/// *Here is an answer; how does a person read it?*
///
/// Way in: {@link dev.cairn.server.pages.Pages}, which turns a view of an answer into the text of a
/// page. A view (`SearchPage`, `ItemPage`, …) is made by a pure function from the records of the
/// rooms and a {@link dev.cairn.server.pages.Viewer}; a template only lays it out. Every state of a
/// page is in its address, see {@link dev.cairn.server.pages.Address}.
///
/// Everything that people wrote reaches a template as text and is escaped there; nothing here makes
/// markup. Knows nothing of requests.
@NullMarked
package dev.cairn.server.pages;

import org.jspecify.annotations.NullMarked;
