package dev.cairn.corpus.extract;

import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Reading.Block.Kind;
import dev.cairn.corpus.extract.BlockHandler.Form;
import dev.cairn.corpus.extract.Draft.Piece;
import dev.cairn.corpus.extract.Draft.Zone;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.EntryUtils;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
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
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.PasswordProvider;
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

  /// With this share of the words known, one form of a message is the other.
  private static final double SAME = 0.7;

  /// One word of so many must be new, or a piece of the other form is no news.
  private static final int FEW = 20;

  private static final Pattern WORD_END = Pattern.compile("[^\\p{L}\\p{N}]+");

  /// One page or picture has so long to be recognised, in seconds.
  private static final int RECOGNITION = 60;

  private static final String PDF = "application/pdf";
  private static final String RTF = "application/rtf";
  private static final String MSG = "application/vnd.ms-outlook";
  private static final String TNEF = "application/vnd.ms-tnef";
  private static final String FOXMAIL = "application/x-foxmail";
  private static final String SAVED_PAGE = "application/x-bplist-webarchive";
  private static final String LOCKED_IWORK = "application/x-tika-iworks-protected";

  private static final Set<String> ROWS = Set.of("text/csv", "text/tab-separated-values");
  private static final Set<String> MAIL = Set.of("message/rfc822", "application/mbox");
  private static final Set<String> MAILBOXES = Set.of("application/mbox", FOXMAIL);
  private static final Set<String> WITH_ATTACHMENTS = Set.of("message/rfc822", MSG, TNEF);

  /// What belongs to a message or a page and says nothing by itself.
  private static final Set<String> ACCESSORIES =
      Set.of(
          "application/pkcs7-signature",
          "application/x-pkcs7-signature",
          "application/pgp-signature",
          "text/css",
          "text/javascript",
          "application/javascript");

  /// What Outlook calls pictures that stand in the text.
  private static final Pattern INLINE_PICTURE = Pattern.compile("(?i)image\\d{3}\\.\\w{3,4}");

  private final Parsers parsers;
  private final ExtractLimits limits;
  private final LocalDate today;
  private final Optional<String> password;
  private final List<String> passwords;
  private final Room room;
  private final Draft draft;
  private final BlockHandler blocks;
  private final ParseContext context = new ParseContext();

  private Metadata found = Metadata.none();
  private String mediaType = MediaType.OCTET_STREAM.toString();
  private Optional<String> reason = Optional.empty();
  private Optional<String> boundary = Optional.empty();
  private boolean handsOver;
  private boolean container;
  private boolean unsupported;
  private int depth;
  private int parts;
  private boolean inMail;
  private boolean plainBody;
  private boolean tooMany;
  private boolean tooDeep;
  private boolean tooMuch;
  private boolean locked;
  private boolean damaged;

  /// @param password tried first, as the only one for what is not an archive
  /// @param passwords all that are known
  Parsing(
      Parsers parsers,
      ExtractLimits limits,
      LocalDate today,
      Optional<String> password,
      List<String> passwords,
      Path folder,
      long size) {
    this.parsers = parsers;
    this.limits = limits;
    this.today = today;
    this.password = password;
    this.passwords = passwords;
    draft = new Draft(limits.characters());
    blocks = new BlockHandler(draft);
    room = new Room(folder, limits, size, blocks::isBrokenOff);
    context.set(EmbeddedDocumentExtractor.class, this);
    context.set(Parser.class, parsers.parser);
    context.set(HtmlMapper.class, new IdentityHtmlMapper());
    context.set(EncodingDetector.class, new Utf8First());
    password.ifPresent(it -> context.set(PasswordProvider.class, _ -> it));
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

  Room room() {
    return room;
  }

  Metadata found() {
    return found;
  }

  /// What the bytes are, as far as known until now.
  String mediaType() {
    return mediaType;
  }

  /// Why there is no text in it, where that is known already.
  Optional<String> reason() {
    return reason;
  }

  /// What divides the parts of a mail.
  Optional<String> boundary() {
    return boundary;
  }

  /// Whether its files were handed over, and it is nothing else.
  boolean isContainer() {
    return container;
  }

  boolean isUnsupported() {
    return unsupported;
  }

  boolean tooMany() {
    return tooMany;
  }

  boolean tooDeep() {
    return tooDeep;
  }

  boolean tooMuch() {
    return tooMuch;
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
    if (readContainer(in, fileName, type) || readText(in, fileName, metadata, type)) return;
    // Where older Office formats look for the password, on this thread.
    Biff8EncryptionKey.setCurrentUserPassword(password.orElse(null));
    try (var resources = new TemporaryResources()) {
      var unlocked = resources.createTempFile();
      if (password.isPresent()
          && Unlocking.isMeant(mediaType)
          && Unlocking.unlock(in.getPath(), password.get(), unlocked)) {
        try (var open = TikaInputStream.get(unlocked)) {
          readDocument(open, metadata, type);
        }
      } else {
        readDocument(in, metadata, type);
      }
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }
  }

  private void readDocument(
      TikaInputStream in, org.apache.tika.metadata.Metadata metadata, MediaType type)
      throws IOException, SAXException, TikaException {
    handsOver = WITH_ATTACHMENTS.contains(mediaType) || isWebArchive(mediaType);
    inMail = MAIL.contains(mediaType) || mediaType.equals("multipart/related");
    boolean pages = readPages(in, type);
    var part = blocks.beginPart(pages ? Form.PDF : form(type));
    try {
      parsers.parser.parse(in, new BodyContentHandler(blocks), metadata, context);
    } finally {
      found = FoundMetadata.of(metadata, today);
      boundary =
          inMail || mediaType.equals("multipart/related")
              ? Optional.ofNullable(metadata.get(Message.MULTIPART_BOUNDARY))
              : Optional.empty();
      blocks.endPart(part);
    }
    finish(in, metadata, type);
  }

  private void finish(
      TikaInputStream in, org.apache.tika.metadata.Metadata metadata, MediaType type)
      throws IOException, SAXException, TikaException {
    if (Arrays.asList(metadata.getValues(org.apache.tika.metadata.Metadata.CONTENT_TYPE))
        .contains(LOCKED_IWORK)) throw new EncryptedDocumentException("locked");
    if (mediaType.equals("text/plain")) draft.change(0, PlainLines::findHeadings);
    if (isWebArchive(mediaType)) {
      container = true;
      reason = Optional.of(Sentences.webArchive(room.parts()));
    } else if (WITH_ATTACHMENTS.contains(mediaType)) {
      if (draft.isEmpty()) reason = Optional.of(Sentences.mail(room.parts()));
      else addAddresses(metadata);
    } else if (type.getType().equals("image")) {
      readPicture(in);
    } else if (draft.isEmpty()) {
      unsupported = !parsers.isKnown(type) || mediaType.equals("application/vnd.ms-works");
    }
  }

  private static boolean isWebArchive(String type) {
    return type.matches("application/w?arc(?:\\+gz)?");
  }

  /// Hands over what is in an archive or a mailbox.
  private boolean readContainer(TikaInputStream in, String fileName, MediaType type)
      throws IOException, SAXException, TikaException {
    if (MAILBOXES.contains(mediaType)) {
      container = true;
      reason =
          Optional.of(
              new Messages(room, blocks::isBrokenOff)
                  .read(in.getPath(), mediaType.equals(FOXMAIL)));
      return true;
    }
    var family = parsers.archive(type);
    if (family.isEmpty() && isMisnamedArchive(in, type)) {
      mediaType = MediaType.APPLICATION_ZIP.toString();
      family = Optional.of(MediaType.APPLICATION_ZIP);
    }
    if (family.isEmpty()) return false;
    container = true;
    var archives = new Archives(passwords, today, room, blocks::isBrokenOff);
    try {
      reason = Optional.of(archives.read(family.get(), in.getPath(), fileName));
    } catch (IOException e) {
      if (blocks.isBrokenOff()) throw new BrokenOffException();
      throw e;
    }
    return true;
  }

  /// Only by its name is this ZIP archive a book.
  private static boolean isMisnamedArchive(TikaInputStream in, MediaType type) throws IOException {
    if (!type.getSubtype().equals("epub+zip")) return false;
    try (var zip = ZipFile.builder().setPath(in.getPath()).get()) {
      return zip.getEntry("META-INF/container.xml") == null && zip.getEntry("mimetype") == null;
    } catch (IOException _) {
      return false;
    }
  }

  /// Reads Markdown and rows, which Tika would take as plain text.
  private boolean readText(
      TikaInputStream in,
      String fileName,
      org.apache.tika.metadata.Metadata metadata,
      MediaType type)
      throws IOException, SAXException, TikaException {
    if (!isText(type)) return false;
    boolean named = Markdown.isName(fileName);
    if (named || startsWithRule(in)) {
      var text = text(in, metadata);
      var matter = FrontMatter.of(text);
      if (named || matter.isPresent()) {
        mediaType = "text/markdown";
        found = matter.map(it -> Markdown.metadata(it, this::plain, today)).orElse(Metadata.none());
        readMarkdown(matter.map(FrontMatter::body).orElse(text));
        return true;
      }
      in.reset();
    }
    if (!readRows(in, metadata, type)) return false;
    found = FoundMetadata.of(metadata, today);
    return true;
  }

  private void readPicture(TikaInputStream in) throws IOException, SAXException, TikaException {
    if (draft.isEmpty() && parsers.recogniser.isPresent()) {
      var pictures = new Pictures(parsers.recogniser.get(), RECOGNITION, blocks::isBrokenOff);
      try (var again = TikaInputStream.get(in.getPath())) {
        addRecognised(0, pictures.text(again, mediaType));
      }
    }
    if (draft.isEmpty()) reason = Optional.of(Sentences.picture(parsers.recognition));
  }

  private void addRecognised(int page, String text) throws SAXException {
    for (var part : PlainLines.parts(text))
      draft.add(new Piece(part.kind(), part.level(), page, part.text(), Zone.BODY, false));
  }

  /// Who wrote to whom, below the text.
  private void addAddresses(org.apache.tika.metadata.Metadata metadata) throws SAXException {
    var line = new ArrayList<String>();
    addAddresses(line, "From", metadata.getValues(Message.MESSAGE_FROM));
    addAddresses(line, "To", metadata.getValues(Message.MESSAGE_TO));
    addAddresses(line, "Cc", metadata.getValues(Message.MESSAGE_CC));
    var named = String.join("; ", line);
    addAddresses(
        line,
        "Addresses",
        Arrays.stream(metadata.getValues(Message.MESSAGE_RECIPIENT_ADDRESS))
            .filter(address -> !named.contains(address))
            .toArray(String[]::new));
    if (!line.isEmpty())
      draft.add(new Piece(Kind.PARAGRAPH, 0, 0, String.join("; ", line), Zone.BODY, false));
  }

  private static void addAddresses(List<String> line, String role, String[] raw) {
    var names = CleanText.line(String.join(", ", raw));
    if (!names.isEmpty()) line.add(role + ": " + names);
  }

  /// Reads the pages of a PDF with their structure; if that fails, Tika reads them as they come, or
  /// says what is the matter.
  private boolean readPages(TikaInputStream in, MediaType type) throws SAXException {
    if (!type.toString().equals(PDF)) return false;
    int mark = draft.size();
    try (var document = Loader.loadPDF(in.getFile(), password.orElse(""))) {
      var pages = PdfLines.of(document, limits.characters(), blocks::isBrokenOff);
      PdfText.add(pages.lines(), draft);
      if (blocks.isBrokenOff()) throw new BrokenOffException();
      if (pages.tooMuch()) throw new StoppedException(Limits.characters(limits.characters()));
      if (parsers.recogniser.isPresent() && !pages.pictures().isEmpty()) {
        new Pictures(parsers.recogniser.get(), RECOGNITION, blocks::isBrokenOff)
            .read(document, pages.pictures(), this::addRecognised);
        draft.change(mark, pieces -> pieces.sort(Comparator.comparingInt(Piece::page)));
      }
      if (depth == 0 && draft.isEmpty()) {
        int count = pages.pictures().size();
        reason =
            Optional.of(
                count > 0
                    ? Sentences.scan(count, parsers.recognition)
                    : Sentences.emptyPages(Math.max(1, pages.count())));
      }
      return true;
    } catch (IOException | RuntimeException _) {
      draft.undo(mark);
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
      draft.undo(mark);
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
      if (out.length() > 2L * limits.characters() + 1000) {
        tooMuch = true;
        break;
      }
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
    if (name.equals(SAVED_PAGE)) return Form.SHELL;
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
    boolean handed = handsOver && depth == 0;
    return readable
        && (handed || !isMedium(metadata.get(org.apache.tika.metadata.Metadata.CONTENT_TYPE)));
  }

  /// Drawings of Windows hold their words as words, other pictures do not.
  private static boolean isMedium(@Nullable String type) {
    return type != null && type.matches("(?:image/(?!(?:x-)?[ew]mf)|audio/|video/|font/).*");
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
    if (handsOver && depth == 0 && !isBody(metadata, name, type)) {
      handOver(in, metadata, name, type);
      return;
    }
    if (isMedium(type.toString()) || inMail && ACCESSORIES.contains(type.toString())) return;
    // Of a saved page its styles, scripts and how they were sent are no text.
    if (mediaType.equals(SAVED_PAGE) && form(type) != Form.HTML) return;
    boolean body = inMail && isText(type) && name == null;
    boolean htmlBody = inMail && name == null && form(type) == Form.HTML;
    boolean sameAgain = htmlBody && plainBody && isAlternative(metadata);
    if (++parts > limits.parts()) {
      tooMany = true;
      return;
    }
    boolean outerMail = inMail;
    boolean outerPlain = plainBody;
    inMail = MAIL.contains(type.toString()) || type.toString().equals("multipart/related");
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
    } catch (StoppedException | BrokenOffException e) {
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
    if (sameAgain) {
      keepNews(mark);
    } else if (body || htmlBody) {
      int length = draft.since(mark).stream().mapToInt(piece -> piece.text().length()).sum();
      if (body && length < SHORTEST_BODY && isAlternative(metadata)) {
        draft.undo(mark);
      } else if (body && length > 0) {
        plainBody = true;
      }
    } else {
      draft.putBelow(mark, heading(metadata, name));
    }
  }

  /// Whether this is the text of a message and not something attached to it.
  private boolean isBody(
      org.apache.tika.metadata.Metadata metadata, @Nullable String name, MediaType type) {
    if (mediaType.equals(TNEF)) return "message.rtf".equals(name) && type.toString().equals(RTF);
    if (!inMail || name != null || !type.getType().equals("text")) return false;
    var disposition = metadata.get(org.apache.tika.metadata.Metadata.CONTENT_DISPOSITION);
    return disposition == null || !disposition.toLowerCase(Locale.ROOT).startsWith("attachment");
  }

  private void handOver(
      TikaInputStream in,
      org.apache.tika.metadata.Metadata metadata,
      @Nullable String name,
      MediaType type)
      throws SAXException, IOException {
    if (ACCESSORIES.contains(type.toString()) || isInlinePicture(metadata, name, type)) return;
    var opened = in.getOpenContainer();
    room.take(
        partName(in, metadata, name, type),
        Metadata.none(),
        out -> {
          if (opened instanceof DirectoryEntry directory) writeOle(directory, out);
          else in.transferTo(out);
        });
  }

  private static boolean isInlinePicture(
      org.apache.tika.metadata.Metadata metadata, @Nullable String name, MediaType type) {
    if (!type.getType().equals("image")) return false;
    var kind = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
    var disposition = metadata.get(org.apache.tika.metadata.Metadata.CONTENT_DISPOSITION);
    boolean attached =
        disposition != null && disposition.toLowerCase(Locale.ROOT).startsWith("attachment");
    return name == null
        || INLINE_PICTURE.matcher(name).matches()
        || !attached && EmbeddedResourceType.INLINE.toString().equals(kind)
        || !attached && "related".equalsIgnoreCase(metadata.get(Message.MULTIPART_SUBTYPE));
  }

  private static String partName(
      TikaInputStream in,
      org.apache.tika.metadata.Metadata metadata,
      @Nullable String name,
      MediaType type)
      throws IOException {
    if (name != null && !name.isBlank()) return name;
    if (type.toString().equals("message/rfc822")) return Messages.subject(in) + ".eml";
    var address = metadata.get("warc:WARC-Target-URI");
    if (address != null) {
      var path = address.replaceFirst("^[a-z]+://", "");
      return path.endsWith("/") || path.indexOf('/') < 0 ? path + "/index.html" : path;
    }
    var title = metadata.get(TikaCoreProperties.TITLE);
    var stem = title == null || title.isBlank() ? "attachment" : title.replace('/', '-');
    try {
      return stem + MimeTypes.getDefaultMimeTypes().forName(type.toString()).getExtension();
    } catch (MimeTypeException _) {
      return stem;
    }
  }

  /// A message in a message of Outlook is a branch of the same file; alone, it is a file again.
  private static void writeOle(DirectoryEntry directory, OutputStream out) throws IOException {
    try (var file = new POIFSFileSystem()) {
      EntryUtils.copyNodes(directory, file.getRoot());
      file.writeFilesystem(out);
    }
  }

  /// Where most words of the pieces from the mark on stand in those before it, they are the message
  /// once more, with its looks: only what is new of them stays. Some programs write something else
  /// into the plain form.
  private void keepNews(int mark) throws SAXException {
    var pieces = draft.since(0);
    var before = words(pieces.subList(0, mark));
    var again = pieces.subList(mark, pieces.size());
    var after = words(again);
    long known = after.stream().filter(before::contains).count();
    if (known < after.size() * SAME) return;
    draft.undo(mark);
    for (var piece : again) {
      var said = words(List.of(piece));
      long news = said.stream().filter(word -> !before.contains(word)).count();
      if (news * FEW >= said.size() && news > 0) draft.add(piece);
    }
  }

  private static Set<String> words(List<Piece> pieces) {
    return pieces.stream()
        .flatMap(piece -> WORD_END.splitAsStream(piece.text().toLowerCase(Locale.ROOT)))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
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
      if (t instanceof StoppedException own) throw own;
      if (t instanceof BrokenOffException own) throw own;
    }
  }
}
