package dev.cairn.ontology.tdb;

import dev.cairn.ontology.GraphFailure;
import java.io.InputStream;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/// Reads statements as they were written, odd names included.
final class NQuads {
  /// Odd names are only a warning.
  private static final ErrorHandler ONLY_ERRORS =
      new ErrorHandler() {
        @Override
        public void warning(String message, long line, long column) {}

        @Override
        public void error(String message, long line, long column) {
          throw new RiotException(message);
        }

        @Override
        public void fatal(String message, long line, long column) {
          throw new RiotException(message);
        }
      };

  private NQuads() {}

  /// @throws GraphFailure of kind CORRUPT if these are none
  static void read(InputStream from, DatasetGraph to) {
    try {
      RDFParser.source(from)
          .lang(Lang.NQUADS)
          .checking(false)
          .errorHandler(ONLY_ERRORS)
          .parse(
              new StreamRDFBase() {
                @Override
                public void quad(Quad quad) {
                  to.add(quad);
                }
              });
    } catch (RiotException e) {
      throw new GraphFailure(
          GraphFailure.Kind.CORRUPT, "loading the graph failed: these are no statements", e);
    }
  }
}
