package dev.cairn.ontology.curating;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;

/// What edits start from.
///
/// @param statements all that is in force
/// @param iris what stands for the id of a concept whose IRI does not end in it
/// @param used whether an IRI named something at any time
/// @param now when the change is made
record Ground(
    Graph statements,
    Function<String, Optional<String>> iris,
    Predicate<String> used,
    Instant now) {}
