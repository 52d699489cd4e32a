package dev.cairn.ontology.skos;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import dev.cairn.ontology.skos.SkosFile.Refused;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandler;
import org.jspecify.annotations.Nullable;

/// Reads vocabularies that others wrote. Fetches nothing, keeps nothing.
public final class SkosFiles {
  /// Longest file that is read, in bytes.
  public static final int MOST_BYTES = 128 * 1024 * 1024;

  /// Most concepts that are taken.
  public static final int MOST_CONCEPTS = 100_000;

  /// What relative IRIs are relative to where a file does not say.
  static final String BASE = "https://vocabulary.invalid/";

  private static final int MOST_DEPTH = 100;
  private static final Pattern EXTERNAL_ENTITY =
      Pattern.compile("<!ENTITY\\s+(%\\s+)?[^\\s>]+\\s+(SYSTEM|PUBLIC)\\b");
  private static final int PROLOG = 1 << 20;

  private SkosFiles() {}

  /// Reads a file. What it is is found by its content, and by its name where that leaves a choice.
  ///
  /// Memory: about as much as ten times the file, for as long as this runs.
  ///
  /// @param name of the file, as it was given; without a folder
  public static SkosFile read(byte[] bytes, String name) {
    return read(bytes, name, _ -> {});
  }

  /// The same.
  ///
  /// @param watcher told how many bytes the parser has taken, now and then
  public static SkosFile read(byte[] bytes, String name, LongConsumer watcher) {
    if (bytes.length > MOST_BYTES)
      return refused(
          "The file has more than " + MOST_BYTES / (1024 * 1024) + " MB; split it by scheme.");
    var unreadable = notText(bytes);
    if (unreadable.isPresent()) return refused(unreadable.get());
    var kind = RdfKind.guess(bytes, name);
    var trap = trap(bytes, kind);
    if (trap.isPresent()) return trap.get();
    return parse(bytes, name, kind, watcher);
  }

  /// Tells how far it is read.
  private static final class Watched extends ByteArrayInputStream {
    private final LongConsumer watcher;

    Watched(byte[] bytes, LongConsumer watcher) {
      super(bytes);
      this.watcher = watcher;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      int read = super.read(into, offset, length);
      watcher.accept(pos);
      return read;
    }
  }

  private static Optional<String> notText(byte[] bytes) {
    var head = new String(bytes, 0, Math.min(512, bytes.length), StandardCharsets.ISO_8859_1);
    if (head.isBlank()) return Optional.of("The file is empty.");
    if (head.startsWith("PK") || head.startsWith("\u001f\u008b") || head.startsWith("BZh"))
      return Optional.of("This is an archive; unpack it, and give the file that is inside.");
    if (Pattern.compile("(?is)\\s*(<!doctype\\s+html|<html).*").matcher(head).matches())
      return Optional.of(
          "This is a web page, not a vocabulary; look there for its download as Turtle, RDF/XML or"
              + " JSON-LD.");
    return Optional.empty();
  }

  /// What is dangerous or would be read wrongly, found before a parser sees it.
  private static Optional<SkosFile> trap(byte[] bytes, RdfKind kind) {
    if (kind == RdfKind.RDF_XML) {
      var prolog =
          new String(bytes, 0, Math.min(PROLOG, bytes.length), StandardCharsets.ISO_8859_1)
              .replace("\0", "");
      var entity = EXTERNAL_ENTITY.matcher(prolog);
      if (!entity.find()) return Optional.empty();
      return Optional.of(
          refused(
              "The file wants another file or address to be read into it (an external entity)."
                  + " Nothing is fetched; write what it stands for into the file.",
              Place.of(bytes, Math.min(entity.start(), bytes.length))));
    }
    var wrong = Place.ofWrongCharacter(bytes);
    if (wrong.isPresent())
      return Optional.of(
          refused("The file is not in UTF-8; save it in that encoding.", wrong.get()));
    return kind == RdfKind.JSON_LD
        ? Place.ofDepth(bytes, MOST_DEPTH)
            .map(place ->
                refused(
                    "Objects are nested more than " + MOST_DEPTH + " deep; write it flat.", place))
        : Optional.empty();
  }

