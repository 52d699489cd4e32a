package dev.cairn.corpus.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.ocr.TesseractOCRConfig;
import org.apache.tika.parser.ocr.TesseractOCRParser;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/// Reads the text in pictures, by another program. Only where an admin switched it on.
final class Pictures {
  /// What the program needs to see letters of a usual size, in dots an inch.
  private static final int DENSITY = 300;

  private final TesseractOCRParser recogniser;
  private final BooleanSupplier brokenOff;
  private final ParseContext context = new ParseContext();

  /// @param seconds for one picture or page; then it is left out
  Pictures(TesseractOCRParser recogniser, int seconds, BooleanSupplier brokenOff) {
    this.recogniser = recogniser;
    this.brokenOff = brokenOff;
    var config = new TesseractOCRConfig();
    config.setTimeoutSeconds(seconds);
    context.set(TesseractOCRConfig.class, config);
  }

  /// The text of a picture.
  String text(TikaInputStream picture, String mediaType)
      throws IOException, SAXException, TikaException {
    var metadata = new Metadata();
    metadata.set(Metadata.CONTENT_TYPE, mediaType);
    var text = new BodyContentHandler(-1);
    recogniser.parse(picture, text, metadata, context);
    return text.toString();
  }

  /// Takes the text of a page.
  interface Page {
    void take(int number, String text) throws SAXException;
  }

  /// The texts of pages of a PDF, from 1.
  void read(PDDocument document, List<Integer> pages, Page to) throws IOException, SAXException {
    var renderer = new PDFRenderer(document);
    for (int number : pages) {
      if (brokenOff.getAsBoolean()) return;
      var picture = new ByteArrayOutputStream();
      ImageIO.write(
          renderer.renderImageWithDPI(number - 1, DENSITY, ImageType.GRAY), "png", picture);
      try (var in = TikaInputStream.get(picture.toByteArray())) {
        to.take(number, text(in, "image/png"));
      } catch (TikaException _) {
        // It took too long for this page; the others may be easier.
      }
    }
  }
}
