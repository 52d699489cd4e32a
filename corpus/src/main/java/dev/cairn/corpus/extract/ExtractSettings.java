package dev.cairn.corpus.extract;

/// How files are read.
///
/// @param ocr whether text in pictures and scanned pages is recognised, by the program `tesseract`
///   if it is installed
public record ExtractSettings(ExtractLimits limits, boolean ocr) {
  /// Without text recognition: no other program runs.
  public static ExtractSettings within(ExtractLimits limits) {
    return new ExtractSettings(limits, false);
  }

  public ExtractSettings withOcr(boolean ocr) {
    return new ExtractSettings(limits, ocr);
  }
}
