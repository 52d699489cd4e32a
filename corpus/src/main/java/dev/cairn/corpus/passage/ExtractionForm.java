package dev.cairn.corpus.passage;

import static dev.cairn.corpus.passage.Form.readList;
import static dev.cairn.corpus.passage.Form.readOptional;
import static dev.cairn.corpus.passage.Form.readString;
import static dev.cairn.corpus.passage.Form.writeList;
import static dev.cairn.corpus.passage.Form.writeOptional;
import static dev.cairn.corpus.passage.Form.writeString;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extraction.Shortfall;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Part;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// How what was read from a file looks as bytes, on its way between processes and in the store of
/// derived things. Whoever changes this changes the number of the format in the store.
public final class ExtractionForm {
  private static final int TEXT = 1;
  private static final int NO_TEXT = 2;
  private static final int LOCKED = 3;
  private static final int UNSUPPORTED = 4;
  private static final int FAILED = 5;
  private static final String DAMAGED = "DAMAGED";

  private ExtractionForm() {}

  /// Writes all of it. The bytes of parts are not written, only where they lie.
  ///
  /// @param room the folder in which the bytes of all parts lie
  public static void write(DataOutputStream out, Extraction extraction, Path room)
      throws IOException {
    switch (extraction) {
      case Extraction.Text text -> {
        out.write(TEXT);
        write(out, text);
      }
      case Extraction.NoText(var reason, var found, var type, _) -> {
        out.write(NO_TEXT);
        writeString(out, reason);
        write(out, found);
        writeString(out, type);
      }
      case Extraction.Locked(var type) -> {
        out.write(LOCKED);
        writeString(out, type);
      }
      case Extraction.Unsupported(var reason, var type) -> {
        out.write(UNSUPPORTED);
        writeString(out, reason);
        writeString(out, type);
      }
      case Extraction.Failed(var shortfall, var type, _) -> {
        out.write(FAILED);
        write(out, Optional.of(shortfall));
        writeString(out, type);
      }
    }
    writeList(out, extraction.parts(), (o, part) -> write(o, part, room));
  }

  /// Reads what `write` wrote.
  ///
  /// @param room the folder in which the bytes of parts lie now
  /// @throws IOException if these bytes were not written by `write`, also if they name a part
  ///   outside the room
  public static Extraction read(DataInputStream in, Path room) throws IOException {
    try {
      return readAny(in, room);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new IOException("no extraction", e);
    }
  }

  private static Extraction readAny(DataInputStream in, Path room) throws IOException {
    int kind = in.read();
    return switch (kind) {
      case TEXT -> {
        var text = readText(in);
        yield new Extraction.Text(
            text.reading(), text.found(), text.mediaType(), readParts(in, room), text.shortfall());
      }
      case NO_TEXT ->
          new Extraction.NoText(
              readString(in), readMetadata(in), readString(in), readParts(in, room));
      case LOCKED -> new Extraction.Locked(withoutParts(readString(in), in));
      case UNSUPPORTED ->
          new Extraction.Unsupported(readString(in), withoutParts(readString(in), in));
      case FAILED ->
          new Extraction.Failed(
              readShortfall(in).orElseThrow(() -> new IOException("failed without a reason")),
              readString(in),
              readParts(in, room));
      default -> throw new IOException("no kind of extraction: " + kind);
    };
  }

  private static String withoutParts(String value, DataInputStream in) throws IOException {
    if (in.readInt() != 0) throw new IOException("parts where there cannot be any");
    return value;
  }

  /// A text without its parts: they were handed over when the text was made.
  static void write(DataOutputStream out, Extraction.Text text) throws IOException {
    writeString(out, text.mediaType());
    write(out, text.found());
    write(out, text.reading());
    write(out, text.shortfall());
  }

  static Extraction.Text readText(DataInputStream in) throws IOException {
    var mediaType = readString(in);
    var found = readMetadata(in);
    return new Extraction.Text(readReading(in), found, mediaType, List.of(), readShortfall(in));
  }

  private static void write(DataOutputStream out, Optional<Shortfall> shortfall)
      throws IOException {
    if (shortfall.isEmpty()) {
      writeString(out, "");
      return;
    }
    switch (shortfall.get()) {
      case Shortfall.Stopped(Limit at) -> write(out, at);
      case Shortfall.Damaged(String reason) -> {
        writeString(out, DAMAGED);
        writeString(out, reason);
      }
    }
  }

  private static Optional<Shortfall> readShortfall(DataInputStream in) throws IOException {
    var kind = readString(in);
    if (kind.isEmpty()) return Optional.empty();
    var words = readString(in);
    return Optional.of(
        kind.equals(DAMAGED)
            ? new Shortfall.Damaged(words)
            : new Shortfall.Stopped(new Limit(Limit.Kind.valueOf(kind), words)));
  }

  private static void write(DataOutputStream out, Limit limit) throws IOException {
    writeString(out, limit.kind().name());
    writeString(out, limit.bound());
  }

