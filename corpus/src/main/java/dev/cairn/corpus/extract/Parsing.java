package dev.cairn.corpus.extract;

import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.extract.BlockHandler.Form;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.detect.AutoDetectReader;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.TikaCoreProperties.EmbeddedResourceType;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.IdentityHtmlMapper;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.EmbeddedContentHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/// One file being read, with the files inside it. For one thread; only `breakOff` may come from
/// another.
final class Parsing implements EmbeddedDocumentExtractor {
  /// Shorter than this, the plain part of a mail says only that one should look at the other.
  private static final int SHORTEST_BODY = 30;

  private static final Set<String> ROWS = Set.of("text/csv", "text/tab-separated-values");
  private static final Set<String> MAIL = Set.of("message/rfc822", "application/mbox");

  private final Parsers parsers;
  private final ExtractLimits limits;
  private final LocalDate today;
  private final Draft draft;
  private final BlockHandler blocks;
  private final ParseContext context = new ParseContext();

  private Metadata found = Metadata.none();
  private String mediaType = MediaType.OCTET_STREAM.toString();
  private int depth;
  private int parts;
  private boolean inMail;
  private boolean plainBody;
  private boolean tooMany;
  private boolean tooDeep;
  private boolean locked;
  private boolean damaged;

  Parsing(Parsers parsers, ExtractLimits limits, LocalDate today) {
    this.parsers = parsers;
    this.limits = limits;
    this.today = today;
    draft = new Draft(limits.characters());
    blocks = new BlockHandler(draft);
    context.set(EmbeddedDocumentExtractor.class, this);
    context.set(Parser.class, parsers.parser);
    context.set(HtmlMapper.class, new IdentityHtmlMapper());
    context.set(EncodingDetector.class, new Utf8First());
    var pdf = new PDFParserConfig();
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    pdf.setExtractBookmarksText(false);
    context.set(PDFParserConfig.class, pdf);
    var office = new OfficeParserConfig();
    office.setWriteSelectHeadersInBody(false);
    context.set(OfficeParserConfig.class, office);
  }

  void breakOff() {
    blocks.breakOff();
  }

  Draft draft() {
    return draft;
  }

  Metadata found() {
    return found;
  }

  /// What the bytes are, as far as known until now.
  String mediaType() {
    return mediaType;
  }

  boolean tooMany() {
    return tooMany;
  }

  boolean tooDeep() {
    return tooDeep;
  }

  /// Whether a file inside is locked.
  boolean locked() {
    return locked;
  }

  /// Whether a file inside could not be read.
  boolean damaged() {
    return damaged;
  }

