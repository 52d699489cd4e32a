package dev.cairn.server.cli;

/// Ends a command with one sentence for who typed it.
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// How a program says how it went.
  enum Status {
    OK(0),
    FAILED(1),
    WRONG_USAGE(2),
    SOME_REFUSED(3);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  private final Status status;

  private Failure(Status status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  /// The program could not do it.
  static Failure failed(String sentence) {
    return new Failure(Status.FAILED, sentence);
  }

  /// It was asked for in a way that cannot work.
  static Failure usage(String sentence) {
    return new Failure(Status.WRONG_USAGE, sentence);
  }

  Status status() {
    return status;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
