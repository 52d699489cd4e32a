/// *What is known, and how does it hang together?*
///
/// The language of the lowest room: concepts, their labels and relations, the graph in which
/// everything known is kept, and the caller on whose behalf something is asked.
///
/// Way in: {@link dev.cairn.ontology.GraphStore} for statements, {@link
/// dev.cairn.ontology.ConceptView} for an immutable picture of the concepts. Knows nothing of
/// documents, queries or HTTP.
@NullMarked
package dev.cairn.ontology;

import org.jspecify.annotations.NullMarked;
