package dev.cairn.corpus.extract;

import dev.cairn.corpus.Reading.Block.Kind;
import dev.cairn.corpus.extract.Draft.Piece;
import dev.cairn.corpus.extract.Draft.Zone;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Turns the XHTML events that Tika makes of every format into pieces of a draft.
final class BlockHandler extends DefaultHandler {
  /// What sort of file the events come from: the same element means different things.
  enum Form {
    /// A web page as its author wrote it.
    HTML,
    /// Plain text: line ends carry meaning.
    PLAIN,
    /// A PDF whose pages were read already: only its forms and the like are wanted.
    PDF,
    /// What only wraps other files: nothing but those is wanted.
    SHELL,
    /// What Tika made of an office file, a PDF, a mail and all others.
    OFFICE
  }

  private static final Set<String> SKIPPED =
      Set.of(
          "head",
          "script",
          "style",
          "noscript",
          "template",
          "svg",
          "button",
          "select",
          "option",
          "textarea",
          "datalist",
          "object",
          "iframe",
          "canvas",
          "audio",
          "video",
          "map",
          "input");

  /// Where the elements are Tika's own, names mean little else.
  private static final Set<String> UNSEEN = Set.of("head", "script", "style");

  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
          "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s",
          "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
          "wbr");

  /// A cell with more is a column of a layout, not a value.
  private static final int LONGEST_CELL = 600;

  /// A title of a slide has at most so much.
  private static final int LONGEST_SLIDE_TITLE = 150;

  private static final Pattern BULLET = Pattern.compile("^[·•▪‣◦*–-]\\s+(?=\\S)");
  private static final Pattern NO_WORD = Pattern.compile("[\\P{L}]*");
  private static final Pattern HIDDEN =
      Pattern.compile("(?i)(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)");

  private final Draft draft;
  private final Deque<Frame> open = new ArrayDeque<>();
  private final Deque<Row> rows = new ArrayDeque<>();
  private final SequencedSet<String> margins = new LinkedHashSet<>();
  private final StringBuilder current = new StringBuilder();
  private Form form = Form.OFFICE;
  private int page;
  private int boldLetters;
  private int letters;
  private boolean slides;
  private boolean slideTitleDue;
  private boolean slideNotes;
  private boolean listParagraph;
  private volatile boolean brokenOff;

  /// What an open element means for what is inside it.
  private static final class Frame {
    final String name;
    boolean skipped;
    boolean pre;
    boolean quote;
    boolean bold;
    int heading;
    int lists;
    int items;
    int main;
    int articles;
    boolean around;
    boolean margin;

    Frame(String name, @Nullable Frame outer) {
      this.name = name;
      if (outer == null) return;
      skipped = outer.skipped;
      pre = outer.pre;
      quote = outer.quote;
      bold = outer.bold;
      heading = outer.heading;
      lists = outer.lists;
      items = outer.items;
      main = outer.main;
      articles = outer.articles;
      around = outer.around;
      margin = outer.margin;
    }
  }

  /// A row of a table: of values, or, as soon as it shows, of a layout.
  private static final class Row {
    final List<String> cells = new ArrayList<>();
    boolean layout;
  }

  BlockHandler(Draft draft) {
    this.draft = draft;
  }

  /// From another thread: end at the next event.
  void breakOff() {
    brokenOff = true;
  }

  /// Begins a part of this form and returns where it begins.
  Part beginPart(Form next) throws SAXException {
    makeLayout();
    flush();
    var part =
        new Part(
            form,
            draft.size(),
            open.size(),
            rows.size(),
            page,
            List.copyOf(margins),
            slides,
            slideTitleDue,
            slideNotes);
    margins.clear();
    slides = false;
    slideTitleDue = false;
    slideNotes = false;
    // What surrounds the part means nothing inside it.
    open.push(new Frame("part", null));
    form = next;
    page = 0;
    return part;
  }

  /// Ends a part, even where its parser gave up in the middle. Of a web page only what matters
  /// stays.
  void endPart(Part part) throws SAXException {
    try {
      while (rows.size() > part.rows()) endRow();
      flush();
      endMargins(part);
    } finally {
      while (rows.size() > part.rows()) rows.pop();
      while (open.size() > part.open()) open.pop();
      tidy(part);
    }
  }

  /// What stands above or below every page stands once, below the text.
  private void endMargins(Part part) throws SAXException {
    var lines = List.copyOf(margins);
    margins.clear();
    margins.addAll(part.margins());
    for (var line : lines) draft.add(new Piece(Kind.PARAGRAPH, 0, 0, line, Zone.BODY, false));
  }

  private void tidy(Part part) {
    switch (form) {
      case HTML -> draft.change(part.mark(), WebPage::keepMatter);
      case OFFICE -> draft.change(part.mark(), OfficeText::tidy);
      case PLAIN, PDF, SHELL -> {}
    }
    form = part.form();
    page = part.page();
    slides = part.slides();
    slideTitleDue = part.slideTitleDue();
    slideNotes = part.slideNotes();
  }

  /// What was the case where a part began.
  record Part(
      Form form,
      int mark,
      int open,
      int rows,
      int page,
      List<String> margins,
      boolean slides,
      boolean slideTitleDue,
      boolean slideNotes) {}

  @Override
  public void startElement(String uri, String local, String qualified, Attributes attributes)
      throws SAXException {
    check();
    var name = (local.isEmpty() ? qualified : local).toLowerCase(Locale.ROOT);
    var frame = new Frame(name, open.peek());
    open.push(frame);
    if (isSkipped(name, attributes)) {
      // What stood before stays a block of its own only if the skipped element was one.
      frame.skipped = true;
      return;
    }
    if (frame.skipped) return;
    if (INLINE.contains(name)) {
      if (name.equals("b") || name.equals("strong")) frame.bold = true;
      return;
    }
    startBlock(name, frame, attributes);
  }

  private void startBlock(String name, Frame frame, Attributes attributes) throws SAXException {
    var style = value(attributes, "class");
    switch (name) {
      case "br" -> current.append('\n');
      case "td", "th" -> startCell();
      case "tr" -> {
        flush();
        rows.push(new Row());
      }
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        makeLayout();
        flush();
        frame.heading = name.charAt(1) - '0';
      }
      case "ul", "ol", "menu" -> {
        makeLayout();
        flush();
        frame.lists++;
      }
      case "table" -> {
        makeLayout();
        flush();
      }
      case "li" -> {
        flush();
        frame.items++;
      }
      case "pre" -> {
        makeLayout();
        flush();
        frame.pre = true;
      }
      case "blockquote" -> {
        flush();
        frame.quote = true;
      }
      case "p" -> {
        flush();
        listParagraph = form == Form.OFFICE && style.toLowerCase(Locale.ROOT).startsWith("list");
      }
      default -> flush();
    }
    if (form == Form.HTML) enterZone(name, frame, attributes);
    if (form == Form.OFFICE) enterPage(name, style);
  }

  private boolean isSkipped(String name, Attributes attributes) {
    if (form == Form.HTML ? SKIPPED.contains(name) : UNSEEN.contains(name)) return true;
    if (form == Form.HTML)
      return attributes.getValue("hidden") != null
          || HIDDEN.matcher(value(attributes, "style")).find();
    var style = value(attributes, "class");
    if (form == Form.PDF) return name.equals("div") && style.equals("page");
    // What a slide has from its master.
    return form == Form.OFFICE && style.equals("slide-master-content");
  }

  private static void enterZone(String name, Frame frame, Attributes attributes) {
    var role = value(attributes, "role");
    if (name.equals("main") || role.equals("main")) frame.main++;
    if (name.equals("article") || role.equals("article")) frame.articles++;
    boolean inMatter = frame.main + frame.articles > 0;
    switch (name) {
      case "nav" -> frame.around = true;
      case "header", "footer", "aside" -> frame.around |= !inMatter;
      default -> {
        switch (role) {
          case "navigation", "search" -> frame.around = true;
          case "banner", "contentinfo", "complementary" -> frame.around |= !inMatter;
          default -> {}
        }
      }
    }
  }

  private void enterPage(String name, String style) {
    if (!name.equals("div")) return;
    switch (style) {
      case "header", "footer" -> open.element().margin = true;
      case "page", "sheet" -> page++;
      case "slide-content" -> {
        page++;
        slides = true;
        slideTitleDue = true;
        slideNotes = false;
      }
      case "slide-notes" -> {
        slideTitleDue = false;
        slideNotes = true;
      }
      default -> {}
    }
  }

  @Override
  public void endElement(String uri, String local, String qualified) throws SAXException {
    var frame = open.peek();
    if (frame == null) return;
    if (!frame.skipped) {
      switch (frame.name) {
        case "td", "th" -> endCell();
        case "tr" -> endRow();
        default -> {
          if (!INLINE.contains(frame.name) && !frame.name.equals("br")) flush();
        }
      }
    }
    open.pop();
  }

  private void startCell() throws SAXException {
    var row = rows.peek();
    if (row == null || row.layout) flush();
    else current.setLength(0);
  }

  private void endCell() throws SAXException {
    var row = rows.peek();
    if (row == null || row.layout) {
      flush();
      return;
    }
    var cell = CleanText.line(current);
    resetCurrent();
    if (!cell.isEmpty()) row.cells.add(cell);
    if (cell.length() > LONGEST_CELL) makeLayout();
  }

  private void endRow() throws SAXException {
    var row = rows.peek();
    if (row != null && !row.layout && !row.cells.isEmpty()) {
      rows.pop();
      var text = String.join(" | ", row.cells);
      var outer = rows.peek();
      if (outer == null || outer.layout) {
        addPiece(Kind.TABLE_ROW, 0, text, false);
      } else {
        current.append(text).append('\n');
      }
      return;
    }
    flush();
    rows.poll();
  }

  /// What looked like a row of values holds headings, lists or long texts: it is a layout, so its
  /// cells become paragraphs.
  private void makeLayout() throws SAXException {
    var row = rows.peek();
    if (row == null || row.layout) return;
    row.layout = true;
    for (var cell : row.cells) addPiece(Kind.PARAGRAPH, 0, cell, false);
    row.cells.clear();
  }

  @Override
  public void characters(char[] ch, int start, int length) throws SAXException {
    check();
    var frame = open.peek();
    if (form == Form.SHELL || frame != null && frame.skipped) return;
    current.append(ch, start, length);
    // Measured before cleaning, since a file can have gigabytes of blanks.
    if (current.length() > 2L * draft.limit() + 1000)
      throw new StoppedException(Limits.characters(draft.limit()));
    for (int i = start; i < start + length; i++) {
      if (!Character.isLetter(ch[i])) continue;
      letters++;
      if (frame != null && frame.bold) boldLetters++;
    }
  }

  @Override
  public void ignorableWhitespace(char[] ch, int start, int length) throws SAXException {
    check();
    if (form != Form.PLAIN) current.append(' ');
  }

  boolean isBrokenOff() {
    return brokenOff || Thread.currentThread().isInterrupted();
  }

  private void check() throws BrokenOffException {
    if (isBrokenOff()) throw new BrokenOffException();
  }

  private void flush() throws SAXException {
    var frame = open.peek();
    var row = rows.peek();
    if (row != null && !row.layout) {
      // Inside a cell: its paragraphs are one line.
      if (!current.isEmpty()) current.append('\n');
      return;
    }
    if (current.isEmpty()) return;
    boolean bold = letters > 0 && boldLetters == letters;
    var raw = current.toString();
    resetCurrent();
    if (frame != null && frame.heading > 0) {
      addPiece(Kind.HEADING, frame.heading, CleanText.line(raw), false);
    } else if (frame != null && frame.pre && form == Form.HTML) {
      addPiece(Kind.CODE, 0, CleanText.lines(raw), false);
    } else if (form == Form.PLAIN) {
      for (var part : PlainLines.parts(raw)) addPiece(part.kind(), part.level(), part.text(), bold);
    } else {
      addText(frame, CleanText.line(raw), bold);
    }
  }

  private void addText(@Nullable Frame frame, String text, boolean bold) throws SAXException {
    if (form == Form.OFFICE) {
      boolean wordless = NO_WORD.matcher(text).matches();
      // The number of the slide, as a field on it.
      if (slides && text.equals(Integer.toString(page)) || slideNotes && wordless) return;
      if (slideTitleDue && !wordless && text.length() <= LONGEST_SLIDE_TITLE) {
        slideTitleDue = false;
        addPiece(Kind.HEADING, 1, text, false);
        return;
      }
      var bullet = BULLET.matcher(text);
      if (bullet.find() || listParagraph) {
        addPiece(Kind.LIST_ITEM, 1, bullet.replaceFirst(""), bold);
        return;
      }
    }
    if (frame != null && frame.items > 0)
      addPiece(Kind.LIST_ITEM, Math.max(1, frame.lists), text, bold);
    else if (frame != null && frame.quote) addPiece(Kind.QUOTE, 0, text, bold);
    else addPiece(Kind.PARAGRAPH, 0, text, bold);
  }

  private void addPiece(Kind kind, int level, String text, boolean bold) throws SAXException {
    var frame = open.peek();
    if (frame != null && frame.margin) {
      if (!NO_WORD.matcher(text).matches()) margins.add(text);
      return;
    }
    draft.add(new Piece(kind, level, page, text, zone(), bold));
  }

  private Zone zone() {
    var frame = open.peek();
    if (frame == null) return Zone.BODY;
    if (frame.around) return Zone.AROUND;
    if (frame.main > 0) return Zone.MAIN;
    return frame.articles > 0 ? Zone.ARTICLE : Zone.BODY;
  }

  private void resetCurrent() {
    current.setLength(0);
    letters = 0;
    boldLetters = 0;
  }

  private static String value(Attributes attributes, String name) {
    var value = attributes.getValue(name);
    return value == null ? "" : value;
  }
}
