package dev.cairn.corpus.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.RecursiveParserWrapper;
import org.apache.tika.parser.external.CompositeExternalParser;
import org.apache.tika.parser.ocr.TesseractOCRParser;
import org.apache.tika.renderer.CompositeRenderer;
import org.apache.tika.sax.BasicContentHandlerFactory;
import org.apache.tika.sax.RecursiveParserWrapperHandler;
import org.xml.sax.SAXException;

/// What Tika gives as it comes, with all that lies inside, but without other programs.
final class BareTika {
  private static final int MOST_CHARACTERS = 20_000_000;
  private static final int SECONDS = 30;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private static final AutoDetectParser PARSER =
      new AutoDetectParser(
          new DefaultParser(
              MimeTypes.getDefaultMimeTypes().getMediaTypeRegistry(),
              new ServiceLoader(BareTika.class.getClassLoader()),
              Set.of(TesseractOCRParser.class, CompositeExternalParser.class),
              new org.apache.tika.detect.DefaultEncodingDetector(),
              new CompositeRenderer(List.of())));

  private BareTika() {}

  /// Each word in lower case and how often it comes; what was had before an error or half a minute.
  static Map<String, Integer> words(Path file) {
    var handler =
        new RecursiveParserWrapperHandler(
            new BasicContentHandlerFactory(
                BasicContentHandlerFactory.HANDLER_TYPE.BODY, MOST_CHARACTERS));
    var task =
        new FutureTask<>(() -> {
          parse(file, handler);
          return true;
        });
    var thread = new Thread(null, task, "bare-tika", 16L << 20);
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException _) {
      thread.interrupt();
    }
    var words = new HashMap<String, Integer>();
    for (var one : List.copyOf(handler.getMetadataList())) {
      var text = one.get(TikaCoreProperties.TIKA_CONTENT);
      if (text != null) count(text, words);
    }
    return words;
  }

  private static void parse(Path file, RecursiveParserWrapperHandler handler)
      throws java.io.IOException {
    var metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, file.getFileName().toString());
    var context = new ParseContext();
    if (Files.size(file) == 0) return;
    try (var in = TikaInputStream.get(file)) {
      new RecursiveParserWrapper(PARSER).parse(in, handler, metadata, context);
    } catch (SAXException | TikaException | RuntimeException | StackOverflowError _) {
      // What was had before counts.
    } catch (OutOfMemoryError _) {
      // As above.
    }
  }

  static void count(String text, Map<String, Integer> words) {
    var matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) words.merge(matcher.group(), 1, Integer::sum);
  }
}
