package dev.cairn.ontology.curating;

/// Why a change is not made.
///
/// @param edit which edit of the list, from 0; -1 for the change as a whole
/// @param field of the edit: `text`, `labels`, `other`, …; empty for the edit as a whole
/// @param detail what is wrong and what to do, in a sentence
public record EditFault(int edit, String field, String detail) {}
