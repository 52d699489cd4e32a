package dev.cairn.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// How this server is set up. Immutable.
///
/// @param data folder that holds everything; `--data`, default `./data`
/// @param host address to listen on; `server.host`, default `127.0.0.1`
/// @param port `server.port`, 0..65535 (0: any free one), default 7070
/// @param allowedHosts further names under which this server is reached; `server.allowed-hosts`
/// @param maxFileBytes larger files are refused; `ingest.max-file-bytes`, default 268435456
/// @param workers files that are read at the same time; `ingest.workers`, 1..64, default 2
/// @param parseTimeout a file that takes longer is given up; `ingest.parse-timeout`, ISO 8601,
///   default PT1M
/// @param maxCharacters text beyond is not read; `ingest.max-characters`, default 5000000
/// @param workerHeap memory of each process that reads files, in bytes; `ingest.worker-heap`, 192
///   MiB or more, default 536870912
/// @param maxParts files that may lie in one archive or mailbox, at all depths together;
///   `ingest.max-parts`, 0 or more, default 10000
/// @param maxDepth how deep files may lie in files; `ingest.max-depth`, 0..100 (0: what is packed
///   inside is not read), default 10
/// @param maxExpansion how many bytes may be unpacked from one byte; `ingest.max-expansion`, 1 or
///   more, default 200
/// @param ocr whether pictures of text are read by the program `tesseract`; `ingest.ocr`, default
///   false
/// @param sourceHosts hosts whose pages may be fetched, in lower case; `sources.allowed-hosts`,
///   default none
/// @param sourceFolders folders that may be followed, with all below them, absolute;
///   `sources.allowed-folders`, empty (any outside the data folder) by default
/// @param spunRule whether hidden labels count in text that reads as spun; `linking.spun-rule`,
///   default true
/// @param embed what tells the meaning of texts
/// @param sparql what one question in SPARQL may take
public record Settings(
    Path data,
    String host,
    int port,
    List<String> allowedHosts,
    long maxFileBytes,
    int workers,
    Duration parseTimeout,
    int maxCharacters,
    long workerHeap,
    int maxParts,
    int maxDepth,
    int maxExpansion,
    boolean ocr,
    List<String> sourceHosts,
    List<Path> sourceFolders,
    boolean spunRule,
    Embed embed,
    Sparql sparql) {
  private static final String HOST = "server.host";
  private static final String PORT = "server.port";
  private static final String ALLOWED_HOSTS = "server.allowed-hosts";
  private static final String MAX_FILE_BYTES = "ingest.max-file-bytes";
  private static final String WORKERS = "ingest.workers";
  private static final String PARSE_TIMEOUT = "ingest.parse-timeout";
  private static final String MAX_CHARACTERS = "ingest.max-characters";
  private static final String WORKER_HEAP = "ingest.worker-heap";
  private static final String MAX_PARTS = "ingest.max-parts";
  private static final String MAX_DEPTH = "ingest.max-depth";
  private static final String MAX_EXPANSION = "ingest.max-expansion";
  private static final String OCR = "ingest.ocr";
  private static final String SOURCE_HOSTS = "sources.allowed-hosts";
  private static final String SOURCE_FOLDERS = "sources.allowed-folders";
  private static final String SPUN_RULE = "linking.spun-rule";
  private static final String EMBED_MODEL = "embed.model";
  private static final String EMBED_THREADS = "embed.threads";
  private static final String EMBED_URL = "embed.url";
  private static final String EMBED_KEY = "embed.key";
  private static final String EMBED_HTTP_MODEL = "embed.http-model";
  private static final String EMBED_DIMENSIONS = "embed.dimensions";
  private static final String EMBED_BEFORE_PASSAGE = "embed.before-passage";
  private static final String EMBED_BEFORE_QUESTION = "embed.before-question";

  private static final String SPARQL_TIMEOUT = "sparql.timeout";
  private static final String SPARQL_MAX_ROWS = "sparql.max-rows";
  private static final String SPARQL_AT_ONCE = "sparql.at-once";

  private static final long LEAST_HEAP = 192L << 20;
  private static final int DEEPEST = 100;

  /// Every key that is understood.
  public static final List<String> KEYS =
      List.of(
          HOST,
          PORT,
          ALLOWED_HOSTS,
          MAX_FILE_BYTES,
          WORKERS,
          PARSE_TIMEOUT,
          MAX_CHARACTERS,
          WORKER_HEAP,
          MAX_PARTS,
          MAX_DEPTH,
          MAX_EXPANSION,
          OCR,
          SOURCE_HOSTS,
          SOURCE_FOLDERS,
          SPUN_RULE,
          EMBED_MODEL,
          EMBED_THREADS,
          EMBED_URL,
          EMBED_KEY,
          EMBED_HTTP_MODEL,
          EMBED_DIMENSIONS,
          EMBED_BEFORE_PASSAGE,
          EMBED_BEFORE_QUESTION,
          SPARQL_TIMEOUT,
          SPARQL_MAX_ROWS,
          SPARQL_AT_ONCE);

  /// Name of the settings file in the data folder.
  public static final String FILE = "cairn.properties";

  /// What tells the meaning of texts.
  ///
  /// @param model `embed.model`: `bge-small-en-v1.5` (the default; in this process), `http` or
  ///   `off`
  /// @param threads passages, or requests, at the same time; `embed.threads`, 1..64, default 1
  /// @param url whole address of an interface as OpenAI's; `embed.url`
  /// @param key for it; `embed.key`, may be empty
  /// @param httpModel name of the model there; `embed.http-model`
  /// @param dimensions of its vectors; `embed.dimensions`, 1..4096
  /// @param beforePassage what this model wants before a passage; `embed.before-passage`
  /// @param beforeQuestion what it wants before a question; `embed.before-question`
  public record Embed(
      String model,
      int threads,
      String url,
      String key,
      String httpModel,
      int dimensions,
      String beforePassage,
      String beforeQuestion) {
    public static final String IN_PROCESS = "bge-small-en-v1.5";
    public static final String HTTP = "http";
    public static final String OFF = "off";

    public Embed {
      if (!List.of(IN_PROCESS, HTTP, OFF).contains(model))
        throw new IllegalArgumentException(
            EMBED_MODEL + " must be " + IN_PROCESS + ", http or off, got '" + model + "'");
      if (threads < 1 || threads > 64)
        throw new IllegalArgumentException(EMBED_THREADS + " must be 1..64, got " + threads);
      if (dimensions < 0 || dimensions > 4096)
        throw new IllegalArgumentException(
            EMBED_DIMENSIONS + " must be 1..4096, got " + dimensions);
      if (model.equals(HTTP)) {
        if (!url.matches("https?://[^/\\s]+/\\S*"))
          throw new IllegalArgumentException(
              EMBED_URL
                  + " must be a whole address such as https://example.org/v1/embeddings, got '"
                  + url
                  + "'");
        if (httpModel.isBlank())
          throw new IllegalArgumentException(EMBED_HTTP_MODEL + " must name the model there");
        if (dimensions == 0)
          throw new IllegalArgumentException(
              EMBED_DIMENSIONS + " must be the length of the vectors of that model");
      }
    }

    /// The model in this process, on one thread.
    public static Embed defaults() {
      return new Embed(IN_PROCESS, 1, "", "", "", 0, "", "");
    }

    /// Without the key.
    @Override
    public String toString() {
      return model;
    }
  }

  /// What one question in SPARQL may take.
  ///
  /// @param timeout it is stopped then; `sparql.timeout`, ISO 8601, up to PT10M, default PT10S
  /// @param maxRows rows, or statements, of an answer; `sparql.max-rows`, 1..1000000, default 10000
  /// @param atOnce questions at the same time; `sparql.at-once`, 1..64, default 4
  public record Sparql(Duration timeout, int maxRows, int atOnce) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public Sparql {
      if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0)
        throw new IllegalArgumentException(
            SPARQL_TIMEOUT + " must be longer than nothing and at most PT10M, got " + timeout);
      if (maxRows < 1 || maxRows > 1_000_000)
        throw new IllegalArgumentException(SPARQL_MAX_ROWS + " must be 1..1000000, got " + maxRows);
      if (atOnce < 1 || atOnce > 64)
        throw new IllegalArgumentException(SPARQL_AT_ONCE + " must be 1..64, got " + atOnce);
    }
  }

  public Settings {
    allowedHosts = List.copyOf(allowedHosts);
    sourceHosts = List.copyOf(sourceHosts);
    sourceFolders = List.copyOf(sourceFolders);
    if (port < 0 || port > 65_535)
      throw new IllegalArgumentException(PORT + " must be 0..65535, got " + port);
    if (maxFileBytes < 1)
      throw new IllegalArgumentException(MAX_FILE_BYTES + " must be positive, got " + maxFileBytes);
    if (workers < 1 || workers > 64)
      throw new IllegalArgumentException(WORKERS + " must be 1..64, got " + workers);
    if (!parseTimeout.isPositive())
      throw new IllegalArgumentException(PARSE_TIMEOUT + " must be positive, got " + parseTimeout);
    if (maxCharacters < 1)
      throw new IllegalArgumentException(
          MAX_CHARACTERS + " must be positive, got " + maxCharacters);
    if (workerHeap < LEAST_HEAP)
      throw new IllegalArgumentException(
          WORKER_HEAP + " must be " + LEAST_HEAP + " bytes or more, got " + workerHeap);
    if (maxParts < 0)
      throw new IllegalArgumentException(MAX_PARTS + " must be 0 or more, got " + maxParts);
    if (maxDepth < 0 || maxDepth > DEEPEST)
      throw new IllegalArgumentException(MAX_DEPTH + " must be 0..100, got " + maxDepth);
    if (maxExpansion < 1)
      throw new IllegalArgumentException(MAX_EXPANSION + " must be positive, got " + maxExpansion);
    for (var name : sourceHosts)
      if (!name.matches("[a-z0-9._-]+"))
        throw new IllegalArgumentException(
            SOURCE_HOSTS + " takes names of hosts such as www.example.org, got '" + name + "'");
    for (var folder : sourceFolders)
      if (!folder.isAbsolute())
        throw new IllegalArgumentException(
            SOURCE_FOLDERS + " takes whole paths of folders, got '" + folder + "'");
  }

  /// Reads the file in the data folder if there is one, then the environment, which wins
  /// (`CAIRN_SERVER_PORT` for `server.port`).
  ///
  /// @throws IllegalArgumentException naming key and value that cannot be used
  public static Settings load(Path data, Map<String, String> environment) {
    var values = new LinkedHashMap<String, String>();
    var file = data.resolve(FILE);
    if (Files.exists(file)) {
      var properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new IllegalArgumentException("cannot read the settings file " + FILE, e);
      }
      properties.forEach((key, value) -> values.put(key.toString(), value.toString()));
    }
    for (var key : KEYS) {
      var name = "CAIRN_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
      var value = environment.get(name);
      if (value != null) values.put(key, value);
    }
    return from(data, values);
  }

  /// Everything absent gets its default.
  ///
  /// @throws IllegalArgumentException naming key and value that cannot be used
  public static Settings from(Path data, Map<String, String> values) {
    for (var key : values.keySet())
      if (!KEYS.contains(key))
        throw new IllegalArgumentException(
            "there is no setting '" + key + "'; did you mean '" + nearest(key) + "'?");
    return new Settings(
        data,
        values.getOrDefault(HOST, "127.0.0.1"),
        small(values, PORT, 7070),
        list(values.getOrDefault(ALLOWED_HOSTS, "")),
        number(values, MAX_FILE_BYTES, 256L << 20),
        small(values, WORKERS, 2),
        duration(values, PARSE_TIMEOUT, Duration.ofMinutes(1)),
        small(values, MAX_CHARACTERS, 5_000_000),
        number(values, WORKER_HEAP, 512L << 20),
        small(values, MAX_PARTS, 10_000),
        small(values, MAX_DEPTH, 10),
        small(values, MAX_EXPANSION, 200),
        flag(values, OCR, false),
        list(values.getOrDefault(SOURCE_HOSTS, "").toLowerCase(Locale.ROOT)),
        folders(values.getOrDefault(SOURCE_FOLDERS, "")),
        flag(values, SPUN_RULE, true),
        new Embed(
            values.getOrDefault(EMBED_MODEL, Embed.IN_PROCESS).strip(),
            small(values, EMBED_THREADS, 1),
            values.getOrDefault(EMBED_URL, "").strip(),
            values.getOrDefault(EMBED_KEY, "").strip(),
            values.getOrDefault(EMBED_HTTP_MODEL, "").strip(),
            small(values, EMBED_DIMENSIONS, 0),
            values.getOrDefault(EMBED_BEFORE_PASSAGE, ""),
            values.getOrDefault(EMBED_BEFORE_QUESTION, "")),
        new Sparql(
            duration(values, SPARQL_TIMEOUT, Duration.ofSeconds(10)),
            small(values, SPARQL_MAX_ROWS, 10_000),
            small(values, SPARQL_AT_ONCE, 4)));
  }

  public Settings withAddress(String newHost, int newPort) {
    return new Settings(
        data,
        newHost,
        newPort,
        allowedHosts,
        maxFileBytes,
        workers,
        parseTimeout,
        maxCharacters,
        workerHeap,
        maxParts,
        maxDepth,
        maxExpansion,
        ocr,
        sourceHosts,
        sourceFolders,
        spunRule,
        embed,
        sparql);
  }

  /// Every key with the value that is in use, in the order of {@link #KEYS}; of a secret only
  /// whether it is set.
  public Map<String, String> effective() {
    var values = new LinkedHashMap<String, String>();
    values.put(HOST, host);
    values.put(PORT, String.valueOf(port));
    values.put(ALLOWED_HOSTS, String.join(",", allowedHosts));
    values.put(MAX_FILE_BYTES, String.valueOf(maxFileBytes));
    values.put(WORKERS, String.valueOf(workers));
    values.put(PARSE_TIMEOUT, parseTimeout.toString());
    values.put(MAX_CHARACTERS, String.valueOf(maxCharacters));
    values.put(WORKER_HEAP, String.valueOf(workerHeap));
    values.put(MAX_PARTS, String.valueOf(maxParts));
    values.put(MAX_DEPTH, String.valueOf(maxDepth));
    values.put(MAX_EXPANSION, String.valueOf(maxExpansion));
    values.put(OCR, String.valueOf(ocr));
    values.put(SOURCE_HOSTS, String.join(",", sourceHosts));
    values.put(
        SOURCE_FOLDERS, String.join(",", sourceFolders.stream().map(Path::toString).toList()));
    values.put(SPUN_RULE, String.valueOf(spunRule));
    values.put(EMBED_MODEL, embed.model());
    values.put(EMBED_THREADS, String.valueOf(embed.threads()));
    values.put(EMBED_URL, embed.url());
    values.put(EMBED_KEY, embed.key().isEmpty() ? "" : "(is set)");
    values.put(EMBED_HTTP_MODEL, embed.httpModel());
    values.put(EMBED_DIMENSIONS, String.valueOf(embed.dimensions()));
    values.put(EMBED_BEFORE_PASSAGE, embed.beforePassage());
    values.put(EMBED_BEFORE_QUESTION, embed.beforeQuestion());
    values.put(SPARQL_TIMEOUT, sparql.timeout().toString());
    values.put(SPARQL_MAX_ROWS, String.valueOf(sparql.maxRows()));
    values.put(SPARQL_AT_ONCE, String.valueOf(sparql.atOnce()));
    return java.util.Collections.unmodifiableMap(values);
  }

  private static long number(Map<String, String> values, String key, long fallback) {
    var value = values.get(key);
    if (value == null) return fallback;
    try {
      return Long.parseLong(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " must be a whole number, got '" + value + "'", e);
    }
  }

  private static int small(Map<String, String> values, String key, int fallback) {
    long value = number(values, key, fallback);
    if (value != (int) value)
      throw new IllegalArgumentException(key + " is out of range, got " + value);
    return (int) value;
  }

  private static Duration duration(Map<String, String> values, String key, Duration fallback) {
    var value = values.get(key);
    if (value == null) return fallback;
    try {
      return Duration.parse(value.strip());
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException(
          key + " must be a duration such as PT1M, got '" + value + "'", e);
    }
  }

  private static boolean flag(Map<String, String> values, String key, boolean fallback) {
    var value = values.get(key);
    if (value == null) return fallback;
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true", "on", "yes" -> true;
      case "false", "off", "no" -> false;
      default ->
          throw new IllegalArgumentException(key + " must be true or false, got '" + value + "'");
    };
  }

  private static List<String> list(String value) {
    var parts = new ArrayList<String>();
    for (var part : value.split(",")) if (!part.isBlank()) parts.add(part.strip());
    return parts;
  }

  private static List<Path> folders(String value) {
    try {
      return list(value).stream().map(Path::of).toList();
    } catch (java.nio.file.InvalidPathException e) {
      throw new IllegalArgumentException(
          SOURCE_FOLDERS + " takes paths of folders, got '" + value + "'", e);
    }
  }

  private static String nearest(String key) {
    return KEYS.stream()
        .min(
            java.util.Comparator.comparingInt((String known) -> distance(known, key))
                .thenComparing(known -> known))
        .orElseThrow();
  }

  /// Levenshtein distance, by the usual two rows.
  private static int distance(String a, String b) {
    var previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) previous[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      var row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++)
        row[j] =
            Math.min(
                Math.min(row[j - 1], previous[j]) + 1,
                previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
      previous = row;
    }
    return previous[b.length()];
  }
}