  void read(TikaInputStream in, String fileName) throws IOException, SAXException, TikaException {
    var metadata = new org.apache.tika.metadata.Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, fileName);
    var type = parsers.detector.detect(in, metadata).getBaseType();
    mediaType = type.toString();
    var matter = Optional.<FrontMatter>empty();
    if (isText(type)) {
      boolean named = Markdown.isName(fileName);
      if (named || startsWithRule(in)) {
        var text = text(in, metadata);
        matter = FrontMatter.of(text);
        if (named || matter.isPresent()) {
          mediaType = "text/markdown";
          readMarkdown(matter.map(FrontMatter::body).orElse(text));
          found =
              matter.map(it -> Markdown.metadata(it, this::plain, today)).orElse(Metadata.none());
          return;
        }
        in.reset();
      }
      if (readRows(in, metadata, type)) {
        found = FoundMetadata.of(metadata, today);
        return;
      }
    }
    inMail = MAIL.contains(mediaType);
    boolean pages = readPages(in, type);
    var part = blocks.beginPart(pages ? Form.PDF : form(type));
    try {
      parsers.parser.parse(in, new BodyContentHandler(blocks), metadata, context);
    } finally {
      blocks.endPart(part);
    }
    if (mediaType.equals("text/plain")) PlainLines.findHeadings(draft.since(0));
    found = FoundMetadata.of(metadata, today);
  }

  /// Reads the pages of a PDF with their structure; if that fails, Tika reads them as they come, or
  /// says what is the matter.
  private boolean readPages(TikaInputStream in, MediaType type) throws SAXException {
    if (!type.toString().equals("application/pdf")) return false;
    int mark = draft.size();
    try {
      PdfText.add(PdfLines.of(in.getPath(), limits.characters()), draft);
      return true;
    } catch (IOException | RuntimeException _) {
      draft.since(mark).clear();
      return false;
    }
  }

  private boolean readRows(
      TikaInputStream in, org.apache.tika.metadata.Metadata metadata, MediaType type)
      throws IOException, SAXException, TikaException {
    if (!ROWS.contains(type.toString())) return false;
    int mark = draft.size();
    try {
      DelimitedText.add(text(in, metadata), draft);
      return true;
    } catch (IOException | IllegalStateException | UncheckedIOException _) {
      // A quote that is never closed and the like: Tika takes it as plain text.
      draft.since(mark).clear();
      in.reset();
      return false;
    }
  }

  private static boolean isText(MediaType type) {
    return type.getType().equals("text") && !type.getSubtype().contains("html");
  }

  private static boolean startsWithRule(InputStream in) throws IOException {
    in.mark(8);
    try {
      var start = new String(in.readNBytes(7), StandardCharsets.UTF_8);
      return start.replace("\uFEFF", "").startsWith("---");
    } finally {
      in.reset();
    }
  }

  private String text(TikaInputStream in, org.apache.tika.metadata.Metadata metadata)
      throws IOException, SAXException, TikaException {
    in.mark(Integer.MAX_VALUE);
    var out = new StringBuilder();
    var reader = new AutoDetectReader(in, metadata, new Utf8First());
    var chunk = new char[8192];
    for (int n; (n = reader.read(chunk)) >= 0; ) {
      out.append(chunk, 0, n);
      if (out.length() > 2L * limits.characters() + 1000) throw new TooMuchTextException();
    }
    return out.toString();
  }

  private void readMarkdown(String body) throws SAXException {
    var part = blocks.beginPart(Form.HTML);
    try {
      parsers.html.parseString(
          parsers.markdown.html(body),
          new BodyContentHandler(blocks),
          new org.apache.tika.metadata.Metadata(),
          context);
    } finally {
      blocks.endPart(part);
    }
  }

  /// The text of a piece of HTML.
  private String plain(String html) {
    if (html.indexOf('<') < 0 && html.indexOf('&') < 0) return html;
    var words = new Draft(limits.characters());
    var handler = new BlockHandler(words);
    try {
      var part = handler.beginPart(Form.HTML);
      parsers.html.parseString(
          html,
          new BodyContentHandler(handler),
          new org.apache.tika.metadata.Metadata(),
          new ParseContext());
      handler.endPart(part);
      return words.reading().text();
    } catch (SAXException _) {
      return html;
    }
  }

  private static Form form(MediaType type) {
    var name = type.toString();
    if (name.equals("text/html") || name.contains("xhtml")) return Form.HTML;
    boolean lines =
        type.getType().equals("text")
            && !Set.of("csv", "tab-separated-values", "xml", "rtf", "x-vcard", "calendar")
                .contains(type.getSubtype());
    return lines ? Form.PLAIN : Form.OFFICE;
  }

  @Override
  public boolean shouldParseEmbedded(org.apache.tika.metadata.Metadata metadata) {
    var kind = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
    boolean readable =
        kind == null
            || kind.equals(EmbeddedResourceType.ATTACHMENT.toString())
            || kind.equals(EmbeddedResourceType.INLINE.toString())
            || kind.equals(EmbeddedResourceType.ALTERNATE_FORMAT_CHUNK.toString());
    return readable && !isMedium(metadata.get(org.apache.tika.metadata.Metadata.CONTENT_TYPE));
  }

  private static boolean isMedium(@Nullable String type) {
    return type != null && type.matches("(?:image|audio|video|font)/.*");
  }

  @Override
  public void parseEmbedded(
      InputStream stream,
      ContentHandler handler,
      org.apache.tika.metadata.Metadata metadata,
      boolean outputHtml)
      throws SAXException, IOException {
    if (depth >= limits.depth()) {
      tooDeep = true;
      return;
    }
    var in = TikaInputStream.cast(stream);
    if (in != null) {
      parsePart(in, metadata);
    } else {
      // Whoever gave the stream closes it; this only lends it the ways of a TikaInputStream.
      var lent = TikaInputStream.get(stream, new TemporaryResources(), metadata);
      parsePart(lent, metadata);
    }
  }

  private void parsePart(TikaInputStream in, org.apache.tika.metadata.Metadata metadata)
      throws SAXException, IOException {
    var name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    var type = parsers.detector.detect(in, metadata).getBaseType();
    if (isMedium(type.toString())) return;
    boolean body = inMail && isText(type) && name == null;
    boolean htmlBody = inMail && name == null && form(type) == Form.HTML;
    if (htmlBody && plainBody && isAlternative(metadata)) return;
    if (++parts > limits.parts()) {
      tooMany = true;
      return;
    }
    boolean outerMail = inMail;
    boolean outerPlain = plainBody;
    inMail = MAIL.contains(type.toString());
    depth++;
    int mark = draft.size();
    boolean pages = readPages(in, type);
    var part = blocks.beginPart(pages ? Form.PDF : form(type));
    try {
      if (name != null && Markdown.isName(name) && isText(type)) {
        var text = text(in, metadata);
        readMarkdown(FrontMatter.of(text).map(FrontMatter::body).orElse(text));
      } else if (!readRows(in, metadata, type)) {
        parsers.parser.parse(
            in, new EmbeddedContentHandler(new BodyContentHandler(blocks)), metadata, context);
      }
    } catch (EncryptedDocumentException _) {
      locked = true;
    } catch (TooMuchTextException | BrokenOffException e) {
      throw e;
    } catch (TikaException | SAXException | IOException | RuntimeException e) {
      rethrowOwn(e);
      damaged = true;
    } finally {
      depth--;
      inMail = outerMail;
      plainBody = outerPlain;
      blocks.endPart(part);
    }
    if (body || htmlBody) {
      int length = draft.since(mark).stream().mapToInt(piece -> piece.text().length()).sum();
      if (body && length < SHORTEST_BODY && isAlternative(metadata)) {
        draft.since(mark).clear();
      } else if (body && length > 0) {
        plainBody = true;
      }
    } else {
      draft.putBelow(mark, heading(metadata, name));
    }
  }

  private static boolean isAlternative(org.apache.tika.metadata.Metadata metadata) {
    var subtype = metadata.get(Message.MULTIPART_SUBTYPE);
    return subtype != null
        && Set.of("alternative", "related").contains(subtype.toLowerCase(Locale.ROOT));
  }

  private static String heading(org.apache.tika.metadata.Metadata metadata, @Nullable String name) {
    if (name != null && !name.isBlank()) return name;
    var title = metadata.get(TikaCoreProperties.TITLE);
    return title == null ? "" : title;
  }

  /// Parsers wrap what passes through them.
  private static void rethrowOwn(Throwable thrown) throws SAXException {
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof TooMuchTextException own) throw own;
      if (t instanceof BrokenOffException own) throw own;
    }
  }
}
