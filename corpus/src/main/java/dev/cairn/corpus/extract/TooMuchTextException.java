package dev.cairn.corpus.extract;

import org.xml.sax.SAXException;

/// There is more text than a file may hold. A SAXException, so that it passes through parsers.
final class TooMuchTextException extends SAXException {
  private static final long serialVersionUID = 1L;

  TooMuchTextException() {
    super("too much text");
  }
}
