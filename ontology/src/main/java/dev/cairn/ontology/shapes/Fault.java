package dev.cairn.ontology.shapes;

/// A rule that is broken somewhere.
///
/// @param rule short name of the rule: `preferred-label`, `broader-without-circle`, …
/// @param where IRI of the concept or group
/// @param because one sentence for whoever keeps the vocabulary
public record Fault(String rule, String where, String because) {}