  private static Limit readLimit(DataInputStream in) throws IOException {
    return new Limit(Limit.Kind.valueOf(readString(in)), readString(in));
  }

  static void write(DataOutputStream out, Reading reading) throws IOException {
    writeString(out, reading.text());
    writeList(out, reading.blocks(), ExtractionForm::write);
  }

  static Reading readReading(DataInputStream in) throws IOException {
    return new Reading(readString(in), readList(in, ExtractionForm::readBlock));
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

  private static void write(DataOutputStream out, Metadata metadata) throws IOException {
    writeOptional(out, metadata.title());
    writeOptional(out, metadata.summary());
    writeList(out, metadata.authors(), Form::writeString);
    writeOptional(out, metadata.organisation());
    writeOptional(out, metadata.date().map(LocalDate::toString));
    writeList(out, metadata.keywords(), Form::writeString);
    writeList(out, metadata.concepts(), Form::writeString);
    writeOptional(out, metadata.language());
    writeList(
        out,
        metadata.access().map(access -> List.copyOf(access.readers())).orElse(List.of()),
        Form::writeString);
  }

  private static Metadata readMetadata(DataInputStream in) throws IOException {
    return new Metadata(
        readOptional(in),
        readOptional(in),
        readList(in, Form::readString),
        readOptional(in),
        readOptional(in).map(LocalDate::parse),
        readList(in, Form::readString),
        readList(in, Form::readString),
        readOptional(in),
        Optional.of(readList(in, Form::readString))
            .filter(readers -> !readers.isEmpty())
            .map(Access::of));
  }

  private static void write(DataOutputStream out, Part part, Path room) throws IOException {
    writeString(out, part.path());
    switch (part) {
      case Part.Whole(_, var bytes, var found) -> {
        out.writeBoolean(true);
        writeString(out, room.relativize(bytes).toString());
        write(out, found);
      }
      case Part.Missed(_, var outcome) -> {
        out.writeBoolean(false);
        write(out, outcome);
      }
    }
  }

  private static List<Part> readParts(DataInputStream in, Path room) throws IOException {
    return readList(in, i -> readPart(i, room));
  }

  private static Part readPart(DataInputStream in, Path room) throws IOException {
    var path = readString(in);
    if (!in.readBoolean()) return new Part.Missed(path, readOutcome(in));
    // Whoever wrote this may be in the hands of a hostile file: only what lies in the room counts.
    var bytes = room.resolve(readString(in)).normalize();
    if (!bytes.startsWith(room.normalize()) || bytes.equals(room.normalize()))
      throw new IOException("a part outside its room");
    return new Part.Whole(path, bytes, readMetadata(in));
  }

  private static void write(DataOutputStream out, Outcome outcome) throws IOException {
    writeString(out, outcome.code());
    switch (outcome) {
      case Outcome.Container(var reason) -> writeString(out, reason);
      case Outcome.Empty(var reason) -> writeString(out, reason);
      case Outcome.DuplicateOf(var item) -> writeString(out, item.value());
      case Outcome.NewVersion(int number) -> out.writeInt(number);
      case Outcome.Moved(var from) -> writeString(out, from);
      case Outcome.TooLarge(long bytes) -> out.writeLong(bytes);
      case Outcome.Unsupported(var reason) -> writeString(out, reason);
      case Outcome.Corrupt(var reason, boolean kept) -> {
        writeString(out, reason);
        out.writeBoolean(kept);
      }
      case Outcome.Stopped(var at, boolean kept) -> {
        write(out, at);
        out.writeBoolean(kept);
      }
      case Outcome.Unreadable(var reason) -> writeString(out, reason);
      case Outcome.Indexed(),
          Outcome.Unchanged(),
          Outcome.Gone(),
          Outcome.Locked(),
          Outcome.Cancelled() -> {}
    }
  }

  private static Outcome readOutcome(DataInputStream in) throws IOException {
    var code = readString(in);
    return switch (code) {
      case "indexed" -> new Outcome.Indexed();
      case "container" -> new Outcome.Container(readString(in));
      case "empty" -> new Outcome.Empty(readString(in));
      case "duplicate" -> new Outcome.DuplicateOf(new ItemId(readString(in)));
      case "newVersion" -> new Outcome.NewVersion(in.readInt());
      case "unchanged" -> new Outcome.Unchanged();
      case "moved" -> new Outcome.Moved(readString(in));
      case "gone" -> new Outcome.Gone();
      case "locked" -> new Outcome.Locked();
      case "tooLarge" -> new Outcome.TooLarge(in.readLong());
      case "unsupported" -> new Outcome.Unsupported(readString(in));
      case "corrupt" -> new Outcome.Corrupt(readString(in), in.readBoolean());
      case "stopped" -> new Outcome.Stopped(readLimit(in), in.readBoolean());
      case "cancelled" -> new Outcome.Cancelled();
      case "unreadable" -> new Outcome.Unreadable(readString(in));
      default -> throw new IOException("no outcome: " + code);
    };
  }
}
