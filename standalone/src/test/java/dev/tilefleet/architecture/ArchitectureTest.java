package dev.tilefleet.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages, and where a library may be used. */
class ArchitectureTest {
    private static final JavaClasses FLEET = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tilefleet");

    private static final String[] COMMON = {
        "dev.tilefleet.job..",
        "dev.tilefleet.queue..",
        "dev.tilefleet.store..",
        "dev.tilefleet.model..",
        "dev.tilefleet.config..",
        "dev.tilefleet.telemetry..",
        "dev.tilefleet.lifecycle.."
    };

    @Test
    void seesEveryModule() {
        assertThat(FLEET.stream().map(JavaClass::getPackageName))
                .contains("dev.tilefleet.job", "dev.tilefleet.api", "dev.tilefleet.worker", "dev.tilefleet.standalone");
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.tilefleet.(**)").should().beFreeOfCycles().check(FLEET);
    }

    @Test
    void commonKnowsNobody() {
        check(noClasses()
                .that()
                .resideInAnyPackage(COMMON)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tilefleet.api..", "dev.tilefleet.worker..", "dev.tilefleet.standalone.."));
    }

    @Test
    void apiAndWorkerKnowOnlyWhatIsCommon() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.tilefleet.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tilefleet.worker..", "dev.tilefleet.standalone.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.tilefleet.worker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tilefleet.api..", "dev.tilefleet.standalone.."));
    }

    @Test
    void aClientOfTheFleetUsesNothingOfIt() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.tilefleet.standalone.client..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.tilefleet..")
                        .and(not(resideInAPackage("dev.tilefleet.standalone.client..")))));
    }

    @Test
    void gdalIsReachedInRasterOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.tilefleet.worker.raster..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Linker.class, SymbolLookup.class));
    }

    @Test
    void djlIsUsedInInferOnly() {
        confined("ai.djl..", "dev.tilefleet.worker.infer");
    }

    @Test
    void theS3ClientIsUsedInStoreOnly() {
        confined("io.minio..", "dev.tilefleet.store");
        confined("okhttp3..", "dev.tilefleet.store");
    }

    @Test
    void vertxIsUsedInApiOnly() {
        confined("io.vertx..", "dev.tilefleet.api..");
    }

    @Test
    void kafkaIsUsedWhereRecordsAreReadAndWrittenOnly() {
        confined(
                "org.apache.kafka..",
                "dev.tilefleet.queue",
                "dev.tilefleet.worker.dequeue",
                "dev.tilefleet.worker.publish",
                "dev.tilefleet.api.jobs",
                "dev.tilefleet.api.deliver",
                "dev.tilefleet.api.inbox",
                "dev.tilefleet.standalone.embedded");
        confined("kafka..", "dev.tilefleet.standalone.embedded");
    }

    @Test
    void s3ProxyIsEmbeddedOnly() {
        confined("org.gaul..", "dev.tilefleet.standalone.embedded");
    }

    @Test
    void webhooksAreSignedInDeliverOnly() {
        confined("com.standardwebhooks..", "dev.tilefleet.api.deliver");
    }

    @Test
    void picocliIsUsedByTheCommandLineOnly() {
        confined("picocli..", "dev.tilefleet.standalone.cli");
    }

    @Test
    void everyClassHasAConceptToLiveIn() {
        check(noClasses()
                .should()
                .resideInAnyPackage(
                        "..impl..", "..util..", "..utils..", "..helper..", "..helpers..", "..manager..", "..misc.."));
        check(classes()
                .that()
                .areTopLevelClasses()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Misc)"));
    }

    private static void confined(String library, String... homes) {
        String[] ours = Stream.concat(Arrays.stream(homes), Stream.of(library)).toArray(String[]::new);
        check(noClasses()
                .that(not(resideInAnyPackage(ours)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    private static void check(ArchRule rule) {
        rule.check(FLEET);
    }
}