  private static SkosFile parse(byte[] bytes, String name, RdfKind kind, LongConsumer watcher) {
    var graph = GraphMemFactory.createDefaultGraphSameTerm();
    var notes = new Findings();
    var told = new Told(notes);
    var loader = new NoLoader();
    var parser =
        RDFParser.create()
            .source(new Watched(bytes, watcher))
            .forceLang(kind.lang())
            .base(BASE)
            .errorHandler(told)
            .factory(new Nodes(notes))
            .set(LangJSONLD11.JSONLD_OPTIONS, loader.options());
    try {
      parser.parse(new Intake(graph, notes));
    } catch (Intake.TooMany _) {
      return refused(
          "The file holds more than %,d statements; split it by scheme."
              .formatted(Intake.MOST_STATEMENTS));
    } catch (StackOverflowError _) {
      return refused("Brackets are nested too deep; write it flat.");
    } catch (RuntimeException e) {
      if (loader.asked != null) return remote(bytes, loader.asked);
      return refused(
          "The file is no %s that can be read: %s.".formatted(kind.title(), reason(told, e)),
          told.place);
    }
    return Loading.of(graph, name, kind, notes);
  }

  private static Refused remote(byte[] bytes, String address) {
    return refused(
        "The file takes its context from '%s'. Nothing is fetched; write the context into the file"
                .formatted(Findings.cut(address))
            + " in the place of the address.",
        Place.of(bytes, address).orElse(null));
  }

  /// The parser's words as one clause, without names of classes.
  private static String reason(Told told, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) cause = cause.getCause();
    var words = told.fatal != null && failure == cause ? told.fatal : cause.getMessage();
    if (words == null || words.isBlank() || words.contains("java.")) words = "it breaks off";
    return Findings.cut(
        words
            .replaceAll("^JAXP\\d+: ", "")
            .replaceAll("\\[line: \\d+, col: \\d+ ?\\] ?", "")
            .replaceAll("\\s+", " ")
            .strip()
            .replaceAll("[.!]+$", ""));
  }

  private static Refused refused(String because) {
    return new Refused(because, OptionalLong.empty(), OptionalLong.empty());
  }

  private static Refused refused(String because, @Nullable Place place) {
    if (place == null) return refused(because);
    return new Refused(
        "Line %d, column %d: %s".formatted(place.line(), place.column(), because),
        OptionalLong.of(place.line()),
        OptionalLong.of(place.column()));
  }

  /// What the parser says on its way.
  private static final class Told implements ErrorHandler {
    private final Findings notes;
    private @Nullable Place place;
    private @Nullable String fatal;

    Told(Findings notes) {
      this.notes = notes;
    }

    @Override
    public void warning(String message, long line, long column) {
      // Relative IRIs and wrong tags have findings of their own.
      if (!message.contains("IRI") && !message.contains("Language"))
        notes.add(DefectKind.DOUBTFUL_SYNTAX, "", "", "line " + line + ": " + message);
    }

    @Override
    public void error(String message, long line, long column) {
      if (line > 0) place = new Place(line, Math.max(1, column));
      if (!message.contains("IRI"))
        notes.add(DefectKind.DOUBTFUL_SYNTAX, "", "", "line " + line + ": " + message);
    }

    @Override
    public void fatal(String message, long line, long column) {
      if (line > 0) place = new Place(line, Math.max(1, column));
      fatal = message;
      throw new RiotException(message);
    }
  }

  /// Loads no context, and remembers which one was wanted.
  private static final class NoLoader {
    private @Nullable String asked;

    JsonLdOptions options() {
      return new JsonLdOptions((address, _) -> {
        asked = address.toString();
        throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, "nothing is fetched");
      });
    }
  }
}
