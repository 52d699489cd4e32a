package dev.cairn.corpus.passage;

import static dev.cairn.corpus.passage.Form.readList;
import static dev.cairn.corpus.passage.Form.readString;
import static dev.cairn.corpus.passage.Form.writeList;
import static dev.cairn.corpus.passage.Form.writeString;

import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Meant;
import dev.cairn.corpus.Passage;
import dev.cairn.ontology.Mention;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// How passages and mentions look as bytes. Texts are written once: passages are offsets into them.
/// Whoever changes this changes the number of the format in the store.
final class DerivedForm {
  private DerivedForm() {}

  static void write(DataOutputStream out, Derived derived) throws IOException {
    ExtractionForm.write(out, derived.reading());
    writeList(out, derived.passages(), DerivedForm::write);
    writeList(out, derived.mentions(), DerivedForm::write);
    out.writeDouble(derived.spun());
    out.writeBoolean(derived.hiddenLabelsApplied());
  }

  static Derived readDerived(DataInputStream in) throws IOException {
    var reading = ExtractionForm.readReading(in);
    var passages = readList(in, i -> readPassage(i, reading.text()));
    var mentions = readList(in, DerivedForm::readMention);
    return new Derived(reading, passages, mentions, in.readDouble(), in.readBoolean());
  }

  static void write(DataOutputStream out, Meant meant) throws IOException {
    writeString(out, meant.model());
    writeList(out, meant.mentions(), DerivedForm::write);
  }

  static Meant readMeant(DataInputStream in) throws IOException {
    return new Meant(readString(in), readList(in, DerivedForm::readMention));
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
}
