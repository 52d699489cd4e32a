package dev.cairn.corpus.extract;

import dev.cairn.corpus.Reading.Block.Kind;
import dev.cairn.corpus.extract.Draft.Piece;
import dev.cairn.corpus.extract.Draft.Zone;
import java.io.IOException;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.xml.sax.SAXException;

/// Rows of CSV and its kin, whatever divides their cells.
final class DelimitedText {
  private DelimitedText() {}

  static void add(String text, Draft draft) throws SAXException, IOException {
    var format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter(text)).get();
    try (var rows = CSVParser.parse(text, format)) {
      for (var row : rows) {
        var cells =
            row.stream()
                .map(CleanText::line)
                .filter(cell -> !cell.isEmpty())
                .collect(Collectors.joining(" | "));
        draft.add(new Piece(Kind.TABLE_ROW, 0, 0, cells, Zone.MAIN, false));
      }
    }
  }

  /// What stands most often in the first line.
  private static char delimiter(String text) {
    var first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return Stream.of(',', ';', '\t', '|')
        .max(Comparator.comparingLong(c -> first.chars().filter(it -> it == c).count()))
        .orElse(',');
  }
}
