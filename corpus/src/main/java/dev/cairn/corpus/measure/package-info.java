/// *What did people ask for, and did it serve them?*
///
/// Way in: {@link dev.cairn.corpus.measure.EventLog}. One line an event, in files that are only
/// appended to and rolled by size; titles of items are in none of them. What was asked by several
/// people with success is kept at hand ({@link dev.cairn.corpus.measure.AskedQuestions}).
///
/// Limits: notes and counts; decides neither what is shown nor what is good. Knows nothing of
/// rankings, HTTP or pages.
@NullMarked
package dev.cairn.corpus.measure;

import org.jspecify.annotations.NullMarked;
