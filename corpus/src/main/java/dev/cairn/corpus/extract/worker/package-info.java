/// *Here is a file that may do anything; who reads it without getting hurt?*
///
/// Way in: {@link dev.cairn.corpus.extract.worker.Workers}. Files are read by child processes that
/// are used for many files and replaced when they hang, die or grow; a file costs its own outcome
/// and never the others'. Way through: `WorkerExtractor` keeps the children, `Child` is one of them
/// seen from here, `Worker` is the other side, `Frames` is what is spoken between them, `Launch`
/// and `Seclusion` are what a child cannot do: no network, no other program. What is read in a
/// child is read by {@link dev.cairn.corpus.extract.Extractors#inProcess}. Knows nothing of
/// formats.
@NullMarked
package dev.cairn.corpus.extract.worker;

import org.jspecify.annotations.NullMarked;
