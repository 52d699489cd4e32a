package dev.cairn.indexer.embed;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/// A model behind an interface as OpenAI's.
///
/// @param url where texts are sent to, whole, such as `https://models.example.org/v1/embeddings`
/// @param key sent as a bearer token; empty for none
/// @param name of the model there
/// @param dimensions of its vectors, 1..4096; an answer with others is refused
/// @param beforePassage what this model wants before a passage, such as `passage: `; may be empty
/// @param beforeQuestion what it wants before a question
/// @param together so many passages are sent in one request, 1..2048
/// @param threads so many requests at the same time, 1..64
/// @param timeout for one request with passages, positive; a question waits a fifth of it
public record HttpModel(
    URI url,
    String key,
    String name,
    int dimensions,
    String beforePassage,
    String beforeQuestion,
    int together,
    int threads,
    Duration timeout) {
  public HttpModel {
    var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.matches("https?") || url.getHost() == null)
      throw new IllegalArgumentException("not an http or https address: '" + url + "'");
    if (name.isBlank()) throw new IllegalArgumentException("the model needs a name");
    if (dimensions < 1 || dimensions > 4096)
      throw new IllegalArgumentException("dimensions must be 1..4096, got " + dimensions);
    if (together < 1 || together > 2048)
      throw new IllegalArgumentException("together must be 1..2048, got " + together);
    if (threads < 1 || threads > 64)
      throw new IllegalArgumentException("threads must be 1..64, got " + threads);
    if (!timeout.isPositive())
      throw new IllegalArgumentException("timeout must be positive, got " + timeout);
  }

  /// 32 passages a request, a minute's patience.
  public HttpModel(
      URI url,
      String key,
      String name,
      int dimensions,
      String beforePassage,
      String beforeQuestion,
      int threads) {
    this(
        url,
        key,
        name,
        dimensions,
        beforePassage,
        beforeQuestion,
        32,
        threads,
        Duration.ofMinutes(1));
  }

  /// Without the key.
  @Override
  public String toString() {
    return name + " at " + url.getHost();
  }
}
