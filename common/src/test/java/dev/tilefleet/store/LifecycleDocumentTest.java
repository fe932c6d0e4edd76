package dev.tilefleet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleDocumentTest {
    private static final List<Retention.Rule> RULES =
            List.of(new Retention.Rule("inputs/", 8), new Retention.Rule("outcomes/", 31));

    /** With members that the SDK's classes do not have, and as S3 wrote filters before 2016. */
    private static final String OF_OTHERS = "<Rule><ID>tiers</ID><Prefix>archive/</Prefix><Status>Enabled</Status>"
            + "<Transition><Days>30</Days><StorageClass>STANDARD_IA</StorageClass></Transition>"
            + "<Transition><Days>90</Days><StorageClass>GLACIER</StorageClass></Transition></Rule>";

    @Test
    void isMadeForABucketThatHasNone() {
        LifecycleDocument document = LifecycleDocument.empty();

        document.replaceOurs(RULES);

        assertThat(document.xml())
                .isEqualTo("<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + "<Rule><ID>tilefleet-inputs</ID><Filter><Prefix>inputs/</Prefix></Filter>"
                        + "<Status>Enabled</Status><Expiration><Days>8</Days></Expiration></Rule>"
                        + "<Rule><ID>tilefleet-outcomes</ID><Filter><Prefix>outcomes/</Prefix></Filter>"
                        + "<Status>Enabled</Status><Expiration><Days>31</Days></Expiration></Rule>"
                        + "</LifecycleConfiguration>");
    }

    @Test
    void carriesRulesOfOthersAsTheyAre() {
        LifecycleDocument document = of(OF_OTHERS);

        document.replaceOurs(RULES);

        assertThat(document.xml()).startsWith("<LifecycleConfiguration>" + OF_OTHERS + "<Rule><ID>tilefleet-");
    }

    @Test
    void replacesOurRulesWhateverAnotherReleaseCalledThem() {
        LifecycleDocument document = of("<Rule><ID>tilefleet-scratch</ID><Filter><Prefix>scratch/</Prefix></Filter>"
                + "<Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>");

        document.replaceOurs(RULES);

        assertThat(document.xml()).doesNotContain("scratch");
        assertThat(document.holds(RULES)).isTrue();
    }

    @Test
    void saysTheSameAfterASecondTime() {
        LifecycleDocument document = of(OF_OTHERS);
        document.replaceOurs(RULES);
        String once = document.xml();

        document.replaceOurs(RULES);

        assertThat(document.xml()).isEqualTo(once);
    }

    @Test
    void seesThatRulesAreNotThere() {
        LifecycleDocument document = LifecycleDocument.empty();
        document.replaceOurs(RULES);

        assertThat(document.holds(List.of(RULES.getFirst()))).isFalse();
        assertThat(document.holds(List.of(RULES.getFirst(), new Retention.Rule("outcomes/", 30))))
                .isFalse();
    }

    @Test
    void readsTheRulesOfOthers() {
        LifecycleDocument document = of(OF_OTHERS
                + "<Rule><Filter/><Status>Enabled</Status><Expiration><Date>2026-01-01</Date></Expiration></Rule>"
                + "<Rule><ID>tagged</ID><Filter><And><Prefix>o</Prefix><Tag><Key>a</Key><Value>b</Value></Tag>"
                + "</And></Filter><Status>Enabled</Status><Expiration><Days>2</Days></Expiration></Rule>"
                + "<Rule><ID>off</ID><Filter><Prefix>o</Prefix></Filter><Status>Disabled</Status>"
                + "<Expiration><Days>2</Days></Expiration></Rule>");

        assertThat(document.others())
                .containsExactly(
                        new OtherRule("tiers", "archive/", OptionalInt.empty(), true),
                        new OtherRule("", "", OptionalInt.of(0), true),
                        new OtherRule("tagged", "o", OptionalInt.of(2), false),
                        new OtherRule("off", "o", OptionalInt.of(2), false));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 30, true",
        "outcomes/, 30, true",
        "outcomes/, 31, false",
        "out, 1, true",
        "outcomes/0, 1, true",
        "results/, 1, false"
    })
    void aRuleOfOthersHastensOursWhereTheirKeysMeet(String prefix, int days, boolean hastens) {
        OtherRule other = new OtherRule("x", prefix, OptionalInt.of(days), true);

        assertThat(other.hastens(RULES.getLast())).isEqualTo(hastens);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html/>",
                "no XML",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><LifecycleConfiguration>&b;</LifecycleConfiguration>"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> LifecycleDocument.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LifecycleDocument of(String rules) {
        return LifecycleDocument.parse("<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>");
    }
}
