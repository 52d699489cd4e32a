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

/// What Tika gives as it comes, with all that lies inside, but without other programs, and without
/// what is no text of the file:
///
/// - previews that the program keeps of the file, with what lies in them;
/// - of a saved page (MHTML, web archive) all but pages: styles, scripts, what encodes them;
/// - addresses that hold data, and scripts that stand in plain text;
/// - hyphens that show at the end of a line only, which would cut a word in two;
/// - names that programs give to pictures and objects inside, such as `image1.png`.
final class BareTika {
  private static final int MOST_CHARACTERS = 20_000_000;
  private static final int SECONDS = 30;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private static final Pattern DATA = Pattern.compile("data:[\\w/+.;=-]*base64,[\\w/+=]*");
  private static final Pattern SCRIPT = Pattern.compile("(?is)<script\\b.*?</script>");
  private static final Pattern GIVEN_NAME =
      Pattern.compile("(?i)\\b(?:image|oleobject)\\d+\\.(?:png|jpe?g|gif|emf|wmf|bin)\\b");

  /// What a saved page has beside the page; styles without a name come as plain text.
  private static final Set<String> OF_PAGES =
      Set.of(
          "text/css",
          "text/plain",
          "text/javascript",
          "application/javascript",
          "application/x-bplist",
          "application/x-bplist-webarchive");

  private static final Set<String> SAVED_PAGES =
      Set.of("multipart/related", "application/x-bplist-webarchive");

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
    var all = List.copyOf(handler.getMetadataList());
    var previews =
        all.stream()
            .filter(one ->
                TikaCoreProperties.EmbeddedResourceType.THUMBNAIL
                    .toString()
                    .equals(one.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE)))
            .map(BareTika::path)
            .filter(path -> !path.isEmpty())
            .toList();
    boolean savedPage = !all.isEmpty() && SAVED_PAGES.contains(type(all.getFirst()));
    for (var one : all) {
      var text = one.get(TikaCoreProperties.TIKA_CONTENT);
      boolean preview = previews.stream().anyMatch(path(one)::startsWith);
      if (text != null && !preview && !(savedPage && OF_PAGES.contains(type(one))))
        count(visible(text), words);
    }
    return words;
  }

  private static String path(Metadata one) {
    var path = one.get(TikaCoreProperties.EMBEDDED_RESOURCE_PATH);
    return path == null ? "" : path;
  }

  private static String type(Metadata one) {
    var type = one.get(Metadata.CONTENT_TYPE);
    return type == null ? "" : type.replaceFirst(";.*", "");
  }

  private static String visible(String text) {
    var without = SCRIPT.matcher(DATA.matcher(text).replaceAll(" ")).replaceAll(" ");
    return GIVEN_NAME.matcher(without).replaceAll(" ").replace("\u00AD", "");
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
