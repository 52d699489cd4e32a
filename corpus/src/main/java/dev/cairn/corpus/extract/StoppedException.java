package dev.cairn.corpus.extract;

import dev.cairn.corpus.Limit;
import org.xml.sax.SAXException;

/// A limit was reached. A SAXException, so that it passes through parsers.
final class StoppedException extends SAXException {
  private static final long serialVersionUID = 1L;

  private final transient Limit limit;

  StoppedException(Limit limit) {
    super(limit.sentence());
    this.limit = limit;
  }

  Limit limit() {
    return limit;
  }
}
