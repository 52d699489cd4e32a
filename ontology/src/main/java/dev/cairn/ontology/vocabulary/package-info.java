/// *Which concepts does Cairn know before anybody teaches it?*
///
/// Way in: {@link dev.cairn.ontology.vocabulary.BuiltIn}. The scheme is written by hand in Turtle,
/// one file for each subject, beside this package in the resources. The build fails when it breaks
/// a rule of {@link dev.cairn.ontology.shapes}.
///
/// A change of a file changes the version, and with it what is linked and indexed at the next
/// start. Ids of concepts are names that people and data rely on: they are not changed.
@NullMarked
package dev.cairn.ontology.vocabulary;

import org.jspecify.annotations.NullMarked;
