package dev.cairn.corpus.extract;

import java.util.List;
import java.util.Set;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.AutoDetectParserConfig;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.external.CompositeExternalParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.ocr.TesseractOCRParser;
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

  Parsers() {
    var loader = new ServiceLoader(Parsers.class.getClassLoader());
    var types = MimeTypes.getDefaultMimeTypes();
    detector = new DefaultDetector(types, loader);
    // What runs other programs is left out: the answer must not depend on what is installed.
    var parsers =
        new DefaultParser(
            types.getMediaTypeRegistry(),
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
  }
}
