package dev.cairn.corpus.extract;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

final class InProcessExtractor implements Extractor {
  private final ExtractLimits limits;
  private final AutoDetectParser parser = new AutoDetectParser();

  InProcessExtractor(ExtractLimits limits, Clock clock) {
    this.limits = limits;
  }

  @Override
  public Extraction extract(Path bytes, String fileName) {
    var metadata = new org.apache.tika.metadata.Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, fileName);
    var handler = new BodyContentHandler(limits.characters());
    try (var in = TikaInputStream.get(bytes, metadata)) {
      parser.parse(in, handler, metadata);
    } catch (EncryptedDocumentException e) {
      return new Extraction.Locked("application/octet-stream");
    } catch (IOException | SAXException | TikaException | RuntimeException e) {
      return new Extraction.Unreadable(
          "The file is damaged or of a kind that cannot be read.", "application/octet-stream");
    }
    var blocks = new ArrayList<Block>();
    var text = new StringBuilder();
    for (var paragraph : handler.toString().split("\\n\\s*\\n")) {
      if (paragraph.isBlank()) continue;
      if (!text.isEmpty()) text.append('\n');
      int start = text.length();
      text.append(paragraph.strip().replaceAll("\\s+", " "));
      blocks.add(new Block(Block.Kind.PARAGRAPH, start, text.length(), 0, 0));
    }
    if (blocks.isEmpty())
      return new Extraction.NoText("No text was found.", "application/octet-stream");
    return new Extraction.Text(
        new Reading(text.toString(), blocks), Metadata.none(), "application/octet-stream");
  }

  @Override
  public String version() {
    return "tika-3.3.0-0";
  }

  @Override
  public void close() {}
}
