package dev.cairn.ontology.curating;

import static java.util.Comparator.comparing;

import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Match;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.concepts.Names;
import dev.cairn.ontology.concepts.Statements;
import dev.cairn.ontology.shapes.SchemeCheck;
import dev.cairn.ontology.vocabulary.BuiltIn;
import dev.cairn.ontology.vocabulary.Delta;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.SKOS;

/// Turns the edits of one change into statements that come and go. For one change.
final class Editing {
  static final int MOST_EDITS = 500;
  static final int LONGEST_NAME = 200;
  static final int LONGEST_TEXT = 4_000;

  private static final String LANGUAGE = "[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*";
  private static final List<Relation> UP =
      List.of(Relation.BROADER, Relation.PART_OF, Relation.INSTANCE_OF);
  private final Ground ground;
  private final Draft draft;
  private final Links links;
  private final List<EditFault> faults = new ArrayList<>();
  private final List<String> created = new ArrayList<>();
  private int at;

  private Editing(Ground ground) {
    this.ground = ground;
    this.draft = new Draft(ground.statements());
    this.links = new Links(draft);
  }

  /// What the edits would do, one after another. Changes nothing.
  static Drafted draft(List<Edit> edits, Ground ground, SchemeCheck check) {
    if (edits.isEmpty())
      return new Drafted.Refused(List.of(new EditFault(-1, "", "Say what is to be changed.")));
    if (edits.size() > MOST_EDITS)
      return new Drafted.Refused(
          List.of(
              new EditFault(
                  -1,
                  "",
                  "%d steps are too many for one change, which takes %d; make several of it."
                      .formatted(edits.size(), MOST_EDITS))));
    var editing = new Editing(ground);
    for (var edit : edits) {
      try {
        editing.make(edit);
      } catch (Stop stop) {
        editing.faults.add(
            new EditFault(editing.at, stop.field, String.valueOf(stop.getMessage())));
      }
      editing.at++;
    }
    if (!editing.faults.isEmpty()) return new Drafted.Refused(editing.faults);
    editing.setTopConcepts();
    var delta = editing.draft.delta();
    if (delta.isEmpty())
      return new Drafted.Refused(
          List.of(new EditFault(-1, "", "This changes nothing: all is so already.")));
    var broken = broken(editing.draft, delta, edits, check);
    return broken.isEmpty()
        ? new Drafted.Sound(delta, editing.created)
        : new Drafted.Refused(broken);
  }

  /// Which rules a change would break, said of the edit that names the concept.
  static List<EditFault> broken(Draft after, Delta delta, List<Edit> edits, SchemeCheck check) {
    return check.newFaults(after.base(), after, delta.added(), delta.removed()).stream()
        .map(fault ->
            new EditFault(
                edits.size() == 1 ? 0 : blamed(fault.where(), edits),
                field(fault.rule()),
                Statements.name(after, Terms.uri(fault.where())) + ": " + fault.because()))
        .distinct()
        .toList();
  }

  /// The last edit that names the concept, else none.
  private static int blamed(String iri, List<Edit> edits) {
    var id = iri.substring(iri.lastIndexOf(':') + 1);
    for (int i = edits.size() - 1; i >= 0; i--) {
      var named = subject(edits.get(i));
      if (named.equals(iri) || named.equals(id)) return i;
    }
    return -1;
  }

  private static String subject(Edit edit) {
    return switch (edit) {
      case Edit.Create create -> create.id().orElse("");
      case Edit.Rename rename -> rename.concept();
      case Edit.AddLabel add -> add.concept();
      case Edit.RemoveLabel remove -> remove.concept();
      case Edit.Define define -> define.concept();
      case Edit.AddNote add -> add.concept();
      case Edit.RemoveNote remove -> remove.concept();
      case Edit.Cite cite -> cite.concept();
      case Edit.Uncite uncite -> uncite.concept();
      case Edit.Relate relate -> relate.concept();
      case Edit.Unrelate unrelate -> unrelate.concept();
      case Edit.Map map -> map.concept();
      case Edit.Unmap unmap -> unmap.concept();
      case Edit.Move move -> move.concept();
      case Edit.Merge merge -> merge.concept();
      case Edit.Split split -> split.concept();
      case Edit.Deprecate deprecate -> deprecate.concept();
      case Edit.Revive revive -> revive.concept();
    };
  }

