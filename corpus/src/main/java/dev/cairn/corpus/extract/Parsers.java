package dev.cairn.corpus.extract;

import dev.cairn.corpus.extract.Sentences.Recognition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.TikaConfigException;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.AutoDetectParserConfig;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.external.CompositeExternalParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.ocr.TesseractOCRParser;
import org.apache.tika.parser.pkg.CompressorParser;
import org.apache.tika.parser.pkg.PackageParser;
import org.apache.tika.parser.pkg.RarParser;
import org.apache.tika.renderer.CompositeRenderer;

/// Tika, set up. Takes more than a second to build, so there is one for all files; thread-safe.
final class Parsers {
  /// Web pages nest deeply; more than this is meant to hurt. Elements inside each other.
  private static final int DEEPEST = 1_000;

  final Detector detector;
  final AutoDetectParser parser;
  final JSoupParser html = new JSoupParser();
  final Markdown markdown = new Markdown();
  final Languages languages = new Languages();

  /// Reads text in pictures, if that is switched on and can be done.
  final Optional<TesseractOCRParser> recogniser;

  final Recognition recognition;
  private final MediaTypeRegistry registry;
  private final Set<MediaType> packed;
  private final Set<MediaType> known;

  Parsers(boolean ocr) {
    var loader = new ServiceLoader(Parsers.class.getClassLoader());
    var types = MimeTypes.getDefaultMimeTypes();
    detector = new DefaultDetector(types, loader);
    registry = types.getMediaTypeRegistry();
    // What runs other programs is left out: the answer must not depend on what is installed.
    var parsers =
        new DefaultParser(
            registry,
            loader,
            Set.of(TesseractOCRParser.class, CompositeExternalParser.class),
            new Utf8First(),
            new CompositeRenderer(List.of()));
    for (var one : parsers.getAllComponentParsers())
      if (one instanceof RFC822Parser mail) mail.setExtractAllAlternatives(true);
    parser = new AutoDetectParser(detector, parsers);
    var config = new AutoDetectParserConfig();
    config.setMaximumDepth(DEEPEST);
    config.setThrowOnZeroBytes(true);
    parser.setAutoDetectParserConfig(config);
    var context = new ParseContext();
    known = parsers.getSupportedTypes(context);
    packed =
        Stream.of(new PackageParser(), new CompressorParser(), new RarParser())
            .flatMap(one -> one.getSupportedTypes(context).stream())
            .collect(Collectors.toUnmodifiableSet());
    recogniser = ocr ? recogniser() : Optional.empty();
    recognition =
        recogniser.isPresent() ? Recognition.ON : ocr ? Recognition.NOT_INSTALLED : Recognition.OFF;
  }

  private static Optional<TesseractOCRParser> recogniser() {
    var tesseract = new TesseractOCRParser();
    try {
      tesseract.initialize(Map.of());
      return tesseract.hasTesseract() ? Optional.of(tesseract) : Optional.empty();
    } catch (TikaConfigException _) {
      return Optional.empty();
    }
  }

  /// The kind of archive that this is, if it is one and not a document packed as one.
  Optional<MediaType> archive(MediaType type) {
    for (MediaType t = type; t != null; t = registry.getSupertype(t)) {
      if (packed.contains(t)) return Optional.of(t);
      if (known.contains(t)) return Optional.empty();
    }
    return Optional.empty();
  }

  /// Whether anything here reads files of this type.
  boolean isKnown(MediaType type) {
    for (MediaType t = type; t != null; t = registry.getSupertype(t))
      if (known.contains(t)) return true;
    return false;
  }
}
