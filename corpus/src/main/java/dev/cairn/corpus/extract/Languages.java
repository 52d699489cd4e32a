package dev.cairn.corpus.extract;

import java.util.Optional;
import org.apache.tika.langdetect.optimaize.OptimaizeLangDetector;
import org.apache.tika.language.detect.LanguageDetector;
import org.jspecify.annotations.Nullable;

/// Tells the language of a text. Loads its models with the first question. Thread-safe.
final class Languages {
  /// With fewer letters than this the answer would be a guess.
  private static final int ENOUGH = 150;

  /// More text makes no surer.
  private static final int SAMPLE = 4_000;

  private @Nullable LanguageDetector detector;

  /// A BCP 47 tag, if there is enough text and hardly a doubt.
  Optional<String> of(String text) {
    var sample = text.substring(0, Math.min(SAMPLE, text.length()));
    if (sample.codePoints().filter(Character::isLetter).limit(ENOUGH).count() < ENOUGH)
      return Optional.empty();
    return detect(sample);
  }

  private synchronized Optional<String> detect(String sample) {
    var ready = detector;
    if (ready == null) {
      ready = new OptimaizeLangDetector().loadModels();
      detector = ready;
    }
    var result = ready.detect(sample);
    return result.isReasonablyCertain()
        ? Plausible.language(result.getLanguage())
        : Optional.empty();
  }
}
