package io.pipemill.buildrules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.Set;

/**
 * The rules of the house. Each failure text ends with the fix. A root package is an argument so
 * that the tests can show each rule a small house that breaks it.
 */
public final class HouseRules {
  private static final Set<String> INJECTED =
      Set.of(
          "org.springframework.beans.factory.annotation.Autowired",
          "org.springframework.beans.factory.annotation.Value",
          "jakarta.inject.Inject",
          "jakarta.annotation.Resource",
          "jakarta.persistence.PersistenceContext",
          "org.apache.camel.BeanInject",
          "org.apache.camel.PropertyInject");
  private static final Set<String> MUTABLE =
      Set.of(
          "java.util.ArrayList",
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.TreeMap",
          "java.util.HashSet",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.concurrent.ConcurrentMap",
          "java.util.concurrent.atomic.AtomicInteger",
          "java.util.concurrent.atomic.AtomicLong",
          "java.util.concurrent.atomic.AtomicBoolean",
          "java.util.concurrent.atomic.AtomicReference",
          "java.lang.StringBuilder");
  private static final Set<String> BARE_EXCEPTIONS =
      Set.of("java.lang.RuntimeException", "java.lang.Exception", "java.lang.Error");
  private static final Set<String> ZONE_OF_THE_MACHINE =
      Set.of(
          "java.time.LocalDate.now()",
          "java.time.LocalDateTime.now()",
          "java.time.LocalTime.now()",
          "java.time.ZonedDateTime.now()",
          "java.time.ZoneId.systemDefault()",
          "java.util.TimeZone.getDefault()");
  private static final Set<String> LANGUAGE_OF_THE_MACHINE =
      Set.of(
          "java.lang.String.getBytes()",
          "java.lang.String.<init>([B)",
          "java.lang.String.toLowerCase()",
          "java.lang.String.toUpperCase()");

  /**
   * Classes that may ask for the machine's zone: only as the default of a setting that names one.
   * {@code EbsConfig.timeZone}: the ERP's tables carry wall clock time, and a JDBC session of the
   * simulated one has the zone of the JVM.
   */
  private static final Set<String> ZONE_IS_A_SETTING = Set.of("EbsConfig");

  private HouseRules() {}

  /** Every class uses only what its layer may know, and every package belongs to a layer. */
  public static ArchRule layers(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(new KeepToLayer(root))
        .as("modules know only what ARCHITECTURE allows them to");
  }

  /** Nobody outside an adapter uses more of it than its factory; its package shows one class. */
  public static ArchRule oneDoorPerAdapter(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(new OneDoorPerAdapter(root))
        .as("an adapter has one public class, its AdapterFactory")
        .allowEmptyShould(true);
  }

  public static ArchRule noFieldInjection(String root) {
    return fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(root + "..")
        .should(
            Conditions.not(
                "be injected",
                (JavaField field) ->
                    field.getAnnotations().stream()
                        .anyMatch(a -> INJECTED.contains(a.getRawType().getName()))))
        .because("fix: take it as a constructor argument and make the field final")
        .allowEmptyShould(true);
  }

  public static ArchRule noStaticMutableState(String root) {
    return fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage(root + "..")
        .should(
            Conditions.not(
                "be static state that can change",
                (JavaField field) ->
                    !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !Generated.is(field.getOwner())
                        && (!field.getModifiers().contains(JavaModifier.FINAL)
                            || MUTABLE.contains(field.getRawType().getName()))))
        .because(
            "fix: make it a final field of an object that is passed on; a constant is declared as"
                + " List, Set or Map and filled with of(…)")
        .allowEmptyShould(true);
  }

  public static ArchRule houseWords(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(new UseHouseWords(root))
        .because("fix: name it for what it does or holds, with a word of VOCABULARY.md")
        .allowEmptyShould(true);
  }

  public static ArchRule nullMarkedPackages(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(new LiveInNullMarkedPackage())
        .because("fix: add package-info.java with @NullMarked of org.jspecify.annotations")
        .allowEmptyShould(true);
  }

  public static ArchRule exceptionsNamedForTheSituation(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .callConstructorWhere(
            target(
                "a bare exception is made",
                a ->
                    BARE_EXCEPTIONS.contains(a.getTargetOwner().getName())
                        && !a.getOrigin().getName().equals("<init>")))
        .because(
            "fix: throw an exception named for the situation (AdapterException with code and kind,"
                + " IllegalArgumentException, IllegalStateException, UncheckedIOException)")
        .allowEmptyShould(true);
  }

  /** Time zone, character set and language never come from the machine the code runs on. */
  public static ArchRule nothingFromTheMachine(String root) {
    return CompositeArchRule.of(
            noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .callCodeUnitWhere(
                    target(
                        "the machine's time zone is used",
                        a ->
                            ZONE_OF_THE_MACHINE.contains(key(a))
                                && !ZONE_IS_A_SETTING.contains(a.getOriginOwner().getSimpleName())))
                .because("fix: pass a Clock or a ZoneId; a business day has the zone of its system")
                .allowEmptyShould(true))
        .and(
            noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .callCodeUnitWhere(
                    target(
                        "the machine's character set or language is used",
                        a -> LANGUAGE_OF_THE_MACHINE.contains(key(a))))
                .because("fix: name the character set (UTF_8) or Locale.ROOT")
                .allowEmptyShould(true));
  }

  /** Only the command line writes to the terminal. */
  public static ArchRule terminalBelongsToCli(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(root + ".cli..", root + ".app..", root + ".benchmarks..")
        .should()
        .accessFieldWhere(
            target(
                "System.out or System.err is used",
                a -> a.getTargetOwner().getName().equals("java.lang.System")))
        .because("fix: log it, or return it to the command that prints it")
        .allowEmptyShould(true);
  }

  private static String key(JavaAccess<?> access) {
    StringBuilder key =
        new StringBuilder(access.getTargetOwner().getName())
            .append('.')
            .append(access.getTarget().getName());
    if (access.getTarget()
        instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget unit) {
      key.append('(');
      for (JavaClass parameter : unit.getRawParameterTypes()) {
        key.append(parameter.getName());
      }
      key.append(')');
    }
    return key.toString();
  }

  private static <A extends JavaAccess<?>> DescribedPredicate<A> target(
      String description, java.util.function.Predicate<A> predicate) {
    return new DescribedPredicate<>(description) {
      @Override
      public boolean test(A access) {
        return !Generated.is(access.getOriginOwner()) && predicate.test(access);
      }
    };
  }
}
