/// *Here are statements, which concepts do they speak of?*
///
/// Way in: {@link dev.cairn.ontology.concepts.ConceptViews}. Reads every graph of the store that
/// holds SKOS concepts and makes one immutable picture of them: labels, notes, links with their
/// inverses, groups, ways to slice. Reading the picture needs no store and no lock.
///
/// {@link dev.cairn.ontology.concepts.Paths} answers how two of them hang together.
///
/// Copes with what other people's vocabularies hold: circles in broader, links to nowhere, several
/// or no preferred labels. Judges nothing: that is {@link dev.cairn.ontology.shapes}.
@NullMarked
package dev.cairn.ontology.concepts;

import org.jspecify.annotations.NullMarked;
