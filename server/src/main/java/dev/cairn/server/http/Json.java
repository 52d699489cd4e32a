package dev.cairn.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON in and out. Absent values are left out, lists are always lists.
final class Json {
  static final String TYPE = "application/json; charset=utf-8";

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              old -> old.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  static void write(Context ctx, Object answer) {
    ctx.contentType(TYPE).result(MAPPER.writeValueAsBytes(answer));
  }

  static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /// @throws Refusal 400 naming line and column
  static JsonNode read(InputStream json, String what) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw Refusal.badRequest(
          what
              + " is not valid JSON"
              + (at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr())
              + ".");
    }
  }
}
