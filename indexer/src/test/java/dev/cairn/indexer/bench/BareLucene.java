package dev.cairn.indexer.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

/// The least that Lucene has to do with a text so that it can be found, shown and marked: one
/// document for each passage, with offsets.
public final class BareLucene {
  private BareLucene() {}

  /// Indexes and commits.
  ///
  /// @param items each a list of passages
  public static void index(Path folder, List<List<String>> items) throws IOException {
    var type = new FieldType(TextField.TYPE_STORED);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    try (var directory = FSDirectory.open(folder);
        var writer = new IndexWriter(directory, new IndexWriterConfig(new EnglishAnalyzer()))) {
      int number = 0;
      for (var item : items) {
        for (var passage : item) {
          var document = new Document();
          document.add(new StringField("id", Integer.toString(number), Field.Store.YES));
          document.add(new Field("text", passage, type));
          writer.addDocument(document);
        }
        number++;
      }
      writer.commit();
    }
  }
}
