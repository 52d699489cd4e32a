/// *Here are concepts that somebody wants to know; what is learned first, and what is asked after?*
///
/// Way in: {@link dev.cairn.ontology.learning.LearningPath#plan} and {@link
/// dev.cairn.ontology.learning.Quiz#of}. Pure functions over one picture of the concepts: no I/O,
/// no clock; chance only from the seed that is given. The same picture gives the same answer.
///
/// Copes with circles in any relation. Knows nothing of documents, hours of people, HTTP or pages:
/// how long a concept takes is told by whoever has the texts.
@NullMarked
package dev.cairn.ontology.learning;

import org.jspecify.annotations.NullMarked;
