/// *What do the tests of this room and those above it share?*
@NullMarked
package dev.cairn.ontology.testkit;

import org.jspecify.annotations.NullMarked;