  private static String field(String rule) {
    return switch (rule) {
      case "definition" -> "definition";
      case "source" -> "source";
      case "scheme" -> "scheme";
      case "preferred-label",
          "labels-apart",
          "hidden-labels-apart",
          "context-labels-apart",
          "preferred-labels-differ" ->
          "labels";
      case "linked" -> "broader";
      case "nothing-alone-below" -> "concept";
      default ->
          rule.contains("circle") || rule.contains("broader") || rule.startsWith("mapping")
              ? "other"
              : "";
    };
  }

  /// An edit that cannot be made; the others are looked at all the same, so that all faults are
  /// told at once.
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1L;
    private final String field;

    Stop(String field, String detail) {
      super(detail, null, false, false);
      this.field = field;
    }
  }

  private void make(Edit edit) throws Stop {
    switch (edit) {
      case Edit.Create create -> create(create);
      case Edit.Rename rename -> rename(rename);
      case Edit.AddLabel(var concept, var label) -> addLabel(inUse(concept, "concept"), label);
      case Edit.RemoveLabel(var concept, var label) ->
          removeLabel(known(concept, "concept"), label, "label");
      case Edit.Define define -> define(define);
      case Edit.AddNote(var concept, var kind, var text, var language) ->
          add(
              known(concept, "concept"),
              Terms.note(kind),
              literal("text", text, language, LONGEST_TEXT),
              "text");
      case Edit.RemoveNote(var concept, var kind, var text) ->
          removeText(known(concept, "concept"), Terms.note(kind), text);
      case Edit.Cite(var concept, var source) -> cite(known(concept, "concept"), source);
      case Edit.Uncite(var concept, var source) -> uncite(known(concept, "concept"), source);
      case Edit.Relate(var concept, var relation, var other) ->
          relate(inUse(concept, "concept"), relation, inUse(other, "other"));
      case Edit.Unrelate(var concept, var relation, var other) ->
          unrelate(known(concept, "concept"), relation, known(other, "other"));
      case Edit.Map(var concept, var match, var other) ->
          map(inUse(concept, "concept"), match, outside(other));
      case Edit.Unmap(var concept, var other) -> unmap(known(concept, "concept"), outside(other));
      case Edit.Move move -> move(move);
      case Edit.Merge(var concept, var into) ->
          merge(inUse(concept, "concept"), inUse(into, "into"));
      case Edit.Split split -> split(split);
      case Edit.Deprecate deprecate -> deprecate(deprecate);
      case Edit.Revive(var concept) -> revive(known(concept, "concept"));
    }
  }

  // Finding concepts

  private Node known(String name, String field) throws Stop {
    var stripped = name.strip();
    if (stripped.isEmpty()) throw new Stop(field, "Say which concept.");
    return Stream.of(
            Optional.of(Terms.CONCEPT + stripped),
            Optional.of(stripped).filter(s -> s.contains(":")),
            ground.iris().apply(stripped))
        .flatMap(Optional::stream)
        .filter(iri -> iri.indexOf(' ') < 0)
        .map(Terms::uri)
        .filter(node -> draft.contains(node, Terms.TYPE, Terms.CONCEPT_TYPE))
        .findFirst()
        .orElseThrow(() -> new Stop(field, "There is no concept '" + shortened(stripped) + "'."));
  }

  private Node inUse(String name, String field) throws Stop {
    var node = known(name, field);
    if (links.isDeprecated(node))
      throw new Stop(
          field, links.name(node) + " is deprecated; take it back into use, or choose another.");
    return node;
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  // Creating

  private void create(Edit.Create create) throws Stop {
    var preferred =
        create.labels().stream()
            .filter(l -> l.kind() == Label.Kind.PREFERRED)
            .map(Label::text)
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElseThrow(() -> new Stop("labels", "Give the concept a name."));
    var scheme = Terms.uri(scheme(create));
    var node = Terms.uri(Terms.CONCEPT + id(create.id(), preferred));
    draft.add(node, Terms.TYPE, Terms.CONCEPT_TYPE);
    draft.add(node, Terms.IN_SCHEME, scheme);
    draft.add(
        node,
        Terms.CREATED,
        NodeFactory.createLiteralDT(
            ground.now().truncatedTo(ChronoUnit.SECONDS).toString(), XSDDatatype.XSDdateTime));
    for (var label : create.labels()) addLabel(node, label);
    if (!create.definition().isBlank())
      draft.add(
          node,
          Terms.DEFINITION,
          literal("definition", create.definition(), create.language(), LONGEST_TEXT));
    if (!create.source().isBlank()) cite(node, create.source());
    if (create.broader().isPresent()) {
      var above = inUse(create.broader().get(), "broader");
      if (!UP.contains(create.relation()))
        throw new Stop("relation", "A new concept is a kind, a part or an example of another.");
      relate(node, create.relation(), above);
      for (var subject : links.objects(above, Names.SUBJECT)) {
        if (draft.contains(above, Terms.IN_SCHEME, scheme)) draft.add(node, Names.SUBJECT, subject);
      }
    }
    created.add(node.getURI().substring(Terms.CONCEPT.length()));
  }

  private String scheme(Edit.Create create) throws Stop {
    var scheme = create.scheme().orElse(BuiltIn.SCHEME);
    if (!draft.contains(Node.ANY, Terms.IN_SCHEME, Terms.uri(scheme)))
      throw new Stop("scheme", "There is no scheme '" + shortened(scheme) + "'.");
    return scheme;
  }

  private String id(Optional<String> wanted, String name) throws Stop {
    if (wanted.isPresent()) {
      var id = wanted.get();
      if (!ConceptIds.isId(id))
        throw new Stop(
            "id",
            "An id has small letters, digits and hyphens between them, at most "
                + ConceptIds.LONGEST
                + ", as customer-churn does; some words, as changes, are taken by pages.");
      if (ground.isUsed(id, draft))
        throw new Stop("id", "The id '" + id + "' belongs, or belonged, to a concept already.");
      return id;
    }
    return ground.free(name, draft);
  }

  // Names and texts

  private Node literal(String field, String text, String language, int longest) throws Stop {
    var shown = text.strip().replaceAll("\\s+", " ");
    if (shown.isEmpty()) throw new Stop(field, "Say something here.");
    if (shown.length() > longest)
      throw new Stop(field, "Shorten this to %,d letters.".formatted(longest));
    if (shown.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))
        && !isSound(shown))
      throw new Stop(field, "This holds characters that no text has; type it anew.");
    if (!language.isEmpty() && !language.matches(LANGUAGE))
      throw new Stop("language", "Give the language as a short code, such as en, de or pt-BR.");
    return Terms.text(shown, language);
  }

  private static boolean isSound(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) return false;
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) i++;
      else if (Character.isSurrogate(c)) return false;
    }
    return true;
  }

  private void rename(Edit.Rename rename) throws Stop {
    var node = inUse(rename.concept(), "concept");
    var name = literal("text", rename.text(), rename.language(), LONGEST_NAME);
    var former =
        links.objects(node, Terms.PREFERRED).stream()
            .filter(l -> isIn(l, rename.language()))
            .toList();
    if (former.contains(name)) throw new Stop("text", "It is called so already.");
    for (var kind : Terms.LABELS) draft.delete(Triple.create(node, kind, name));
    for (var old : former) {
      draft.delete(Triple.create(node, Terms.PREFERRED, old));
      if (rename.keepFormer() && !has(node, old)) draft.add(node, Terms.ALTERNATIVE, old);
    }
    draft.add(node, Terms.PREFERRED, name);
  }

  private static boolean isIn(Node literal, String language) {
    return literal.isLiteral() && literal.getLiteralLanguage().equalsIgnoreCase(language);
  }

  /// Whether it bears this name, of whatever kind.
  private boolean has(Node node, Node name) {
    return Terms.LABELS.stream().anyMatch(kind -> draft.contains(node, kind, name));
  }

  private void addLabel(Node node, Label label) throws Stop {
    var name = literal("label", label.text(), label.language(), LONGEST_NAME);
    if (has(node, name))
      throw new Stop(
          "label", links.name(node) + " bears the name “" + label.text().strip() + "” already.");
    if (label.kind() == Label.Kind.PREFERRED
        && links.objects(node, Terms.PREFERRED).stream().anyMatch(l -> isIn(l, label.language())))
      throw new Stop(
          "label",
          links.name(node)
              + " has a preferred name in this language already; rename it, or add an"
              + " alternative.");
    draft.add(node, Terms.label(label.kind()), name);
  }

  private void removeLabel(Node node, Label label, String field) throws Stop {
    var found =
        links.objects(node, Terms.label(label.kind())).stream()
            .filter(l -> isIn(l, label.language()))
            .filter(l -> l.getLiteralLexicalForm().strip().equals(label.text().strip()))
            .toList();
    if (found.isEmpty())
      throw new Stop(
          field,
          "%s bears no such name of this kind: “%s”%s."
              .formatted(
                  links.name(node),
                  shortened(label.text().strip()),
                  label.language().isEmpty() ? "" : " (" + label.language() + ")"));
    found.forEach(l -> draft.delete(Triple.create(node, Terms.label(label.kind()), l)));
  }

  private void define(Edit.Define define) throws Stop {
    var node = known(define.concept(), "concept");
    var former =
        links.objects(node, Terms.DEFINITION).stream()
            .filter(l -> isIn(l, define.language()))
            .toList();
    if (define.text().isBlank()) {
      if (former.isEmpty()) throw new Stop("text", "There is no definition in this language.");
      former.forEach(l -> draft.delete(Triple.create(node, Terms.DEFINITION, l)));
      return;
    }
    var text = literal("text", define.text(), define.language(), LONGEST_TEXT);
    if (former.contains(text)) throw new Stop("text", "It is defined so already.");
    former.forEach(l -> draft.delete(Triple.create(node, Terms.DEFINITION, l)));
    draft.add(node, Terms.DEFINITION, text);
  }

  private void add(Node node, Node property, Node object, String field) throws Stop {
    if (draft.contains(node, property, object)) throw new Stop(field, "It says so already.");
    draft.add(node, property, object);
  }

  private void removeText(Node node, Node property, String text) throws Stop {
    var found =
        links.objects(node, property).stream()
            .filter(o -> o.isLiteral() && o.getLiteralLexicalForm().strip().equals(text.strip()))
            .toList();
    if (found.isEmpty()) throw new Stop("text", "There is no such note.");
    found.forEach(o -> draft.delete(Triple.create(node, property, o)));
  }

  private void cite(Node node, String title) throws Stop {
    var text = literal("source", title, "en", LONGEST_NAME);
    var shown = text.getLiteralLexicalForm();
    var known =
        Stream.of(text, Terms.text(shown, ""))
            .flatMap(t -> draft.find(Node.ANY, Terms.TITLE, t).toList().stream())
            .map(Triple::getSubject)
            .filter(s -> s.isURI() && draft.contains(Node.ANY, Terms.SOURCE, s))
            .min(comparing(Node::getURI));
    var source = known.orElseGet(() -> Terms.uri(ConceptIds.source(shown)));
    if (draft.contains(node, Terms.SOURCE, source))
      throw new Stop("source", "This source is named already.");
    if (known.isEmpty()) {
      draft.add(source, Terms.TYPE, DCTerms.BibliographicResource.asNode());
      draft.add(source, Terms.TITLE, text);
    }
    draft.add(node, Terms.SOURCE, source);
  }

  private void uncite(Node node, String citation) throws Stop {
    var wanted = citation.strip();
    var found =
        links.objects(node, Terms.SOURCE).stream()
            .filter(source ->
                source.isLiteral()
                    ? source.getLiteralLexicalForm().equals(wanted)
                    : Links.titled(draft, source, wanted))
            .toList();
    if (found.isEmpty()) throw new Stop("source", "No such source is named.");
    if (found.stream().anyMatch(Node::isBlank))
      throw new Stop("source", "This source has no name of its own and cannot be taken away here.");
    found.forEach(source -> draft.delete(Triple.create(node, Terms.SOURCE, source)));
  }

  // Links

  private void relate(Node one, Relation relation, Node other) throws Stop {
    if (one.equals(other)) throw new Stop("other", "A concept is not linked with itself.");
    if (!Terms.isForward(relation)) {
      relate(other, relation.inverse(), one);
      return;
    }
    if (links.stated(one, relation, other).findAny().isPresent())
      throw new Stop(
          "other",
          "%s %s %s already.".formatted(links.name(one), relation.words(), links.name(other)));
    links.add(one, relation, other);
  }

  private void unrelate(Node one, Relation relation, Node other) throws Stop {
    var stated = links.stated(one, relation, other).toList();
    if (stated.isEmpty())
      throw new Stop(
          "other",
          "It is not stated that %s %s %s."
              .formatted(links.name(one), relation.words(), links.name(other)));
    var special = links.special(one, relation, other);
    if (special.isPresent())
      throw new Stop(
          "relation",
          "%s %s %s; take that away."
              .formatted(links.name(one), special.get().words(), links.name(other)));
    stated.forEach(draft::delete);
    links.dropPlain(one, relation, other);
  }

  // Mappings

  /// A concept that is here, or the name of one that is not.
  private Node outside(String name) throws Stop {
    var stripped = name.strip();
    if (stripped.matches("(https?://|urn:)[^\\s\"<>\\\\^`{|}]{1,1000}")
        && !draft.contains(Terms.uri(stripped), Terms.TYPE, Terms.CONCEPT_TYPE))
      return Terms.uri(stripped);
    return known(stripped, "other");
  }

  private void map(Node one, Match match, Node other) throws Stop {
    if (one.equals(other)) throw new Stop("other", "A concept is not mapped to itself.");
    if (links.isDeprecated(other))
      throw new Stop("other", links.name(other) + " is deprecated; choose another.");
    if (sharesScheme(one, other))
      throw new Stop(
          "other",
          "%s and %s belong to one vocabulary; link them instead."
              .formatted(links.name(one), links.name(other)));
    var known = links.matches(one, other);
    if (!known.isEmpty())
      throw new Stop(
          known.containsKey(match) ? "other" : "property",
          "%s %s %s already%s."
              .formatted(
                  links.name(one),
                  known.keySet().iterator().next().words(),
                  links.name(other),
                  known.containsKey(match) ? "" : "; take that away first"));
    draft.add(one, Names.property(match), other);
  }

  private boolean sharesScheme(Node one, Node other) {
    var schemes = links.objects(one, Terms.IN_SCHEME);
    return links.objects(other, Terms.IN_SCHEME).stream().anyMatch(schemes::contains);
  }

  private void unmap(Node one, Node other) throws Stop {
    var known = links.matches(one, other);
    if (known.isEmpty())
      throw new Stop(
          "other", "%s is not mapped to %s.".formatted(links.name(one), links.name(other)));
    known.values().forEach(all -> all.forEach(draft::delete));
  }

  private void move(Edit.Move move) throws Stop {
    var node = inUse(move.concept(), "concept");
    var from = move.from().isPresent() ? Optional.of(known(move.from().get(), "from")) : EMPTY;
    var to = move.to().isPresent() ? Optional.of(inUse(move.to().get(), "to")) : EMPTY;
    if (from.isEmpty() && to.isEmpty())
      throw new Stop("to", "Say from under which concept to under which.");
    if (from.equals(to)) throw new Stop("to", "It stands there already.");
    var kind = Relation.BROADER;
    if (from.isPresent()) {
      var above = from.get();
      var kinds =
          UP.stream().filter(r -> links.stated(node, r, above).findAny().isPresent()).toList();
      if (kinds.isEmpty())
        throw new Stop(
            "from", links.name(node) + " does not stand under " + links.name(above) + ".");
      kind = kinds.getLast();
      for (var up : UP) links.stated(node, up, above).toList().forEach(draft::delete);
    }
    if (to.isPresent()) {
      if (to.get().equals(node)) throw new Stop("to", "It cannot stand under itself.");
      for (var up : UP)
        if (links.stated(node, up, to.get()).findAny().isPresent())
          throw new Stop("to", "It stands there already.");
      links.add(node, kind, to.get());
    }
  }

  private static final Optional<Node> EMPTY = Optional.empty();

  /// Who has nothing above is a top concept of its scheme; who has something is none.
  private void setTopConcepts() {
    var moved = new LinkedHashSet<Node>();
    var delta = draft.delta();
    for (var graph : List.of(delta.added(), delta.removed()))
      for (var t : graph.find().toList()) {
        var relation = Names.RELATIONS.get(t.getPredicate());
        if (relation != null && relation.direction() == Relation.Direction.UP)
          moved.add(t.getSubject());
        if (relation != null && relation.direction() == Relation.Direction.DOWN)
          moved.add(t.getObject());
        if (t.getPredicate().equals(Terms.TYPE) && t.getObject().equals(Terms.CONCEPT_TYPE))
          moved.add(t.getSubject());
      }
    for (var node : moved)
      for (var scheme : links.objects(node, Terms.IN_SCHEME)) {
        if (links.isDeprecated(node) || !links.above(node).isEmpty()) {
          draft.delete(Triple.create(scheme, Terms.TOP_CONCEPT, node));
          draft.delete(Triple.create(node, Terms.TOP_CONCEPT_OF, scheme));
        } else if (!draft.contains(node, Terms.TOP_CONCEPT_OF, scheme)) {
          draft.add(scheme, Terms.TOP_CONCEPT, node);
        }
      }
  }

  // Giving up

  private void merge(Node one, Node into) throws Stop {
    if (one.equals(into)) throw new Stop("into", "A concept is not merged with itself.");
    refuseRootOfSlice(one);
    for (var kind : Terms.LABELS)
      for (var name : links.objects(one, kind)) if (name.isLiteral()) takeName(into, kind, name);
    for (var definition : links.objects(one, Terms.DEFINITION))
      if (definition.isLiteral()
          && links.objects(into, Terms.DEFINITION).stream()
              .noneMatch(d -> isIn(d, definition.getLiteralLanguage())))
        draft.add(into, Terms.DEFINITION, definition);
    for (var source : links.objects(one, Terms.SOURCE))
      if (!source.isBlank()) draft.add(into, Terms.SOURCE, source);
    for (var match : Match.values())
      for (var other : links.matched(one, match))
        if (!other.isBlank()
            && !other.equals(into)
            && !links.isDeprecated(other)
            && !sharesScheme(into, other)
            && links.matches(into, other).isEmpty()) draft.add(into, Names.property(match), other);
    links.takeOver(one, into);
    for (var t : draft.find(Node.ANY, SKOS.member.asNode(), one).toList()) {
      draft.delete(t);
      draft.add(t.getSubject(), t.getPredicate(), into);
    }
    giveUp(one, List.of(into));
  }

  /// The names of another: preferred ones become alternatives, a name of a weaker kind gives way.
  private void takeName(Node into, Node kind, Node name) {
    var as = kind.equals(Terms.PREFERRED) ? Terms.ALTERNATIVE : kind;
    if (as.equals(Terms.ALTERNATIVE)) draft.delete(Triple.create(into, Terms.HIDDEN, name));
    if (!has(into, name)) draft.add(into, as, name);
  }

  private void split(Edit.Split split) throws Stop {
    var node = inUse(split.concept(), "concept");
    if (split.parts().isEmpty())
      throw new Stop("parts", "Say which names go to which other concepts.");
    if (!split.keep()) refuseRootOfSlice(node);
    var heirs = new LinkedHashSet<Node>();
    for (var part : split.parts()) {
      var into = inUse(part.into(), "parts");
      if (into.equals(node)) throw new Stop("parts", "A concept gives no names to itself.");
      heirs.add(into);
      for (var label : part.labels()) {
        boolean preferred = label.kind() == Label.Kind.PREFERRED;
        if (preferred && split.keep())
          throw new Stop(
              "parts",
              "“%s” is its preferred name; rename it first, or let it be deprecated."
                  .formatted(shortened(label.text())));
        if (preferred) {
          // It keeps its last name, so that people see what it was.
          var name = literal("parts", label.text(), label.language(), LONGEST_NAME);
          if (!draft.contains(node, Terms.PREFERRED, name))
            throw new Stop("parts", "It bears no such name: “" + shortened(label.text()) + "”.");
          takeName(into, Terms.PREFERRED, name);
        } else {
          removeLabel(node, label, "parts");
          takeName(
              into,
              Terms.label(label.kind()),
              literal("parts", label.text(), label.language(), LONGEST_NAME));
        }
      }
    }
    if (!split.keep()) giveUp(node, List.copyOf(heirs));
  }

  private void deprecate(Edit.Deprecate deprecate) throws Stop {
    var node = inUse(deprecate.concept(), "concept");
    refuseRootOfSlice(node);
    var heirs = new ArrayList<Node>();
    if (deprecate.replacement().isPresent()) {
      var heir = inUse(deprecate.replacement().get(), "replacement");
      if (heir.equals(node)) throw new Stop("replacement", "It cannot replace itself.");
      heirs.add(heir);
    }
    giveUp(node, heirs);
  }

  private void refuseRootOfSlice(Node node) throws Stop {
    if (draft.contains(Node.ANY, Names.SLICE_OF, node))
      throw new Stop(
          "concept",
          links.name(node) + " is one of the ways to filter searches and cannot be given up.");
  }

  private void giveUp(Node node, List<Node> heirs) {
    draft.add(node, Terms.DEPRECATED, Terms.TRUE);
    for (var old : links.objects(node, Terms.REPLACED_BY))
      if (!old.isBlank()) draft.delete(Triple.create(node, Terms.REPLACED_BY, old));
    heirs.forEach(heir -> draft.add(node, Terms.REPLACED_BY, heir));
    setAside(node);
  }

  /// A concept that is given up is no top concept.
  private void setAside(Node node) {
    for (var t : draft.find(Node.ANY, Terms.TOP_CONCEPT, node).toList()) draft.delete(t);
    for (var t : draft.find(node, Terms.TOP_CONCEPT_OF, Node.ANY).toList()) draft.delete(t);
  }

  private void revive(Node node) throws Stop {
    if (!links.isDeprecated(node))
      throw new Stop("concept", links.name(node) + " is in use already.");
    for (var property : List.of(Terms.DEPRECATED, Terms.REPLACED_BY))
      for (var object : links.objects(node, property))
        if (!object.isBlank()) draft.delete(Triple.create(node, property, object));
    if (links.above(node).isEmpty())
      for (var scheme : links.objects(node, Terms.IN_SCHEME))
        if (!scheme.isBlank()) draft.add(scheme, Terms.TOP_CONCEPT, node);
  }

  /// Concepts that a change is about, by IRI.
  static Set<String> touched(Delta delta, Draft after) {
    var touched = new LinkedHashSet<String>();
    for (var graph : List.of(delta.added(), delta.removed()))
      graph
          .find()
          .forEachRemaining(t -> {
            if (t.getSubject().isURI()
                && (after.contains(t.getSubject(), Terms.TYPE, Terms.CONCEPT_TYPE)
                    || after.base().contains(t.getSubject(), Terms.TYPE, Terms.CONCEPT_TYPE)))
              touched.add(t.getSubject().getURI());
          });
    return touched;
  }
}
