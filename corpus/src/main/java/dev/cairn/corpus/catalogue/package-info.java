/// *What do we know of every item, and how does that survive a power cut?*
///
/// Way in: {@link dev.cairn.corpus.catalogue.Catalogues}. Everything known is read once when the
/// catalogue opens and then kept as one immutable picture in memory; readers take the picture that
/// is current when they ask. A change is a function from one picture to the next. One thread takes
/// all functions that wait, applies them one after another, writes the difference to the graph in
/// one transaction, and only then shows the new picture and lets the callers go on.
///
/// An item is a named graph without blank nodes, so a difference between two items is a difference
/// between two sets of statements. Knows nothing of how items are read or found.
@NullMarked
package dev.cairn.corpus.catalogue;

import org.jspecify.annotations.NullMarked;
