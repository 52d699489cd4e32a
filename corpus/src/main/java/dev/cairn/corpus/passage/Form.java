package dev.cairn.corpus.passage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Texts and lists as bytes, for the forms of greater things.
public final class Form {
  private Form() {}

  /// Writes one thing.
  public interface Writer<T> {
    void write(DataOutputStream out, T value) throws IOException;
  }

  /// Reads one thing; throws an IOException if it is not there.
  public interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  public static void writeString(DataOutputStream out, String value) throws IOException {
    // Not writeUTF: it ends at 65,535 bytes.
    var bytes = value.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public static String readString(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) throw new IOException("no length: " + length);
    // readNBytes allocates as it reads, so that a damaged length is no gigabyte of memory.
    var bytes = in.readNBytes(length);
    if (bytes.length != length) throw new IOException("ended inside a text");
    return new String(bytes, UTF_8);
  }

  public static void writeOptional(DataOutputStream out, Optional<String> value)
      throws IOException {
    out.writeBoolean(value.isPresent());
    writeString(out, value.orElse(""));
  }

  public static Optional<String> readOptional(DataInputStream in) throws IOException {
    boolean present = in.readBoolean();
    var value = readString(in);
    return present ? Optional.of(value) : Optional.empty();
  }

  public static <T> void writeList(DataOutputStream out, List<T> values, Writer<T> writer)
      throws IOException {
    out.writeInt(values.size());
    for (var value : values) writer.write(out, value);
  }

  public static <T> List<T> readList(DataInputStream in, Reader<T> reader) throws IOException {
    int size = in.readInt();
    var values = new ArrayList<T>();
    for (int i = 0; i < size; i++) values.add(reader.read(in));
    return values;
  }
}
