package dev.cairn.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The architecture is a test: who may know whom, which foreign library lives where, which calls
/// are not made. Every rule is also run against a small house that breaks it (the packages below
/// `unruly`), so that a rule which has stopped seeing anything is noticed.
class HouseRulesTest {
  private static final String HOUSE = "dev.cairn";
  private static final String UNRULY = "dev.cairn.server.unruly";

  /// A foreign library stays in its room: packages of the library → packages that may know it.
  private static final Map<List<String>, List<String>> HOMES =
      Map.of(
          List.of("org.apache.jena.."), List.of("ontology..", "corpus.catalogue.."),
          List.of("org.apache.tika..", "org.commonmark.."), List.of("corpus.extract.."),
          List.of("org.apache.lucene.."), List.of("indexer.lucene.."),
          List.of("ai.onnxruntime.."), List.of("indexer.embed.."),
          List.of("org.apache.hc..", "crawlercommons..", "org.jsoup.."),
              List.of("indexer.sources.."),
          List.of("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."),
              List.of("server.http.."),
          List.of("gg.jte.."), List.of("server.pages.."),
          List.of("picocli.."), List.of("server.cli.."),
          List.of("tools.jackson..", "com.fasterxml.."),
              List.of(
                  "server..",
                  "corpus.course..",
                  "corpus.curation..",
                  "corpus.lesson..",
                  "corpus.passage..",
                  "indexer.embed..",
                  "indexer.evaluate.."));

  private static final JavaClasses house =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(HOUSE);

  private static final JavaClasses unruly = new ClassFileImporter().importPackages(UNRULY);

  @Test
  void the_whole_house_was_seen() {
    assertTrue(house.size() > 100, "only " + house.size() + " classes");
    for (var room : List.of("ontology", "corpus", "indexer", "server"))
      assertTrue(house.containPackage(HOUSE + "." + room), room);
    assertTrue(
        house.stream().noneMatch(c -> c.getName().endsWith("Test")), "tests are no part of it");
  }

  @TestFactory
  Stream<DynamicTest> the_house_keeps() {
    return rules(HOUSE).entrySet().stream()
        .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(house)));
  }

  @TestFactory
  Stream<DynamicTest> an_unruly_house_is_told_off_by() {
    return rules(UNRULY).entrySet().stream()
        .map(rule ->
            dynamicTest(
                rule.getKey(),
                () ->
                    assertTrue(
                        rule.getValue().evaluate(unruly).hasViolation(), "nothing was noticed")));
  }

  @Test
  void every_package_says_that_nothing_is_null_unless_marked() {
    assertEquals(List.of(), notNullMarked(house, HOUSE));
    assertTrue(notNullMarked(unruly, UNRULY).contains(UNRULY + ".server"));
  }

  private static List<String> notNullMarked(JavaClasses classes, String root) {
    return classes.getPackage(root).getSubpackagesInTree().stream()
        .filter(p -> !p.getClasses().isEmpty())
        // Written by the compiler of templates, which knows no such annotations.
        .filter(p -> !p.getName().contains(".pages.templates"))
        .filter(p -> !p.isAnnotatedWith(NullMarked.class))
        .map(JavaPackage::getName)
        .sorted()
        .toList();
  }

  private static Map<String, ArchRule> rules(String root) {
    var rules = new LinkedHashMap<String, ArchRule>();
    rules.put("nobody imports upward", nobodyImportsUpward(root));
    rules.put(
        "no circles among packages",
        slices()
            .matching(root + ".(**)")
            .should()
            .beFreeOfCycles()
            // Templates and their models are two halves of one thing.
            .ignoreDependency(
                DescribedPredicate.describe(
                    "templates", c -> c.getPackageName().contains(".pages.templates")),
                DescribedPredicate.alwaysTrue()));
    HOMES.forEach((library, homes) ->
        rules.put(library.getFirst() + " stays home", stayHome(root, library, homes)));
    rules.put(
        "only the command line writes to the standard streams",
        noClasses()
            .that()
            .resideOutsideOfPackage(root + ".server.cli..")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .because("a server speaks by its log and its answers"));
    rules.put(
        "the time comes from a clock",
        not_called(
            "take the time from the machine",
            "a test must be able to set the time; pass a java.time.Clock",
            call ->
                (call.getTargetOwner().getPackageName().equals("java.time")
                        && call.getName().equals("now")
                        && call.getTarget().getRawParameterTypes().isEmpty())
                    || is(call, System.class, "currentTimeMillis")));
    rules.put(
        "letters change case by a named language",
        not_called(
            "change case by the machine's language",
            "in Turkish I becomes ı; say toLowerCase(Locale.ROOT) or name the document's language",
            call ->
                (is(call, String.class, "toLowerCase") || is(call, String.class, "toUpperCase"))
                    && call.getTarget().getRawParameterTypes().isEmpty()));
    rules.put(
        "nobody sleeps",
        not_called(
            "sleep",
            "wait for what is awaited, not for a while",
            call -> is(call, Thread.class, "sleep")));
    rules.put(
        "threads get names",
        not_called(
            "start threads without a name",
            "a picture of all threads must say who is who; pass a ThreadFactory",
            call ->
                call.getTargetOwner().isEquivalentTo(java.util.concurrent.Executors.class)
                    && call.getName().startsWith("new")
                    && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(ThreadFactory.class))));
    rules.put(
        "randomness has a seed or is meant for secrets",
        not_called(
            "draw numbers that cannot be drawn again",
            "what was random must be repeatable; pass a java.util.Random",
            call ->
                is(call, Math.class, "random")
                    || (call.getTargetOwner().isEquivalentTo(java.util.Random.class)
                        && call.getName().equals("<init>")
                        && call.getTarget().getRawParameterTypes().isEmpty())));
    rules.put(
        "failures go to the log",
        not_called(
            "print stack traces",
            "they reach nobody who can help; use the log",
            call -> call.getName().equals("printStackTrace")));
    return rules;
  }

  private static ArchRule nobodyImportsUpward(String root) {
    return layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("server")
        .definedBy(root + ".server..")
        .layer("indexer")
        .definedBy(root + ".indexer..")
        .layer("corpus")
        .definedBy(root + ".corpus..")
        .layer("ontology")
        .definedBy(root + ".ontology..")
        .whereLayer("server")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("indexer")
        .mayOnlyBeAccessedByLayers("server")
        .whereLayer("corpus")
        .mayOnlyBeAccessedByLayers("indexer", "server")
        .whereLayer("ontology")
        .mayOnlyBeAccessedByLayers("corpus", "indexer", "server");
  }

  private static ArchRule stayHome(String root, List<String> library, List<String> homes) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(prefixed(root, homes))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library.toArray(String[]::new))
        .because("a library that lives in one room can be changed in one room");
  }

  private static String[] prefixed(String root, List<String> packages) {
    return packages.stream().map(name -> root + "." + name).toArray(String[]::new);
  }

  private static ArchRule not_called(String what, String why, Banned banned) {
    var calls = DescribedPredicate.describe(what, banned::matches);
    return CompositeArchRule.of(
        Set.of(
            noClasses().should().callMethodWhere(calls).because(why),
            noClasses().should().callConstructorWhere(calls).because(why)));
  }

  /// A call that nobody may make.
  private interface Banned {
    boolean matches(JavaCall<?> call);
  }

  private static boolean is(JavaCall<?> call, Class<?> owner, String name) {
    return call.getTargetOwner().isEquivalentTo(owner) && call.getName().equals(name);
  }
}
