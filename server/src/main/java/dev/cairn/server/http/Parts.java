package dev.cairn.server.http;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileUploadByteCountLimitException;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;

/// The parts of a multipart request, read once and kept on disk until the request has been
/// answered.
///
/// Taken apart by Commons FileUpload: the parser of the server's own engine may put a line feed
/// before a part's bytes, depending on where the network cuts the request.
final class Parts {
  private static final String PARTS = "cairn.parts";
  private static final String LIMITS = "cairn.limits";
  private static final int IN_MEMORY = 64 << 10;

  private final List<DiskFileItem> items;

  private Parts(List<DiskFileItem> items) {
    this.items = items;
  }

  /// @param folder where parts wait
  /// @param fileBytes larger files are refused
  record Limits(Path folder, long fileBytes) {
    /// Room for a batch of small files beside the largest one.
    long requestBytes() {
      return Math.addExact(fileBytes, 64L << 20);
    }
  }

  /// To be called before any handler.
  static void limit(Context ctx, Limits limits) {
    ctx.attribute(LIMITS, limits);
  }

  /// @throws Refusal 415 if the request is not multipart, 413 if it is too large, 400 if it is
  ///   broken
  static Parts of(Context ctx) {
    if (!ctx.isMultipartFormData())
      throw Refusal.unsupported("Send the files as multipart/form-data, in parts named 'file'.");
    Parts known = ctx.attribute(PARTS);
    if (known != null) return known;
    var parts = new Parts(read(ctx));
    ctx.attribute(PARTS, parts);
    return parts;
  }

  private static List<DiskFileItem> read(Context ctx) {
    Limits limits = ctx.attribute(LIMITS);
    if (limits == null) throw new IllegalStateException("no limits for uploads were set");
    var upload =
        new JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory>(
            DiskFileItemFactory.builder()
                .setPath(limits.folder())
                .setThreshold(IN_MEMORY)
                .setCharset(StandardCharsets.UTF_8)
                .get());
    upload.setHeaderCharset(StandardCharsets.UTF_8);
    upload.setMaxFileSize(limits.fileBytes());
    upload.setMaxSize(limits.requestBytes());
    try {
      return upload.parseRequest(ctx.req());
    } catch (FileUploadByteCountLimitException e) {
      throw Refusal.tooLarge(
          String.format(
              java.util.Locale.ROOT,
              "The file '%s' is larger than the limit of %,d bytes.",
              e.getFileName(),
              e.getPermitted()));
    } catch (FileUploadSizeException e) {
      throw Refusal.tooLarge("The upload is larger than this server takes in one request.");
    } catch (FileUploadException | IllegalArgumentException e) {
      throw Refusal.badRequest("The body of the request cannot be read.");
    }
  }

  /// Frees what the request's parts occupy; to be called after every request.
  static void release(Context ctx) {
    Parts parts = ctx.attribute(PARTS);
    if (parts == null) return;
    for (var item : parts.items) {
      try {
        item.delete();
      } catch (IOException _) {
        // The folder is emptied at the next start.
      }
    }
  }

  /// A file of the request.
  record File(DiskFileItem item) {
    /// What the file was called, with the folders above it where the client told them; never a way
    /// out of them.
    String name() {
      var parts = new ArrayList<String>();
      for (var part : String.valueOf(item.getName()).replace('\\', '/').split("/")) {
        var clean = part.replaceAll("\\p{Cntrl}", "").strip();
        if (!clean.isEmpty() && !clean.equals(".") && !clean.equals("..")) parts.add(clean);
      }
      return parts.isEmpty() ? "unnamed" : String.join("/", parts);
    }

    InputStream content() throws IOException {
      return item.getInputStream();
    }
  }

  /// The parts named `file`, at least one.
  ///
  /// @throws Refusal 422 if there is none
  List<File> files() {
    var files =
        items.stream()
            .filter(i -> "file".equals(i.getFieldName()) && isFile(i))
            .map(File::new)
            .toList();
    if (files.isEmpty())
      throw Refusal.invalid(
          "There is no file in the request.",
          List.of(new Refusal.Fault("file", "At least one part named 'file' is needed.")));
    return files;
  }

  /// A form sends a file part without a name where nothing was chosen.
  private static boolean isFile(DiskFileItem item) {
    var name = item.getName();
    return name != null && !name.isEmpty();
  }

  /// The bytes of a part, whether it was sent as a field or as a file; empty if it is blank or
  /// absent.
  Optional<InputStream> stream(String name) throws IOException {
    var text = bytes(name);
    return text.isEmpty() ? Optional.empty() : Optional.of(new ByteArrayInputStream(text.get()));
  }

  /// The text of a part; empty if it is blank or absent.
  Optional<String> text(String name) {
    return bytes(name)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .filter(text -> !text.isBlank());
  }

  /// The texts of all parts of this name, blank ones left out.
  List<String> texts(String name) {
    return items.stream()
        .filter(i -> name.equals(i.getFieldName()) && i.getSize() > 0)
        .map(Parts::content)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .filter(text -> !text.isBlank())
        .toList();
  }

  private static byte[] content(DiskFileItem item) {
    try (var in = item.getInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading a part of the request", e);
    }
  }

  private Optional<byte[]> bytes(String name) {
    return items.stream()
        .filter(i -> name.equals(i.getFieldName()) && i.getSize() > 0)
        .findFirst()
        .map(Parts::content);
  }
}
