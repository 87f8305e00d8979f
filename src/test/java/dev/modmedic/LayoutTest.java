package dev.modmedic;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Holds the layout: core below edges, lower features below higher ones, no way back. */
@AnalyzeClasses(
    packages = "dev.modmedic",
    importOptions = {ImportOption.DoNotIncludeTests.class, LayoutTest.WrittenByUs.class})
class LayoutTest {
  private static final String ROOT = "dev.modmedic";

  /** Features whose root package is core, lowest first; each may use those before it. */
  private static final List<String> CORES =
      List.of(
          "request",
          "go",
          "access",
          "evidence",
          "resolution",
          "comparison",
          "knowledge",
          "diagnosis",
          "probe",
          "history",
          "region",
          "health");

  /** Features that are edges as a whole. */
  private static final List<String> EDGES = List.of("dashboard", "chat");

  /** What core may use besides lower cores: the JDK without SQL, and two pure engines. */
  private static final DescribedPredicate<JavaClass> PURE =
      resideInAnyPackage("java..", "org.jspecify..", "com.google.errorprone.annotations..")
          .and(not(resideInAnyPackage("java.sql..", "java.awt..", "java.rmi..")));

  private static final DescribedPredicate<JavaClass> ENGINES =
      resideInAnyPackage("com.google.re2j..", "dev.cel..");

  /** Leaves out what the annotation processor writes beside our classes. */
  static final class WrittenByUs implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/$");
    }
  }

  @ArchTest
  static final ArchRule coreUsesOnlyTheJdkAndLowerCores =
      classes()
          .that(describe("are core", LayoutTest::isCore))
          .should(useOnlyWhatCoreMay())
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule goUsesTheJdkAlone =
      classes()
          .that()
          .resideInAPackage(ROOT + ".go")
          .should()
          .onlyDependOnClassesThat(PURE.or(resideInAPackage(ROOT + ".go")))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nobodyImportsAnEdge =
      classes()
          .that(describe("are not wiring", type -> !isIn(type, "wiring")))
          .should(useNoEdgeButTheirOwn())
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nobodyImportsWiring =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".wiring..")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".Application")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".wiring..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule featuresHaveNoCycles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes().should(liveInANullMarkedPackage()).allowEmptyShould(true);

  @ArchTest
  static final ArchRule theRootHoldsTheApplicationOnly =
      classes()
          .that()
          .resideInAPackage(ROOT)
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .haveSimpleName("Application");

  private static boolean isCore(JavaClass type) {
    return CORES.contains(feature(type)) && type.getPackageName().equals(root(type));
  }

  private static boolean isEdge(JavaClass type) {
    return type.getPackageName().startsWith(ROOT + ".")
        && (EDGES.contains(feature(type)) || !type.getPackageName().equals(root(type)));
  }

  private static boolean isIn(JavaClass type, String feature) {
    return feature(type).equals(feature);
  }

  private static String root(JavaClass type) {
    return ROOT + "." + feature(type);
  }

  /** The package below the root, or nothing for a class that is not in one. */
  private static String feature(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1).split("\\.", 2)[0] : "";
  }

  private static boolean mayCoreUse(JavaClass core, JavaClass target) {
    if (isCore(target)) {
      return CORES.indexOf(feature(target)) <= CORES.indexOf(feature(core));
    }
    return PURE.test(target) || ENGINES.test(target) || target.isPrimitive();
  }

  private static ArchCondition<JavaClass> useOnlyWhatCoreMay() {
    return forEachDependency(
        "use only the JDK, the engines and lower cores",
        dependency -> mayCoreUse(dependency.getOriginClass(), target(dependency)));
  }

  private static ArchCondition<JavaClass> useNoEdgeButTheirOwn() {
    return forEachDependency(
        "use no edge but their own",
        dependency ->
            !isEdge(target(dependency))
                || isIn(target(dependency), "wiring")
                || target(dependency)
                    .getPackageName()
                    .equals(dependency.getOriginClass().getPackageName()));
  }

  private static JavaClass target(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType();
  }

  private static ArchCondition<JavaClass> forEachDependency(
      String words, java.util.function.Predicate<Dependency> allowed) {
    return new ArchCondition<>(words) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(allowed.negate())
            .forEach(dependency ->
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a package marked @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked =
            type.getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
        events.add(
            new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
      }
    };
  }
}
