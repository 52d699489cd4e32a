package dev.cairn.indexer.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.cairn.indexer.Direction;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// The loaded model. Thread-safe; must not be closed while it is asked.
final class BertSession implements AutoCloseable {
  private static final String MODEL = "/bge-small-en-v1.5-q.onnx";
  private static final String VOCABULARY = "/bge-small-en-v1.5-q-tokenizer.json";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final WordPieces words;
  private final int dimensions;

  /// @param dimensions that each direction has
  BertSession(int dimensions) throws IOException, OrtException {
    this.dimensions = dimensions;
    this.environment = environment();
    environment.setTelemetry(false);
    try (var vocabulary = resource(VOCABULARY)) {
      this.words = new WordPieces(vocabulary);
    }
    try (var options = new OrtSession.SessionOptions();
        var model = resource(MODEL)) {
      // One run, one thread: what runs beside it is decided by who asks. Threads that wait
      // spinning would take the processor from everybody else.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // Texts have all lengths; a plan of memory for each of them would never be given back.
      options.setMemoryPatternOptimization(false);
      this.session = environment.createSession(model.readAllBytes(), options);
    }
  }

  private static OrtEnvironment environment() throws IOException {
    try {
      return NativeFiles.withoutTraces(OrtEnvironment::getEnvironment);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("ONNX Runtime cannot be loaded", e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    var found = BertSession.class.getResourceAsStream(name);
    if (found == null) throw new FileNotFoundException(name);
    return found;
  }

  long[] pieces(String text) {
    return words.of(text);
  }

  /// One run of the model: of each text the row of its first mark, which was trained to hold the
  /// meaning of the whole.
  ///
  /// @param texts as pieces, at least one
  List<Direction> directions(List<long[]> texts) throws OrtException {
    int length = texts.stream().mapToInt(pieces -> pieces.length).max().orElseThrow();
    var ids = LongBuffer.allocate(texts.size() * length);
    var mask = LongBuffer.allocate(texts.size() * length);
    for (int i = 0; i < texts.size(); i++) {
      ids.put(i * length, texts.get(i));
      for (int k = 0; k < texts.get(i).length; k++) mask.put(i * length + k, 1);
    }
    var shape = new long[] {texts.size(), length};
    try (var idTensor = OnnxTensor.createTensor(environment, ids, shape);
        var maskTensor = OnnxTensor.createTensor(environment, mask, shape);
        var typeTensor =
            OnnxTensor.createTensor(environment, LongBuffer.allocate(ids.capacity()), shape)) {
      var input = new HashMap<String, OnnxTensor>();
      input.put("input_ids", idTensor);
      input.put("attention_mask", maskTensor);
      input.put("token_type_ids", typeTensor);
      input.keySet().retainAll(session.getInputNames());
      try (var output = session.run(input)) {
        return firstRows((OnnxTensor) output.get(0), texts.size(), length);
      }
    }
  }

  private List<Direction> firstRows(OnnxTensor states, int texts, int length) {
    var numbers = states.getFloatBuffer();
    var directions = new ArrayList<Direction>();
    for (int i = 0; i < texts; i++) {
      var row = new float[dimensions];
      numbers.get(i * length * dimensions, row);
      directions.add(Direction.along(row));
    }
    return directions;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
