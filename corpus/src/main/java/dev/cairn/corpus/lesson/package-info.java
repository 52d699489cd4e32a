/// *Here is somebody's table of lessons; what do its rows say in our words?*
///
/// Way in: {@link dev.cairn.corpus.lesson.LessonImport} reads a file (CSV, JSON, JSON Lines) into
/// raw rows; a {@link dev.cairn.corpus.lesson.Mapping}, guessed or given, turns each row into a
/// {@link dev.cairn.corpus.lesson.LessonRow}: usable, or not and why. {@link
/// dev.cairn.corpus.lesson.LessonReading} makes a text of a lesson, and {@link
/// dev.cairn.corpus.lesson.MetadataList} reads the list that stands beside a folder of files.
///
/// Nothing is stored here, so a dry run is the same call. One bad row never costs the others. The
/// whole file is held in memory. Knows nothing of concepts: their ids are taken as they are given.
@NullMarked
package dev.cairn.corpus.lesson;

import org.jspecify.annotations.NullMarked;
