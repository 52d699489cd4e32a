/// *Which concepts does Cairn know, and what is stated of them?*
///
/// Ways in: {@link dev.cairn.ontology.vocabulary.Vocabularies}, the vocabulary of a store as it
/// changes, and {@link dev.cairn.ontology.vocabulary.BuiltIn}, the scheme that comes with the
/// program. That one is written by hand in Turtle, one file for each subject, beside this package
/// in the resources. The build fails when it breaks a rule of {@link dev.cairn.ontology.shapes}.
///
/// A change of what is stated changes the version of the view, and with it what is linked and
/// indexed. Ids of concepts are names that people and data rely on: they are not changed.
@NullMarked
package dev.cairn.ontology.vocabulary;

import org.jspecify.annotations.NullMarked;
