/// *Here is a question in SPARQL, and who asks it; what is the answer among what he may see?*
///
/// Way in: `Sparql.ask`, which answers with an `Outcome`: rows, statements, or one sentence why
/// not. `Watched` is the dataset of one question: it hands out statements one by one, and none that
/// the caller may not see, so that no part of the language can. `Budget` is its patience: time,
/// rows held in memory, text made. `Manners` turns away what reaches outside before anything runs.
///
/// Which graphs of items are visible is for the corpus to say (`ItemStatements`), and what texts
/// hold is for the indexer (`PassageSearch`); both are handed in. Knows no HTTP.
@NullMarked
package dev.cairn.ontology.sparql;

import org.jspecify.annotations.NullMarked;
