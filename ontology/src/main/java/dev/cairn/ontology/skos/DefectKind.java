package dev.cairn.ontology.skos;

import java.util.Locale;

/// What can be wrong with a vocabulary. The kinds are those of qSKOS (Mader, Haslhofer, Isaac:
/// *Finding Quality Issues in SKOS Vocabularies*, 2012) as far as a file alone can tell, and a few
/// that show while it is read.
public enum DefectKind {
  // What breaks the rules of SKOS.
  INCONSISTENT_PREFERRED_LABELS(
      Severity.ERROR,
      "Several preferred labels in one language",
      "A concept has more than one preferred label in a language (SKOS S14). Which one is shown is"
          + " chance.",
      "Keep one, make the others alternative labels."),
  DISJOINT_LABELS_VIOLATION(
      Severity.ERROR,
      "The same label preferred and alternative",
      "A concept bears the same label in two roles (SKOS S13).",
      "Keep it in the more important role."),
  RELATION_CLASH(
      Severity.ERROR,
      "Related and broader at once",
      "Two concepts are related although one stands above the other (SKOS S27).",
      "Keep the hierarchy or the relation, not both."),
  MAPPING_CLASH(
      Severity.ERROR,
      "Exact match and broad or related match at once",
      "Two concepts are said to be the same and not the same (SKOS S46).",
      "Keep the mapping that is true."),
  CYCLIC_HIERARCHY(
      Severity.ERROR,
      "Circles in the hierarchy",
      "Concepts are broader than themselves, by way of others. Trees and counts cannot say what is"
          + " on top.",
      "Take away the one broader relation that leads back."),
  REFLEXIVE_RELATION(
      Severity.ERROR,
      "Concepts that are linked to themselves",
      "A concept is broader than, narrower than or related to itself.",
      "Take the relation away."),
  MISSING_LABELS(
      Severity.ERROR,
      "No preferred label",
      "A concept or scheme has no name. Lists show a part of its IRI instead, and no text can be"
          + " tagged with it.",
      "Give it a skos:prefLabel; a scheme may have a dcterms:title or rdfs:label."),
  NO_CONCEPTS(
      Severity.ERROR,
      "A scheme without a concept",
      "The file describes a scheme and no concept; there is nothing to find or to tag with.",
      "Look for the file that holds the concepts; they may lie beside it."),
  EMPTY_LABELS(
      Severity.ERROR,
      "Empty labels",
      "A label holds no letter, digit or sign.",
      "Take it away, or write what was meant."),
  UNDEFINED_SKOS_RESOURCE(
      Severity.ERROR,
      "Terms that SKOS does not have",
      "A name in the namespace of SKOS is misspelt or was dropped from the standard; nothing"
          + " understands it.",
      "Look the name up in the SKOS reference."),
  UNDESCRIBED_CONCEPT(
      Severity.ERROR,
      "Links to concepts that are not there",
      "A relation leads to something of which the file says nothing. The link is not shown.",
      "Add the concept, or take the relation away; use a mapping for a concept of another"
          + " vocabulary."),
  UNUSABLE_IRI(
      Severity.ERROR,
      "IRIs that are none",
      "An address holds blanks or other signs that none may hold. The statements with it were left"
          + " out.",
      "Encode the sign (a blank is %20) or take it away."),
  // What makes it work worse than it could.
  LANGUAGE_TAG(
      Severity.WARNING,
      "Omitted or invalid language tags",
      "A text does not say its language, or names one that does not exist. It cannot be chosen by"
          + " language.",
      "Write \"…\"@en, with a tag of BCP 47."),
  INCOMPLETE_LANGUAGE_COVERAGE(
      Severity.WARNING,
      "Labels missing in some languages",
      "A concept has no label in a language that others have.",
      "Add the label."),
  NO_COMMON_LANGUAGE(
      Severity.WARNING,
      "No language that all concepts have",
      "There is no language in which every concept has a label.",
      "Complete one language."),
  UNDOCUMENTED_CONCEPT(
      Severity.WARNING,
      "Undocumented concepts",
      "A concept has neither definition nor note of any kind; people guess what it means.",
      "Add a skos:definition or skos:scopeNote."),
  OVERLAPPING_LABELS(
      Severity.WARNING,
      "The same label for several concepts",
      "Two concepts of a scheme share a label in one language. Texts with this word are tagged with"
          + " one of them only when their surroundings tell which is meant.",
      "Qualify the labels, as in \"mercury (planet)\", or merge the concepts."),
  UNPRINTABLE_CHARACTERS(
      Severity.WARNING,
      "Unprintable characters in labels",
      "A label holds characters that cannot be seen, such as a line break.",
      "Take them away."),
  AMBIGUOUS_NOTATION(
      Severity.WARNING,
      "A notation for several concepts",
      "Two concepts of a scheme bear the same notation.",
      "Give each its own."),
  ORPHAN_CONCEPT(
      Severity.WARNING,
      "Orphan concepts",
      "A concept is linked with no other. It is found by its name alone.",
      "Relate it to others."),
  SOLELY_TRANSITIVE(
      Severity.WARNING,
      "Only transitively related",
      "skos:broaderTransitive or narrowerTransitive is stated, no skos:broader or narrower. These"
          + " properties are for programs; such links are not shown.",
      "State skos:broader or skos:narrower."),
  OMITTED_TOP_CONCEPTS(
      Severity.WARNING,
      "Schemes without top concepts",
      "A scheme does not say where its hierarchy begins.",
      "State skos:hasTopConcept."),
  TOP_CONCEPT_WITH_BROADER(
      Severity.WARNING,
      "Top concepts with something broader",
      "A top concept has a broader concept in its own scheme.",
      "Take one of the two statements away."),
  MAPPING_MISUSE(
      Severity.WARNING,
      "Mappings within one scheme",
      "A mapping joins two concepts of the same scheme; mappings are for different ones.",
      "Use skos:related or skos:broader."),
  IRI_SCHEME(
      Severity.WARNING,
      "IRIs that are no web addresses",
      "A concept's IRI does not begin with http: or https:, or it has none. Others cannot look it"
          + " up; one without an IRI is not loaded.",
      "Name concepts by web addresses that you own."),
  RELATIVE_IRI(
      Severity.WARNING,
      "Relative IRIs without a base",
      "The file names things relative to its own address and does not say which that is; a base of"
          + " ours was taken.",
      "State @base (Turtle), xml:base (RDF/XML) or \"@base\" (JSON-LD)."),
  OVERLONG_TEXT(
      Severity.WARNING,
      "Texts that are too long",
      "A label of more than 1,000 characters or a text of more than 100,000 was left out.",
      "Shorten it."),
  OWN_NAMES(
      Severity.WARNING,
      "Statements about names of Cairn",
      "The file says something about things whose names begin with urn:cairn:. Those are changed by"
          + " curating, not by importing; the statements were left out.",
      "Propose the change on the concept's own page."),
  DOUBTFUL_SYNTAX(
      Severity.WARNING,
      "Doubtful places in the file",
      "The parser stumbled and went on.",
      "Look at the line."),
  // What is worth knowing.
  DISCONNECTED_CLUSTERS(
      Severity.NOTE,
      "Disconnected clusters",
      "The concepts fall into groups with no link between them.",
      "Relate the groups where they belong together."),
  VALUELESS_ASSOCIATIVE(
      Severity.NOTE,
      "Siblings that are related",
      "Two related concepts share a broader concept; that they have to do with each other is said"
          + " already.",
      "Keep the relation only if it says more."),
  HIERARCHICAL_REDUNDANCY(
      Severity.NOTE,
      "Broader said twice",
      "A concept names as broader what is above another of its broader concepts anyway.",
      "Keep the nearest one."),
  UNIDIRECTIONAL_RELATION(
      Severity.NOTE,
      "Relations stated at one end only",
      "A relation stands at one end; the inverse was added.",
      "Nothing need be done."),
  MISSING_OUT_LINKS(
      Severity.NOTE,
      "No links to elsewhere",
      "A concept is mapped to no other vocabulary.",
      "Confirm mappings that are suggested here, or state skos:exactMatch."),
  IMPLIED_CONCEPT(
      Severity.NOTE,
      "Concepts that are not called so",
      "Something is used as a concept and not said to be one; SKOS implies it, and it was taken as"
          + " one.",
      "State that it is a skos:Concept."),
  WITHOUT_SCHEME(
      Severity.NOTE,
      "Concepts without a scheme",
      "A concept belongs to no scheme; it was taken as one of the vocabulary's main scheme.",
      "State skos:inScheme."),
  LABELS_OF_XL(
      Severity.NOTE,
      "Labels taken from SKOS-XL",
      "A label is given by SKOS-XL alone; it was taken as a plain one too.",
      "Nothing need be done.");

  /// How bad it is.
  public enum Severity {
    /// A rule of SKOS is broken, or something cannot be used.
    ERROR,
    /// It works worse than it could.
    WARNING,
    /// Worth knowing.
    NOTE;

    /// The name in the interface.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Severity severity;
  private final String title;
  private final String explanation;
  private final String remedy;

  DefectKind(Severity severity, String title, String explanation, String remedy) {
    this.severity = severity;
    this.title = title;
    this.explanation = explanation;
    this.remedy = remedy;
  }

  /// The name in the interface: `orphan-concept`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Severity severity() {
    return severity;
  }

  /// A few words for a heading.
  public String title() {
    return title;
  }

  /// What it is and what comes of it.
  public String explanation() {
    return explanation;
  }

  /// What to do.
  public String remedy() {
    return remedy;
  }
}
