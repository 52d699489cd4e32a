/// *Here is a vocabulary, does it keep the rules?*
///
/// Way in: {@link dev.cairn.ontology.shapes.SchemeCheck}. What must hold at a concept or a
/// collection is said in SHACL (`shapes.ttl`); what spans the whole graph, such as circles, is
/// computed here. A fault is a value with a sentence, never an exception.
///
/// The rules are the ones we hold our own scheme to. Other people's vocabularies break some of them
/// and are read all the same. Checking our scheme takes about a second.
@NullMarked
package dev.cairn.ontology.shapes;

import org.jspecify.annotations.NullMarked;
