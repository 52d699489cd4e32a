package dev.cairn.corpus.testkit;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Judgement;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Items made at random from a seed: everything that the types allow, awkward characters included.
public final class Items {
  private static final List<String> WORDS =
      List.of(
          "billing",
          "Kündigung",
          "two words",
          "line\nbreak",
          "\"quoted\"",
          "back\\slash",
          "<b>&amp;",
          "日本語",
          "😀",
          "tab\there",
          "trailing ",
          "",
          "'",
          "{}",
          "e\u0301",
          "a",
          "b",
          "c");

  private final Random random;

  private Items(Random random) {
    this.random = random;
  }

  public static Item item(Random random) {
    return new Items(random).item();
  }

  public static Metadata metadata(Random random) {
    return new Items(random).metadata();
  }

  /// Nothing but who may see it.
  public static Metadata readableBy(String reader) {
    return Metadata.none().withAccess(Optional.of(Access.of(List.of(reader))));
  }

  /// Nothing but a title.
  public static Metadata titled(String title) {
    return Metadata.none().withTitle(Optional.of(title));
  }

  public static Lesson lesson(Random random) {
    return new Items(random).lesson();
  }

  public static ContentId content(String words) {
    try {
      var digest = java.security.MessageDigest.getInstance("SHA-256");
      return new ContentId(
          java.util.HexFormat.of()
              .formatHex(digest.digest(words.getBytes(StandardCharsets.UTF_8))));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Item item() {
    var given = metadata();
    var found = metadata();
    var places = many(1, 4, () -> new Place("s" + random.nextInt(1000), "p/" + number()));
    var lesson = random.nextBoolean();
    boolean described = random.nextBoolean();
    return new Item(
        id(),
        lesson ? Item.Kind.LESSON : Item.Kind.DOCUMENT,
        given.orElse(found).title().orElseGet(() -> places.getFirst().fileName()),
        given,
        found,
        lesson ? Optional.of(lesson()) : Optional.empty(),
        versions(),
        places,
        described ? Item.State.DESCRIBED : Item.State.RECEIVED,
        described ? Optional.of(outcome()) : Optional.empty(),
        tags(),
        judgements(),
        random.nextDouble(),
        random.nextInt(1_000_000),
        time(),
        maybe(this::id),
        maybe(() -> new Item.Binned(time(), any(Item.Binned.Reason.values()), word())));
  }

  private ItemId id() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return new ItemId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private List<Item.Version> versions() {
    return IntStream.rangeClosed(1, 1 + random.nextInt(12))
        .mapToObj(n ->
            new Item.Version(
                n,
                content("content " + random.nextLong()),
                random.nextLong() & Long.MAX_VALUE,
                "application/x-" + number(),
                random.nextBoolean() ? "" : word(),
                time()))
        .toList();
  }

  private Metadata metadata() {
    return new Metadata(
        maybe(this::word),
        maybe(this::word),
        many(0, 3, this::word),
        maybe(this::word),
        maybe(this::day),
        many(0, 4, this::word),
        many(0, 3, this::concept),
        maybe(() -> "de"),
        maybe(() -> Access.of(many(0, 3, () -> "group:" + number()))));
  }

  private Lesson lesson() {
    return new Lesson(
        maybe(this::word),
        maybe(this::word),
        maybe(this::word),
        maybe(this::word),
        maybe(this::word),
        maybe(() -> any(Lesson.OutcomeKind.values())),
        maybe(this::day),
        maybe(() -> any(Lesson.Priority.values())),
        any(Lesson.Status.values()),
        maybe(this::word),
        maybe(() -> new Lesson.Loop(word(), word(), word(), word())),
        many(0, 3, () -> new Lesson.ReadingValue(day(), random.nextGaussian() * 1e6, word())),
        many(0, 4, this::concept),
        maybe(this::id),
        many(0, 12, () -> new Lesson.Field(word(), word())));
  }

  private Outcome outcome() {
    return switch (random.nextInt(15)) {
      case 0 -> new Outcome.DuplicateOf(id());
      case 1 -> new Outcome.NewVersion(random.nextInt(100));
      case 2 -> new Outcome.Unchanged();
      case 3 -> new Outcome.Locked();
      case 4 -> new Outcome.Empty(word());
      case 5 -> new Outcome.TooLarge(random.nextLong());
      case 6 -> new Outcome.Unreadable(word());
      case 7 -> new Outcome.Moved(word());
      case 8 -> new Outcome.Gone();
      case 9 -> new Outcome.Unsupported(word());
      case 10 -> new Outcome.Corrupt(word(), random.nextBoolean());
      case 11 ->
          new Outcome.Stopped(
              new Limit(any(Limit.Kind.values()), "b" + word()), random.nextBoolean());
      case 12 -> new Outcome.Cancelled();
      case 13 -> new Outcome.Container(word());
      default -> new Outcome.Indexed();
    };
  }

  private List<Judgement> judgements() {
    return many(
            0,
            3,
            () ->
                new Judgement(
                    "urn:cairn:concept:" + number(),
                    any(Judgement.Verdict.values()),
                    many(0, 3, this::word),
                    time(),
                    word()))
        .stream()
        .sorted(Comparator.comparing(Judgement::concept))
        .toList();
  }

  private List<Tag> tags() {
    var tags = new LinkedHashMap<String, Tag>();
    for (var concept : many(0, 6, this::concept))
      tags.put(concept, new Tag(concept, random.nextDouble(), any(Tag.Method.values())));
    return List.copyOf(tags.values());
  }

  private String concept() {
    return any(
        "customer-churn",
        "planning",
        "urn:cairn:concept:leading",
        "http://x.example/y#z",
        "odd one",
        "ünïcode",
        "a%20b");
  }

  private String word() {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(_ -> any(WORDS.toArray(String[]::new)))
        .reduce("", String::concat);
  }

  private int number() {
    return random.nextInt(100_000);
  }

  private LocalDate day() {
    return LocalDate.ofEpochDay(random.nextInt(-40_000, 60_000));
  }

  private Instant time() {
    return Instant.ofEpochMilli(random.nextLong(0, 4_000_000_000_000L));
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> many(int least, int most, Supplier<T> value) {
    return new ArrayList<>(
        Stream.generate(value).limit(least + random.nextInt(most - least + 1)).toList());
  }

  @SafeVarargs
  private <T> T any(T... all) {
    return all[random.nextInt(all.length)];
  }
}
