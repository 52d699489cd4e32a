package dev.cairn.server.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the forms of a page, as a browser does.
public final class Forms {
  private Forms() {}

  /// The fields of the first form that is sent there and holds what is marked, as they are when
  /// nobody touches them.
  public static Map<String, String> fields(String page, String action, String marked) {
    var forms =
        Pattern.compile(
                "<form[^>]*action=\"" + Pattern.quote(action) + "\"[^>]*>(.*?)</form>",
                Pattern.DOTALL)
            .matcher(page);
    while (forms.find()) {
      var form = forms.group(1);
      if (!form.contains(marked)) continue;
      var fields = new LinkedHashMap<String, String>();
      var inputs = Pattern.compile("<input[^>]*>").matcher(form);
      while (inputs.find()) {
        var input = inputs.group();
        boolean off = input.contains("checkbox") && !input.contains(" checked");
        if (!off) fields.put(attribute(input, "name"), attribute(input, "value"));
      }
      var areas =
          Pattern.compile("<textarea[^>]*name=\"([^\"]+)\"[^>]*>(.*?)</textarea>", Pattern.DOTALL)
              .matcher(form);
      while (areas.find()) fields.put(areas.group(1), plain(areas.group(2)));
      return fields;
    }
    throw new AssertionError("no form to " + action + " with " + marked + " in " + page);
  }

  private static String attribute(String element, String name) {
    var matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(element);
    return matcher.find() ? plain(matcher.group(1)) : "";
  }

  private static String plain(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
