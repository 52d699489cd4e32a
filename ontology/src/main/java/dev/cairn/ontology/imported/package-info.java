/// *Which vocabularies of others are here, and what would a newer edition change?*
///
/// Way in: {@link dev.cairn.ontology.imported.Shelf}. Each imported vocabulary is one graph, as its
/// file says it; a record of it, its defects included, lies in a graph of records. A file is looked
/// at before anything is stored, and what it would change is shown. {@link
/// dev.cairn.ontology.imported.Export} writes vocabularies and single things for others.
///
/// A new vocabulary is not used for tagging until somebody switches it on. Hands out no type of
/// Jena.
@NullMarked
package dev.cairn.ontology.imported;

import org.jspecify.annotations.NullMarked;
