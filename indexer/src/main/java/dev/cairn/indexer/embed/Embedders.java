package dev.cairn.indexer.embed;

import dev.cairn.indexer.Embedder;
import java.nio.file.Path;

/// The places where the meaning of texts can be told. The only way into this package.
public final class Embedders {
  /// So many questions are remembered; about 2 KiB each.
  private static final int QUESTIONS = 2_000;

  private Embedders() {}

  /// In this process: bge-small-en-v1.5 with weights of 8 bits, by ONNX Runtime. Reads at most 512
  /// pieces of words (about 350 English words) of a text; what comes after is cut off. Loads at
  /// first use, which takes a second or two; an empty list of passages only loads. Closing frees
  /// everything.
  ///
  /// Nothing goes out to any network, and nothing is written but into `folder`: for this a system
  /// property of the library is set, once for the whole process.
  ///
  /// @param folder for the native library, about 30 MB; made where it is missing, and may be
  ///   deleted while no process uses it. The first one used in a process serves all of them
  /// @param threads 1..64, how many passages are read at the same time, each batch on one thread; a
  ///   question is read on the asking thread
  public static Embedder onnx(Path folder, int threads) {
    return new Remembered(new OnnxEmbedder(folder, threads), QUESTIONS);
  }

  /// By another server that speaks as OpenAI's `/v1/embeddings`.
  public static Embedder http(HttpModel model) {
    return new Remembered(new HttpEmbedder(model), QUESTIONS);
  }
}
