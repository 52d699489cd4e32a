/// *Here is somebody's file; which vocabulary is in it, and what is wrong with it?*
///
/// Way in: {@link dev.cairn.ontology.skos.SkosFiles}, which reads SKOS in Turtle, N-Triples,
/// RDF/XML and JSON-LD, and {@link dev.cairn.ontology.skos.Defects}, which looks for what qSKOS
/// looks for. {@link dev.cairn.ontology.skos.RdfWriter} writes statements in the same four ways.
///
/// A file is a stranger's: it is bounded in bytes, statements, concepts, depth and length of its
/// texts, and nothing that it names is fetched. What can be loaded is loaded and reported; what
/// cannot is refused with a sentence and the place. Keeps nothing and knows no store.
@NullMarked
package dev.cairn.ontology.skos;

import org.jspecify.annotations.NullMarked;
