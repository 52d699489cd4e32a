package dev.cairn.server.pages;

import java.util.List;

/// Pages that hold little but words.
public final class Plain {
  private Plain() {}

  /// @param to where to go after signing in, an address of our own
  /// @param wrong what was wrong with the last try; empty at first
  public record SignIn(Page page, String to, String wrong, boolean needed) {
    /// @param needed whether the reader was sent here because a page needs it
    public static SignIn of(String to, String wrong, boolean needed, Viewer viewer) {
      return new SignIn(
          Page.of(viewer, "Sign in", needed ? Page.Section.ADMIN : Page.Section.NONE),
          to,
          wrong,
          needed);
    }
  }

  /// Something did not work.
  public record Problem(Page page, int status, String detail) {
    public static Problem of(int status, String title, String detail, Viewer viewer) {
      return new Problem(Page.of(viewer, title, Page.Section.NONE), status, detail);
    }
  }

  /// The interface for programs.
  public record Interface(Page page, List<Part> parts) {
    public Interface {
      parts = List.copyOf(parts);
    }

    public static Interface of(List<Part> parts, Viewer viewer) {
      return new Interface(
          Page.of(viewer, "Interface", Page.Section.NONE).with(List.of("docs"), List.of()), parts);
    }

    public record Part(String name, List<Operation> operations) {
      public Part {
        operations = List.copyOf(operations);
      }
    }

    /// @param tryIt address to follow; empty where it cannot be followed by a link
    public record Operation(
        String method,
        String path,
        String summary,
        boolean admin,
        List<Parameter> parameters,
        String tryIt) {
      public Operation {
        parameters = List.copyOf(parameters);
      }
    }

    public record Parameter(String name, String type, String description) {}
  }

  /// A page of help.
  ///
  /// @param address of this server, for examples
  public record Help(Page page, String address) {
    public static Help of(String title, String address, Viewer viewer) {
      return new Help(Page.of(viewer, title, Page.Section.HELP), address);
    }
  }
}
