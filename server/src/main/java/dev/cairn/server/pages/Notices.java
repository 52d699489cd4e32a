package dev.cairn.server.pages;

import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Outcome;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a reader should know of an item before he reads it, and what can be done about it.
final class Notices {
  private static final int MOST_READS_AS = 3;
  private static final int MOST_QUOTED = 2;

  private final Item item;
  private final Optional<Derived> derived;
  private final ConceptView concepts;
  private final boolean admin;

  Notices(Item item, Optional<Derived> derived, ConceptView concepts, Viewer viewer) {
    this.item = item;
    this.derived = derived;
    this.concepts = concepts;
    this.admin = viewer.signedIn();
  }

  List<ItemPage.Notice> all() {
    var all = new ArrayList<ItemPage.Notice>();
    item.binned().map(this::binned).ifPresent(all::add);
    if (item.state() == Item.State.RECEIVED)
      all.add(
          ItemPage.Notice.of(
              "",
              derived.isPresent()
                  ? "A newer version is being read. Until then its former text stands here."
                  : "This is being read. Its text will stand here in a moment."));
    else
      item.outcome()
          .filter(outcome -> outcome.needsAttention() || outcome instanceof Outcome.Container)
          .map(this::unread)
          .ifPresent(all::add);
    item.lesson().flatMap(Lesson::supersededBy).map(Notices::superseded).ifPresent(all::add);
    derived.filter(d -> !d.readsAs().isEmpty()).map(this::spun).ifPresent(all::add);
    return all;
  }

  private ItemPage.Notice binned(Item.Binned binned) {
    var why =
        switch (binned.reason()) {
          case DELETED -> "somebody threw it away";
          case LEFT_SOURCE -> "it is no longer where it came from";
          case LEFT_CONTAINER -> "what it lay in is in the bin, or holds it no more";
        };
    return ItemPage.Notice.of(
        "bad",
        "This lies in the bin since "
            + Words.moment(binned.when())
            + ", because "
            + why
            + ". Nobody but admins sees it.");
  }

  private ItemPage.Notice unread(Outcome outcome) {
    var said = whole(outcome.sentence());
    if (outcome instanceof Outcome.Container) return ItemPage.Notice.of("", said);
    if (outcome instanceof Outcome.Empty)
      return ItemPage.Notice.of("", said + " It is found by its title and by what is known of it.");
    if (outcome.partial())
      return ItemPage.Notice.of("bad", "Only a part of this was read. " + said + remedy(outcome));
    if (item.binned().isPresent())
      return ItemPage.Notice.of("", "There is no text to show. " + said);
    var text =
        derived.isPresent()
            ? "The newest version could not be read, so the text of a former one stands here. "
            : "There is no text to show. ";
    return ItemPage.Notice.of("bad", text + said + remedy(outcome) + " The original is kept.");
  }

  /// Outcomes stand in tables beside the name of the file; here they stand alone.
  private static String whole(String sentence) {
    return sentence.startsWith("Is ") || sentence.startsWith("Was ")
        ? "It " + Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1)
        : sentence;
  }

  /// What to do about it, beginning with a blank; empty where the sentence says it already.
  private String remedy(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Corrupt(String reason, _) ->
          reason.contains("copy")
              ? " At the same place it becomes the next version of this."
              : " An undamaged copy, brought to the same place, becomes the next version of this.";
      case Outcome.Stopped(_, _) ->
          admin
              ? " Raise the limit in the settings and have it read again, or bring it in smaller"
                  + " files."
              : " An admin can raise the limit and have it read again.";
      case Outcome.Locked() -> admin ? "" : " An admin can do that.";
      case Outcome.Unsupported(_) -> " Bring it in another format, such as PDF.";
      case Outcome.Unreadable(_) -> admin ? " It can be read again below." : "";
      case Outcome.TooLarge(_),
          Outcome.Cancelled(),
          Outcome.Indexed(),
          Outcome.Container(_),
          Outcome.Empty(_),
          Outcome.DuplicateOf(_),
          Outcome.NewVersion(_),
          Outcome.Unchanged(),
          Outcome.Moved(_),
          Outcome.Gone() ->
          "";
    };
  }

  private static ItemPage.Notice superseded(dev.cairn.corpus.ItemId by) {
    return new ItemPage.Notice(
        "",
        "A newer lesson has taken its place:",
        List.of(Choice.of("read it", "/lessons/" + by)),
        "");
  }

  private ItemPage.Notice spun(Derived text) {
    var quotes =
        text.mentions().stream()
            .filter(m -> m.method() == Mention.Method.HIDDEN_LABEL)
            .map(m ->
                "“"
                    + text.reading().text().substring(m.start(), m.end()).replace('\n', ' ')
                    + "” for "
                    + concepts.byId(m.concept()).map(Concept::label).orElse(m.concept()))
            .distinct()
            .limit(MOST_QUOTED)
            .toList();
    return new ItemPage.Notice(
        "",
        "Reads as:",
        text.readsAs().stream()
            .flatMap(id -> concepts.byId(id).stream())
            .limit(MOST_READS_AS)
            .map(c -> Choice.of(c.label(), Cards.href(c.id())))
            .toList(),
        "Words of this text seem to have been replaced by synonyms"
            + (quotes.isEmpty() ? "" : ", as " + Words.list(quotes))
            + ". It is shown as it came, and ranks below plain text.");
  }
}
