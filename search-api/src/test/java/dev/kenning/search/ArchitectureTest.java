package dev.kenning.search;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Holds the direction between modules and packages, and which package may see which library.
@AnalyzeClasses(packages = "dev.kenning", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String EMBEDDINGS = "dev.kenning.embeddings..";
  private static final String INDEXER = "dev.kenning.indexer..";
  private static final String SEARCH = "dev.kenning.search..";

  private static final List<String> WORDS_THAT_HIDE_AN_IDEA =
      List.of("Util", "Utils", "Manager", "Helper", "Impl", "Service", "Processor");

  // --- Direction -------------------------------------------------------------------------------

  @ArchTest
  static final ArchRule embeddingsKnowNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage(EMBEDDINGS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INDEXER, SEARCH);

  @ArchTest
  static final ArchRule indexerDoesNotKnowTheSearchApi =
      noClasses()
          .that()
          .resideInAPackage(INDEXER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SEARCH);

  @ArchTest
  static final ArchRule packagesOfEmbeddingsHaveNoCycles =
      slices().matching("dev.kenning.embeddings.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheIndexerHaveNoCycles =
      slices().matching("dev.kenning.indexer.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheSearchApiHaveNoCycles =
      slices().matching("dev.kenning.search.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingKnowsTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.kenning.search.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.kenning.search.cli..");

  @ArchTest
  static final ArchRule trainingIsNeverOnTheServingPath =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.kenning.search.cli..",
              "dev.kenning.embeddings.training..",
              "dev.kenning.indexer.pair..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.kenning.embeddings.training..", "dev.kenning.indexer.pair..");

  @ArchTest
  static final ArchRule storeContractDoesNotKnowWhoKeepsIt =
      noClasses()
          .that()
          .resideInAPackage("dev.kenning.indexer.store")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.kenning.indexer.store.lucene..");

  @ArchTest
  static final ArchRule rankingAndAnswersDoNotKnowWhichStoreAnswers =
      noClasses()
          .that()
          .resideInAPackage(SEARCH)
          .and()
          .resideOutsideOfPackage("dev.kenning.search.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.kenning.indexer.store.lucene..");

  // --- Who may see which library ---------------------------------------------------------------

  @ArchTest
  static final ArchRule onlyMethodsAndFactsSeeJavaParser =
      seen("com.github.javaparser..", "dev.kenning.indexer.method..", "dev.kenning.indexer.fact..");

  @ArchTest
  static final ArchRule onlyEncoderTokenizerAndTrainingSeeDjl =
      seen(
          "ai.djl..",
          "dev.kenning.embeddings.encoder..",
          "dev.kenning.embeddings.tokenizer..",
          "dev.kenning.embeddings.training..");

  @ArchTest
  static final ArchRule onlyTheLuceneStoreSeesLucene =
      seen("org.apache.lucene..", "dev.kenning.indexer.store.lucene..");

  @ArchTest
  static final ArchRule onlyHttpSeesJavalin =
      seen(
          new String[] {"io.javalin..", "org.eclipse.jetty..", "jakarta.."},
          "dev.kenning.search.http..");

  @ArchTest
  static final ArchRule onlyTheCommandLineSeesPicocliAndTheProgressBar =
      seen(new String[] {"picocli..", "me.tongfei.."}, "dev.kenning.search.cli..");

  @ArchTest
  static final ArchRule onlyMetricsSeeMicrometer =
      seen(new String[] {"io.micrometer..", "io.prometheus.."}, "dev.kenning.search.metrics..");

  @ArchTest
  static final ArchRule onlyAdmissionSeesBuckets =
      seen("io.github.bucket4j..", "dev.kenning.search.admission..");

  @ArchTest
  static final ArchRule onlyLoadSeesHistograms =
      seen("org.HdrHistogram..", "dev.kenning.search.load..");

  @ArchTest
  static final ArchRule onlyBreakersSeeResilience4j =
      seen("io.github.resilience4j..", "dev.kenning.search.breaker..");

  @ArchTest
  static final ArchRule onlyLedgerAndEmbeddingCacheSeeDatabases =
      seen(
          new String[] {"java.sql..", "javax.sql..", "org.sqlite.."},
          "dev.kenning.indexer.ledger..",
          "dev.kenning.embeddings.cache..");

  @ArchTest
  static final ArchRule onlySourceSeesGit =
      seen("org.eclipse.jgit..", "dev.kenning.indexer.source..");

  // --- What the surroundings may be asked by whom ----------------------------------------------

  @ArchTest
  static final ArchRule onlyTheCommandLineReadsTheEnvironment =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.kenning.search.cli..")
          .should()
          .callMethodWhere(target(owner(type(System.class))).and(target(name("getenv"))));

  @ArchTest
  static final ArchRule onlyTheCompositionRootTellsTheTimeOfDay =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.kenning.search.cli..")
          .should()
          .callMethodWhere(tellingTheTimeOfDay());

  @ArchTest
  static final ArchRule onlyTheCommandLineEndsTheProcess =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.kenning.search.cli..")
          .should()
          .callMethodWhere(target(owner(type(System.class))).and(target(name("exit"))));

  @ArchTest
  static final ArchRule nothingIsSerialised =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.Object(In|Out)putStream");

  // --- Names and introductions -----------------------------------------------------------------

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      classes()
          .should(
              new ArchCondition<>("not hide an idea behind " + WORDS_THAT_HIDE_AN_IDEA) {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  WORDS_THAT_HIDE_AN_IDEA.stream()
                      .filter(type.getSimpleName()::endsWith)
                      .map(word -> type.getName() + " ends in " + word)
                      .forEach(problem -> events.add(SimpleConditionEvent.violated(type, problem)));
                }
              });

  @ArchTest
  static final ArchRule everyPackageIntroducesItself =
      classes()
          .should(
              new ArchCondition<>("stand in a package with an introduction that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  if (!introduced(type.getPackage())) {
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getPackageName() + " has no @NullMarked package-info.java"));
                  }
                }
              });

  private static boolean introduced(JavaPackage aPackage) {
    return aPackage.isAnnotatedWith(NullMarked.class);
  }

  private static ArchRule seen(String library, String... byPackages) {
    return seen(new String[] {library}, byPackages);
  }

  private static ArchRule seen(String[] libraries, String... byPackages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(byPackages)
        .should()
        .dependOnClassesThat(resideInAnyPackage(libraries));
  }

  private static DescribedPredicate<JavaCall<?>> tellingTheTimeOfDay() {
    return describe(
        "tell the time of day",
        call -> {
          String owner = call.getTargetOwner().getName();
          String method = call.getName();
          boolean ofNow = method.equals("now") && call.getTarget().getRawParameterTypes().isEmpty();
          return (owner.equals("java.lang.System") && method.equals("currentTimeMillis"))
              || (owner.startsWith("java.time.") && ofNow)
              || (owner.equals(Clock.class.getName()) && method.startsWith("system"));
        });
  }

  private static DescribedPredicate<JavaClass> type(Class<?> wanted) {
    return describe(wanted.getName(), type -> type.isEquivalentTo(wanted));
  }
}
