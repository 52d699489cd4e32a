package dev.cairn.server.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A request that is not granted, as it will be told to the client (RFC 9457).
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final transient List<Fault> faults;
  private final transient Optional<Duration> retryAfter;
  private final transient Optional<String> first;

  /// @param pointer JSON pointer (RFC 6901) or name of the parameter
  record Fault(String pointer, String detail) {}

  private Refusal(
      int status,
      String title,
      String detail,
      List<Fault> faults,
      Optional<Duration> retryAfter,
      Optional<String> first) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.faults = List.copyOf(faults);
    this.retryAfter = retryAfter;
    this.first = first;
  }

  private static Refusal plain(int status, String title, String detail) {
    return new Refusal(status, title, detail, List.of(), Optional.empty(), Optional.empty());
  }

  static Refusal badRequest(String detail) {
    return plain(400, "The request cannot be understood", detail);
  }

  static Refusal badParameter(String name, String detail) {
    return new Refusal(
        400,
        "A parameter is wrong",
        detail,
        List.of(new Fault(name, detail)),
        Optional.empty(),
        Optional.empty());
  }

  static Refusal notSignedIn() {
    return plain(
        401,
        "Not signed in",
        "This needs the admin's token: send it as 'Authorization: Bearer …' or sign in at"
            + " /signin.");
  }

  static Refusal wrongToken() {
    return plain(401, "The token is not right", "Check the token; 'cairn token' makes a new one.");
  }

  static Refusal forbidden(String detail) {
    return plain(403, "Not allowed", detail);
  }

  static Refusal notFound(String detail) {
    return plain(404, "Not found", detail);
  }

  static Refusal conflict(String detail) {
    return plain(409, "Not possible as it is now", detail);
  }

  static Refusal stale() {
    return plain(
        412,
        "Somebody else was quicker",
        "What is here has changed since you read it. Read it again, and decide anew.");
  }

  static Refusal needsIfMatch() {
    return plain(
        428,
        "Say what you have read",
        "A change needs the header If-Match with the ETag of what you have read, so that nobody"
            + " writes over the work of another; 'If-Match: *' changes it whatever it is.");
  }

  static Refusal gone(String detail, String firstPage) {
    return new Refusal(
        410, "No longer there", detail, List.of(), Optional.empty(), Optional.of(firstPage));
  }

  static Refusal tooLarge(String detail) {
    return plain(413, "Too large", detail);
  }

  static Refusal unsupported(String detail) {
    return plain(415, "This type of content is not taken here", detail);
  }

  static Refusal invalid(String detail, List<Fault> faults) {
    return new Refusal(
        422, "The content is not valid", detail, faults, Optional.empty(), Optional.empty());
  }

  static Refusal tooMany(Duration pause) {
    return new Refusal(
        429,
        "Too many tries",
        "Too many wrong tokens; wait before the next try.",
        List.of(),
        Optional.of(pause),
        Optional.empty());
  }

  static Refusal unavailable(String detail) {
    return new Refusal(
        503,
        "Not available now",
        detail,
        List.of(),
        Optional.of(Duration.ofSeconds(5)),
        Optional.empty());
  }

  static Refusal of(int status, String title, String detail) {
    return plain(status, title, detail);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  List<Fault> faults() {
    return faults;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /// Address of the first page, where a cursor has expired.
  Optional<String> first() {
    return first;
  }
}
