package dev.cairn.corpus.passage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block;
import dev.cairn.ontology.Mention;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How derived things look as bytes. Texts are written once: passages are offsets into them.
/// Whoever changes this changes the number of the format in the store.
final class DerivedForm {
  private static final String DAMAGED = "DAMAGED";

  private DerivedForm() {}

  static void write(DataOutputStream out, Extraction.Text text) throws IOException {
    writeString(out, text.mediaType());
    write(out, text.found());
    write(out, text.reading());
    writeShortfall(out, text.shortfall());
  }

  static Extraction.Text readText(DataInputStream in) throws IOException {
    var mediaType = readString(in);
    var found = readMetadata(in);
    // Files inside were handed over when the text was made; they are not kept with it.
    return new Extraction.Text(readReading(in), found, mediaType, List.of(), readShortfall(in));
  }

  private static void writeShortfall(DataOutputStream out, Optional<Extraction.Shortfall> shortfall)
      throws IOException {
    if (shortfall.isEmpty()) {
      writeString(out, "");
      return;
    }
    switch (shortfall.get()) {
      case Extraction.Shortfall.Stopped(Limit at) -> {
        writeString(out, at.kind().name());
        writeString(out, at.bound());
      }
      case Extraction.Shortfall.Damaged(String reason) -> {
        writeString(out, DAMAGED);
        writeString(out, reason);
      }
    }
  }

  private static Optional<Extraction.Shortfall> readShortfall(DataInputStream in)
      throws IOException {
    var kind = readString(in);
    if (kind.isEmpty()) return Optional.empty();
    var words = readString(in);
    return Optional.of(
        kind.equals(DAMAGED)
            ? new Extraction.Shortfall.Damaged(words)
            : new Extraction.Shortfall.Stopped(new Limit(Limit.Kind.valueOf(kind), words)));
  }

  static void write(DataOutputStream out, Derived derived) throws IOException {
    write(out, derived.reading());
    writeList(out, derived.passages(), DerivedForm::write);
    writeList(out, derived.mentions(), DerivedForm::write);
    out.writeDouble(derived.spun());
    out.writeBoolean(derived.hiddenLabelsApplied());
  }

  static Derived readDerived(DataInputStream in) throws IOException {
    var reading = readReading(in);
    var passages = readList(in, i -> readPassage(i, reading.text()));
    var mentions = readList(in, DerivedForm::readMention);
    return new Derived(reading, passages, mentions, in.readDouble(), in.readBoolean());
  }

  private static void write(DataOutputStream out, Reading reading) throws IOException {
    writeString(out, reading.text());
    writeList(out, reading.blocks(), DerivedForm::write);
  }

  private static Reading readReading(DataInputStream in) throws IOException {
    return new Reading(readString(in), readList(in, DerivedForm::readBlock));
  }

  private static void write(DataOutputStream out, Block block) throws IOException {
    writeString(out, block.kind().name());
    out.writeInt(block.start());
    out.writeInt(block.end());
    out.writeInt(block.level());
    out.writeInt(block.page());
  }

  private static Block readBlock(DataInputStream in) throws IOException {
    return new Block(
        Block.Kind.valueOf(readString(in)), in.readInt(), in.readInt(), in.readInt(), in.readInt());
  }

  private static void write(DataOutputStream out, Passage passage) throws IOException {
    out.writeInt(passage.ordinal());
    out.writeInt(passage.start());
    out.writeInt(passage.end());
    writeString(out, passage.heading());
    out.writeInt(passage.page());
  }

  private static Passage readPassage(DataInputStream in, String text) throws IOException {
    int ordinal = in.readInt();
    int start = in.readInt();
    int end = in.readInt();
    return new Passage(
        ordinal, start, end, readString(in), in.readInt(), text.substring(start, end));
  }

  private static void write(DataOutputStream out, Mention mention) throws IOException {
    writeString(out, mention.concept());
    out.writeInt(mention.start());
    out.writeInt(mention.end());
    writeString(out, mention.label());
    writeString(out, mention.method().name());
    out.writeDouble(mention.confidence());
  }

  private static Mention readMention(DataInputStream in) throws IOException {
    return new Mention(
        readString(in),
        in.readInt(),
        in.readInt(),
        readString(in),
        Mention.Method.valueOf(readString(in)),
        in.readDouble());
  }

  private static void write(DataOutputStream out, Metadata metadata) throws IOException {
    write(out, metadata.title());
    write(out, metadata.summary());
    writeList(out, metadata.authors(), DerivedForm::writeString);
    write(out, metadata.organisation());
    write(out, metadata.date().map(LocalDate::toString));
    writeList(out, metadata.keywords(), DerivedForm::writeString);
    writeList(out, metadata.concepts(), DerivedForm::writeString);
    write(out, metadata.language());
    writeList(
        out,
        metadata.access().map(access -> List.copyOf(access.readers())).orElse(List.of()),
        DerivedForm::writeString);
  }

  private static Metadata readMetadata(DataInputStream in) throws IOException {
    return new Metadata(
        readOptional(in),
        readOptional(in),
        readList(in, DerivedForm::readString),
        readOptional(in),
        readOptional(in).map(LocalDate::parse),
        readList(in, DerivedForm::readString),
        readList(in, DerivedForm::readString),
        readOptional(in),
        Optional.of(readList(in, DerivedForm::readString))
            .filter(readers -> !readers.isEmpty())
            .map(Access::of));
  }

  private static void write(DataOutputStream out, Optional<String> value) throws IOException {
    out.writeBoolean(value.isPresent());
    writeString(out, value.orElse(""));
  }

  private static Optional<String> readOptional(DataInputStream in) throws IOException {
    boolean present = in.readBoolean();
    var value = readString(in);
    return present ? Optional.of(value) : Optional.empty();
  }

  static void writeString(DataOutputStream out, String value) throws IOException {
    // Not writeUTF: it ends at 65,535 bytes.
    var bytes = value.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String readString(DataInputStream in) throws IOException {
    int length = in.readInt();
    // readNBytes allocates as it reads, so that a damaged length is no gigabyte of memory.
    var bytes = in.readNBytes(length);
    if (bytes.length != length) throw new IOException("ended inside a text");
    return new String(bytes, UTF_8);
  }

  private interface Writer<T> {
    void write(DataOutputStream out, T value) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  private static <T> void writeList(DataOutputStream out, List<T> values, Writer<T> writer)
      throws IOException {
    out.writeInt(values.size());
    for (var value : values) writer.write(out, value);
  }

  private static <T> List<T> readList(DataInputStream in, Reader<T> reader) throws IOException {
    int size = in.readInt();
    var values = new ArrayList<T>();
    for (int i = 0; i < size; i++) values.add(reader.read(in));
    return values;
  }
}
