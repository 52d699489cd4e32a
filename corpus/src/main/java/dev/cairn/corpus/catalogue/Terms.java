package dev.cairn.corpus.catalogue;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;

/// The words in which items are written down: Dublin Core, PROV and our own.
final class Terms {
  /// Where the last number of the sequence and the tombstones stand.
  static final String SEQUENCE = "urn:cairn:graph:sequence";

  static final String ITEM = "urn:cairn:item:";

  private static final Pattern IRI =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+");

  private static final String CAIRN = "urn:cairn:ns:";
  private static final String CONCEPT = "urn:cairn:concept:";
  private static final String PROV = "http://www.w3.org/ns/prov#";

  private static final Set<Node> ALL = new HashSet<>();

  static final Node TYPE = known(RDF.type.asNode());
  static final Node TITLE = known(DCTerms.title.asNode());
  static final Node ABSTRACT = known(DCTerms.abstract_.asNode());
  static final Node CREATOR = known(DCTerms.creator.asNode());
  static final Node DATE = known(DCTerms.date.asNode());
  static final Node LANGUAGE = known(DCTerms.language.asNode());
  static final Node SUBJECT = known(DCTerms.subject.asNode());
  static final Node FORMAT = known(DCTerms.format.asNode());
  static final Node REPLACED_BY = known(DCTerms.isReplacedBy.asNode());

  static final Node PROV_ENTITY = known(NodeFactory.createURI(PROV + "Entity"));
  static final Node PROV_ACTIVITY = known(NodeFactory.createURI(PROV + "Activity"));
  static final Node PROV_USED = known(NodeFactory.createURI(PROV + "used"));
  static final Node PROV_TIME = known(NodeFactory.createURI(PROV + "generatedAtTime"));
  static final Node PROV_REVISION_OF = known(NodeFactory.createURI(PROV + "wasRevisionOf"));

  static final Node DOCUMENT = own("Document");
  static final Node LESSON_TYPE = own("Lesson");
  static final Node TOMBSTONE = own("Tombstone");

  static final Node ORGANISATION = own("organisation");
  static final Node KEYWORD = own("keyword");
  static final Node CONCEPT_SAID = own("concept");
  static final Node READER = own("reader");
  static final Node GIVEN = own("given");
  static final Node STATE = own("state");
  static final Node OUTCOME = own("outcome");
  static final Node OUTCOME_REASON = own("outcomeReason");
  static final Node OUTCOME_ITEM = own("outcomeItem");
  static final Node OUTCOME_NUMBER = own("outcomeNumber");
  static final Node SPUN = own("spun");
  static final Node CHANGED = own("changed");
  static final Node ADDED = own("added");
  static final Node PART_OF = own("partOf");
  static final Node BINNED = own("binned");
  static final Node BIN_REASON = own("binReason");
  static final Node BINNED_BY = own("binnedBy");
  static final Node OUTCOME_LIMIT = own("outcomeLimit");
  static final Node OUTCOME_KEPT = own("outcomeKept");
  static final Node OUTCOME_FROM = own("outcomeFrom");
  static final Node NUMBER = own("number");
  static final Node LAST = own("last");

  static final Node PLACE = own("place");
  static final Node SOURCE = own("source");
  static final Node PATH = own("path");
  static final Node TAG = own("tag");
  static final Node WEIGHT = own("weight");
  static final Node METHOD = own("method");
  static final Node JUDGEMENT = own("judgement");
  static final Node JUDGED_CONCEPT = own("judgedConcept");
  static final Node VERDICT = own("verdict");
  static final Node FOUND_BY = own("foundBy");
  static final Node JUDGED_BY = own("judgedBy");
  static final Node VERSION = own("version");
  static final Node CONTENT = own("content");
  static final Node BYTES = own("bytes");
  static final Node EXTRACTOR = own("extractor");

  static final Node DRIVING_EVENT = own("drivingEvent");
  static final Node LESSON = own("lesson");
  static final Node RECOMMENDATION = own("recommendation");
  static final Node EVIDENCE = own("evidence");
  static final Node APPLICABILITY = own("applicability");
  static final Node OUTCOME_KIND = own("outcomeKind");
  static final Node EVENT_DATE = own("eventDate");
  static final Node PRIORITY = own("priority");
  static final Node STATUS = own("status");
  static final Node PROJECT = own("project");
  static final Node SLICE = own("slice");
  static final Node LOOP = own("loop");
  static final Node PROCESS = own("process");
  static final Node SENSOR = own("sensor");
  static final Node COMPARATOR = own("comparator");
  static final Node ACTIVATOR = own("activator");
  static final Node READING = own("reading");
  static final Node AT = own("at");
  static final Node VALUE = own("value");
  static final Node UNIT = own("unit");
  static final Node FIELD = own("field");
  static final Node NAME = own("name");
  static final Node TEXT = own("text");

  private Terms() {}

  private static Node own(String name) {
    return known(NodeFactory.createURI(CAIRN + name));
  }

  private static Node known(Node name) {
    ALL.add(name);
    return name;
  }

  /// Every name of these, all properties among them but the members of sequences.
  static Set<Node> all() {
    return Collections.unmodifiableSet(ALL);
  }

  /// The concept's own name; what is written like an IRI is one already.
  static Node concept(String idOrIri) {
    return NodeFactory.createURI(
        IRI.matcher(idOrIri).matches()
            ? idOrIri
            : CONCEPT + URLEncoder.encode(idOrIri, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  /// The short id of one of our own concepts, else the IRI.
  static String conceptId(Node concept) {
    var iri = concept.getURI();
    return iri.startsWith(CONCEPT)
        ? URLDecoder.decode(iri.substring(CONCEPT.length()), StandardCharsets.UTF_8)
        : iri;
  }

  /// The n-th member of a sequence, from 1.
  static Node member(int n) {
    return NodeFactory.createURI(RDF.getURI() + "_" + n);
  }

  /// A node of its own below the subject, by a readable name.
  static Node part(Node subject, String name) {
    var iri = subject.getURI();
    return NodeFactory.createURI(iri + (iri.indexOf('#') < 0 ? '#' : '-') + name);
  }

  /// Where the order of a property's texts stands.
  static Node sequence(Node subject, Node property) {
    var iri = property.getURI();
    int end = Math.max(iri.lastIndexOf('/'), Math.max(iri.lastIndexOf('#'), iri.lastIndexOf(':')));
    return part(subject, iri.substring(end + 1) + "-in-order");
  }
}
