package dev.cairn.ontology.skos;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.DC;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/// Names, languages, notes.
final class LabelChecks {
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private final Outline outline;
  private final Findings findings;
  private final Map<String, Boolean> tags = new HashMap<>();

  LabelChecks(Outline outline, Findings findings) {
    this.outline = outline;
    this.findings = findings;
  }

  void run() {
    var languages = new HashMap<Node, Set<String>>();
    var owners = new LinkedHashMap<String, Set<Node>>();
    for (var concept : outline.concepts()) languages.put(concept, labels(concept, owners));
    coverage(languages);
    overlaps(owners);
    schemes();
    notations();
  }

  /// @return the languages that its labels have
  private Set<String> labels(Node concept, Map<String, Set<Node>> owners) {
    var languages = new TreeSet<String>();
    var role = new HashMap<Node, Node>();
    var preferred = new HashMap<String, String>();
    for (var property : Terms.LABELS) {
      var literals = outline.literals(concept, property);
      if (property.equals(Terms.PREFERRED) && literals.isEmpty())
        found(DefectKind.MISSING_LABELS, concept, "");
      for (var literal : literals) {
        var text = literal.getLiteralLexicalForm();
        var language = literal.getLiteralLanguage();
        if (!language.isEmpty()) languages.add(language);
        text(concept, literal);
        if (text.isBlank()) found(DefectKind.EMPTY_LABELS, concept, shown(literal));
        else if (text.codePoints().anyMatch(LabelChecks::isUnprintable))
          found(DefectKind.UNPRINTABLE_CHARACTERS, concept, shown(literal));
        if (property.equals(Terms.PREFERRED)) {
          var other = preferred.putIfAbsent(language, text);
          if (other != null)
            found(
                DefectKind.INCONSISTENT_PREFERRED_LABELS,
                concept,
                "\"%s\" and \"%s\"%s"
                    .formatted(other, text, language.isEmpty() ? "" : " in " + language));
        }
        if (role.putIfAbsent(literal, property) instanceof Node before && !before.equals(property))
          found(DefectKind.DISJOINT_LABELS_VIOLATION, concept, shown(literal));
        if (!property.equals(Terms.HIDDEN) && !text.isBlank()) own(concept, text, language, owners);
      }
    }
    boolean documented = false;
    for (var property : Terms.DOCUMENTATION)
      for (var note : outline.objects(concept, property)) {
        documented = true;
        if (note.isLiteral()) text(concept, note);
      }
    if (!documented) found(DefectKind.UNDOCUMENTED_CONCEPT, concept, "");
    return languages;
  }

  private void own(Node concept, String text, String language, Map<String, Set<Node>> owners) {
    for (var scheme : outline.schemes(concept)) {
      var key = language + "\n" + text.strip().toLowerCase(ROOT) + "\n" + scheme;
      owners.computeIfAbsent(key, _ -> new LinkedHashSet<>(2)).add(concept);
    }
  }

  private static boolean isUnprintable(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.UNASSIGNED
        || type == Character.PRIVATE_USE
        || type == Character.SURROGATE;
  }

  private void text(Node concept, Node literal) {
    if (isString(literal)
        && !tags.computeIfAbsent(literal.getLiteralLanguage(), LabelChecks::isTag))
      found(DefectKind.LANGUAGE_TAG, concept, shown(literal));
  }

  private static boolean isString(Node literal) {
    return !literal.getLiteralLanguage().isEmpty()
        || literal.getLiteralDatatypeURI().endsWith("#string");
  }

  private static boolean isTag(String tag) {
    if (tag.isEmpty()) return false;
    try {
      var locale = new Locale.Builder().setLanguageTag(tag).build();
      var language = locale.getLanguage();
      return language.length() == 2
          ? LANGUAGES.contains(language)
          : !locale.toLanguageTag().equals("und");
    } catch (IllformedLocaleException _) {
      return false;
    }
  }

  private void coverage(Map<Node, Set<String>> languages) {
    var all = new TreeSet<String>();
    languages.values().forEach(all::addAll);
    if (all.isEmpty()) return;
    var common = new TreeSet<>(all);
    for (var concept : outline.concepts()) {
      var its = languages.getOrDefault(concept, Set.of());
      common.retainAll(its);
      if (its.size() == all.size()) continue;
      var missing =
          all.stream().filter(tag -> !its.contains(tag)).collect(Collectors.joining(", "));
      found(DefectKind.INCOMPLETE_LANGUAGE_COVERAGE, concept, "no label in " + missing);
    }
    if (common.isEmpty())
      findings.add(DefectKind.NO_COMMON_LANGUAGE, "", "", "languages: " + String.join(", ", all));
  }

  /// Each set of concepts once, however many labels its members share.
  private void overlaps(Map<String, Set<Node>> owners) {
    var told = new HashSet<Set<Node>>();
    owners.forEach((key, concepts) -> {
      if (concepts.size() < 2 || !told.add(concepts)) return;
      var parts = key.split("\n", 3);
      var first = concepts.iterator().next();
      found(
          DefectKind.OVERLAPPING_LABELS,
          first,
          "\"%s\"%s; also %s"
              .formatted(
                  parts[1],
                  parts[0].isEmpty() ? "" : " in " + parts[0],
                  concepts.stream()
                      .skip(1)
                      .limit(5)
                      .map(this::named)
                      .collect(Collectors.joining(", "))));
    });
  }

  private String named(Node concept) {
    var name = outline.name(concept);
    return name.isEmpty() ? concept.getURI() : name + " <" + concept.getURI() + ">";
  }

  private void schemes() {
    var titles =
        List.of(
            SKOS.prefLabel.asNode(),
            DCTerms.title.asNode(),
            DC.title.asNode(),
            RDFS.label.asNode());
    var schemes = new ArrayList<Node>();
    for (var t : outline.triples(RDF.type.asNode()))
      if (t.getObject().equals(SKOS.ConceptScheme.asNode()) && t.getSubject().isURI())
        schemes.add(t.getSubject());
    schemes.sort(Comparator.comparing(Node::getURI));
    for (var scheme : schemes) {
      if (titles.stream().allMatch(p -> outline.literals(scheme, p).isEmpty()))
        found(DefectKind.MISSING_LABELS, scheme, "the scheme itself");
      if (!outline.graph().contains(scheme, SKOS.hasTopConcept.asNode(), Node.ANY)
          && !outline.graph().contains(Node.ANY, SKOS.topConceptOf.asNode(), scheme))
        found(DefectKind.OMITTED_TOP_CONCEPTS, scheme, "");
    }
  }

  private void notations() {
    var owners = new HashMap<String, Node>();
    for (var concept : outline.concepts())
      for (var notation : outline.literals(concept, SKOS.notation.asNode()))
        for (var scheme : outline.schemes(concept)) {
          var key = notation + "\n" + scheme;
          var owner = owners.putIfAbsent(key, concept);
          if (owner != null && !owner.equals(concept))
            found(
                DefectKind.AMBIGUOUS_NOTATION,
                concept,
                "\"%s\", also %s".formatted(notation.getLiteralLexicalForm(), named(owner)));
        }
  }

  private static String shown(Node literal) {
    var language = literal.getLiteralLanguage();
    return "\""
        + literal.getLiteralLexicalForm()
        + "\""
        + (language.isEmpty() ? " without a language" : "@" + language);
  }

  private void found(DefectKind kind, Node node, String detail) {
    findings.add(kind, outline.name(node), node.getURI(), detail);
  }
}
