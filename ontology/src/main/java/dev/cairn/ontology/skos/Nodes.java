package dev.cairn.ontology.skos;

import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.system.FactoryRDFStd;

/// Makes the nodes while a file is read. A language tag that is none would stop the parser or could
/// not be written again: it is mended (`en_GB`) or dropped.
final class Nodes extends FactoryRDFStd {
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

  private final Findings notes;

  Nodes(Findings notes) {
    this.notes = notes;
  }

  @Override
  public Node createLangLiteral(String text, String language) {
    if (TAG.matcher(language).matches()) return super.createLangLiteral(text, language);
    notes.add(DefectKind.LANGUAGE_TAG, "", "", "\"" + text + "\"@" + language);
    var mended = language.replace('_', '-');
    return TAG.matcher(mended).matches()
        ? super.createLangLiteral(text, mended)
        : createStringLiteral(text);
  }
}
