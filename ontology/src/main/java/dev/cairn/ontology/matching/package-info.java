/// *Which concepts of different vocabularies may mean the same, and why?*
///
/// Way in: {@link dev.cairn.ontology.matching.Matcher}. Candidates come from names that agree
/// (`Bearers`), from heads of names, and from who hands in what lies near in meaning; what stands
/// around them speaks for or against. Nothing is stated here: a curator confirms a suggestion by an
/// edit, or rejects it, and {@link dev.cairn.ontology.matching.Rejections} keeps that.
@NullMarked
package dev.cairn.ontology.matching;

import org.jspecify.annotations.NullMarked;
