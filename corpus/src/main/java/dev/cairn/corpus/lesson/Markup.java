package dev.cairn.corpus.lesson;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Fragments of HTML that stand in cells of tables, reduced to plain text. Only what is surely
/// markup counts: `a < b`, `<TBD>` and `R&D` stay as they are.
final class Markup {
  private static final Pattern UNSEEN =
      Pattern.compile(
          "<!--.*?-->|<(script|style)\\b.*?</\\1\\s*>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)(\\s[^<>]*)?/?>");
  private static final Pattern HREF =
      Pattern.compile("href\\s*=\\s*[\"'”“]?(https?://[^\"'”“\\s>]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ENTITY =
      Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});");

  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "ul",
          "ol",
          "dl",
          "table",
          "blockquote",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "pre",
          "section",
          "article",
          "hr");
  private static final Set<String> LINES = Set.of("br", "tr", "dt", "dd");
  private static final Set<String> INLINE =
      Set.of(
          "a", "b", "i", "u", "em", "strong", "span", "font", "sup", "sub", "code", "small", "big",
          "tt", "img", "center", "tbody", "thead", "td", "th", "strike", "html", "body");

  private static final Map<String, String> ENTITIES = entities();

  private Markup() {}

  static String toText(String text) {
    if (text.indexOf('<') < 0 && text.indexOf('&') < 0) return text;
    return tidy(decode(untag(UNSEEN.matcher(text).replaceAll(" "))));
  }

  private static String untag(String text) {
    var out = new StringBuilder();
    var link = "";
    var tags = TAG.matcher(text);
    int last = 0;
    while (tags.find()) {
      var name = tags.group(2).toLowerCase(Locale.ROOT);
      boolean ends = !tags.group(1).isEmpty();
      if (!BLOCKS.contains(name)
          && !LINES.contains(name)
          && !INLINE.contains(name)
          && !name.equals("li")) continue;
      out.append(text, last, tags.start());
      last = tags.end();
      if (name.equals("a")) {
        if (!ends) link = href(tags.group());
        else if (!link.isEmpty()) {
          if (out.indexOf(link) < 0) out.append(" (").append(link).append(')');
          link = "";
        }
      } else if (name.equals("li")) out.append(ends ? "\n" : "\n- ");
      else if (BLOCKS.contains(name)) out.append("\n\n");
      else if (LINES.contains(name)) out.append('\n');
      else if (name.equals("td") || name.equals("th")) out.append(' ');
    }
    return out.append(text, last, text.length()).toString();
  }

  private static String href(String tag) {
    var href = HREF.matcher(tag);
    return href.find() ? href.group(1) : "";
  }

  private static String decode(String text) {
    return ENTITY
        .matcher(text)
        .replaceAll(
            m -> java.util.regex.Matcher.quoteReplacement(character(m.group(1), m.group())));
  }

  private static String character(String name, String otherwise) {
    if (name.charAt(0) != '#') return ENTITIES.getOrDefault(name, otherwise);
    boolean hex = Character.toLowerCase(name.charAt(1)) == 'x';
    int code = hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
    boolean printable =
        Character.isValidCodePoint(code)
            && (code >= ' ' || code == '\n' || code == '\t')
            && !(code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE);
    return printable ? Character.toString(code) : otherwise;
  }

  /// One blank between words, one empty line between paragraphs.
  private static String tidy(String text) {
    return text.replaceAll("[ \\t\\u00a0]+", " ")
        .replaceAll(" ?\\n ?", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .replaceAll("\\n\\n- ", "\n- ")
        .strip();
  }

  /// The names of HTML 4 for Latin-1 in the order of their code points, and the usual others.
  private static Map<String, String> entities() {
    var names = new HashMap<String, String>();
    var latin =
        """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg \
        plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest \
        Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute \
        Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml \
        Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc \
        euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
        ugrave uacute ucirc uuml yacute thorn yuml\
        """;
    int code = 0xa0;
    for (var name : latin.split("\\s+")) names.put(name, Character.toString(code++));
    var others =
        """
        amp=& lt=< gt=> quot=" apos=' colon=: ndash=– mdash=— lsquo=‘ rsquo=’ sbquo=‚ ldquo=“ \
        rdquo=” bdquo=„ bull=• hellip=… prime=′ Prime=″ permil=‰ euro=€ trade=™ larr=← uarr=↑ \
        rarr=→ darr=↓ harr=↔ infin=∞ ne=≠ le=≤ ge=≥ asymp=≈ minus=− radic=√ sum=∑ part=∂ Delta=Δ \
        Omega=Ω alpha=α beta=β gamma=γ delta=δ epsilon=ε theta=θ lambda=λ mu=μ pi=π rho=ρ sigma=σ \
        tau=τ phi=φ omega=ω dagger=† lsaquo=‹ rsaquo=› OElig=Œ oelig=œ Scaron=Š scaron=š thinsp=\u2009 \
        ensp=\u2002 emsp=\u2003\
        """;
    for (var pair : others.split(" "))
      names.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    return Map.copyOf(names);
  }
}
