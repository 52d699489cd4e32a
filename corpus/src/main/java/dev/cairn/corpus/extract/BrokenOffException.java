package dev.cairn.corpus.extract;

import org.xml.sax.SAXException;

/// Nobody waits for this file any more. A SAXException, so that it passes through parsers.
final class BrokenOffException extends SAXException {
  private static final long serialVersionUID = 1L;

  BrokenOffException() {
    super("broken off");
  }
}
