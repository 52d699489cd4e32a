/// *How is the vocabulary changed, by whom, and what was it before?*
///
/// Way in: {@link dev.cairn.ontology.curating.Curator}. A change is a list of {@link
/// dev.cairn.ontology.curating.Edit}s. Way through: `Editing` turns them into statements that come
/// and go, on a `Draft` that lies over the vocabulary; {@link dev.cairn.ontology.shapes} says which
/// rules they would break that were kept before; `History` writes down who did it, when and what,
/// in the same transaction as the change itself.
///
/// What is wrong with an edit is a value that names its field. Nothing that comes with the program
/// or from another vocabulary is overwritten: what curators add and take away is kept in two graphs
/// of its own, beside theirs.
@NullMarked
package dev.cairn.ontology.curating;

import org.jspecify.annotations.NullMarked;
