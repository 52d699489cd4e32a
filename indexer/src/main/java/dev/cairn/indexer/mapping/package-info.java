/// *Which concepts of different vocabularies may mean the same, by their names and by what they
/// mean?*
///
/// Way in: {@link dev.cairn.indexer.mapping.Mappings}. The model reads name and description of each
/// concept (`ConceptTexts`; what it has read is kept in a file, `KnownTexts`), `NearConcepts` finds
/// those that lie nearest to one another, and {@link dev.cairn.ontology.matching.Matcher} weighs
/// this with names and neighbours. Without a model, names and neighbours alone decide.
@NullMarked
package dev.cairn.indexer.mapping;

import org.jspecify.annotations.NullMarked;
