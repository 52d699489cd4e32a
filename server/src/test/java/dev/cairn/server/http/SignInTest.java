package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.House;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {
  private House house;

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    house = House.over(data);
  }

  @AfterAll
  void close() {
    house.close();
  }

  private HttpResponse<String> signIn(String token, String to) throws Exception {
    return house.send(
        House.form(house.request("/signin"), Map.of("token", token, "to", to))
            .header("Accept", "text/html"));
  }

  private String cookie() throws Exception {
    return signIn(house.assembly().runToken(), "/admin")
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow();
  }

  @Test
  void the_right_token_opens_a_session_and_leads_on() throws Exception {
    var answer = signIn(house.assembly().runToken(), "/jobs/x?y=1");
    assertEquals(303, answer.statusCode());
    assertTrue(answer.headers().firstValue("Location").orElse("").endsWith("/jobs/x?y=1"));
    var cookie = answer.headers().firstValue("Set-Cookie").orElse("");
    assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);
  }

  @Test
  void a_wrong_token_is_told_and_opens_nothing() throws Exception {
    var answer = signIn("wrong", "/admin");
    assertEquals(401, answer.statusCode());
    assertTrue(answer.body().contains("That is not the token."), answer.body());
    assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
  }

  @Test
  void nobody_is_led_elsewhere_after_giving_the_token() throws Exception {
    for (var to :
        List.of(
            "//evil.example", "https://evil.example", "/\\evil.example", "/%0d", "javascript:x"))
      assertFalse(
          signIn(house.assembly().runToken(), to)
              .headers()
              .firstValue("Location")
              .orElse("")
              .contains("evil"),
          to);
  }

  @Test
  void a_change_needs_the_token_of_our_own_pages() throws Exception {
    var cookie = cookie().split(";")[0];
    var parts = List.of(House.Part.file("a.md", "# Something\n\nwas learned."));
    var without =
        house.send(
            House.multipart(house.request("/admin/documents").header("Cookie", cookie), parts));
    assertEquals(403, without.statusCode());
    var page = house.send(house.request("/admin").header("Cookie", cookie)).body();
    var csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page);
    assertTrue(csrf.find(), page);
    var with =
        house.send(
            House.multipart(
                house.request("/admin/documents").header("Cookie", cookie),
                List.of(House.Part.field("csrf", csrf.group(1)), parts.getFirst())));
    assertEquals(303, with.statusCode(), with.body());
    assertTrue(with.headers().firstValue("Location").orElse("").contains("/jobs/"));
  }

  @Test
  void who_has_not_signed_in_sees_the_way_to_it_and_nothing_else() throws Exception {
    for (var address : List.of("/admin", "/jobs/anything")) {
      var answer = house.send(house.request(address).header("Accept", "text/html"));
      assertEquals(401, answer.statusCode(), address);
      assertTrue(answer.body().contains("name=\"to\" value=\"" + address + "\""), answer.body());
    }
    var upload =
        house.send(
            House.multipart(
                house.request("/admin/documents"), List.of(House.Part.file("a.md", "x"))));
    assertEquals(401, upload.statusCode());
  }
}
