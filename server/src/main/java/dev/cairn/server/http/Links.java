package dev.cairn.server.http;

import io.javalin.http.Context;

/// Links between the pages of a list (RFC 8288).
final class Links {
  private Links() {}

  /// Points to the page that begins at the cursor, with all other parameters as they are.
  static void next(Context ctx, String cursor) {
    var address = new StringBuilder(ctx.path()).append('?');
    ctx.queryParamMap()
        .forEach((name, values) -> {
          if (name.equals("cursor")) return;
          for (var value : values)
            address
                .append(Problems.encode(name))
                .append('=')
                .append(Problems.encode(value))
                .append('&');
        });
    ctx.header("Link", "<" + address.append("cursor=").append(cursor) + ">; rel=\"next\"");
  }

  /// The offset a list's cursor stands for; 0 without one.
  ///
  /// @throws Refusal 400 if it is none of ours
  static int offset(Params params) {
    var cursor = params.text("cursor");
    if (cursor.isEmpty()) return 0;
    try {
      int offset = Integer.parseInt(cursor.get(), 36);
      if (offset >= 0) return offset;
    } catch (NumberFormatException _) {
      // told below
    }
    throw Refusal.badParameter("cursor", "The cursor is not one that this list gave.");
  }

  static String cursor(int offset) {
    return Integer.toString(offset, 36);
  }
}
