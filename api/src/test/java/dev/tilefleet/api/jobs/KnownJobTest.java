package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.job.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownJobTest {
    private static final TestingLife LIFE = new TestingLife(TestingLife.ID);
    private static final KnownJob ACCEPTED = KnownJob.accepted(LIFE.job());
    private static final KnownJob RUNNING = KnownJob.running(LIFE.progress(Duration.ofSeconds(1)));
    private static final KnownJob RUNNING_AGAIN = KnownJob.running(LIFE.progress(Duration.ofSeconds(2)));
    private static final KnownJob ENDED = KnownJob.ended(LIFE.successful());
    private static final KnownJob REMOVED = KnownJob.removed(LIFE.tombstone());

    static Stream<List<KnownJob>> orders() {
        return permutations(List.of(ACCEPTED, RUNNING, RUNNING_AGAIN, ENDED));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void comesToTheSameInAnyOrder(List<KnownJob> order) {
        KnownJob known = order.stream().reduce(KnownJob::and).orElseThrow();

        assertThat(known)
                .isEqualTo(new KnownJob(
                        TestingLife.ID,
                        LIFE.job().process(),
                        Optional.of("alice"),
                        ACCEPTED.submittedMillis(),
                        ACCEPTED.deadlineMillis(),
                        RUNNING_AGAIN.startedMillis(),
                        ENDED.heard(),
                        ENDED.packedEnd(),
                        false));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void neverComesBackFromItsEnd(List<KnownJob> order) {
        KnownJob known = order.stream().reduce(ENDED, KnownJob::and);

        assertThat(known.status()).isEqualTo(Status.SUCCESSFUL);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void neverComesBackFromItsRemoval(List<KnownJob> order) {
        KnownJob removedFirst = order.stream().reduce(REMOVED, KnownJob::and);
        KnownJob removedLast =
                order.stream().reduce(KnownJob::and).orElseThrow().and(REMOVED);

        assertThat(removedFirst).isEqualTo(removedLast);
        assertThat(removedFirst.isRemoved()).isTrue();
        assertThat(removedFirst.status()).isEqualTo(Status.DISMISSED);
    }

    @Test
    void isOverOnceItIsRemovedThoughItsEndIsNotKnown() {
        KnownJob job = ACCEPTED.and(REMOVED);

        assertThat(job.isOver()).isTrue();
        assertThat(job.isOverdue(TestingLife.SUBMITTED.plus(Duration.ofDays(9))))
                .isFalse();
        assertThat(job.isSilent(TestingLife.SUBMITTED.plus(Duration.ofDays(9)), Duration.ofMinutes(1)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void comesToTheSameHoweverOftenAndInWhateverOrderItIsTold(long seed) {
        Random random = new Random(seed);
        List<KnownJob> told = List.of(ACCEPTED, RUNNING, RUNNING_AGAIN, ENDED);
        List<KnownJob> records = new ArrayList<>(told);
        random.ints(random.nextInt(40), 0, told.size()).mapToObj(told::get).forEach(records::add);
        Collections.shuffle(records, random);
        boolean ended = false;
        KnownJob known = records.getFirst();

        for (KnownJob record : records) {
            known = known.and(record);
            ended |= record.isOver();
            assertThat(known.isOver()).isEqualTo(ended || records.getFirst().isOver());
        }

        assertThat(known).isEqualTo(told.stream().reduce(KnownJob::and).orElseThrow());
    }

    @Test
    void isToldTwiceWithoutHarm() {
        assertThat(ACCEPTED.and(RUNNING).and(RUNNING).and(ACCEPTED)).isEqualTo(ACCEPTED.and(RUNNING));
    }

    @Test
    void keepsTheEndItLearntFirst() {
        KnownJob dismissed = KnownJob.ended(LIFE.dismissed());

        assertThat(dismissed.and(ENDED).status()).isEqualTo(Status.DISMISSED);
    }

    @Test
    void hasAStatusFromEachRecord() {
        assertThat(ACCEPTED.status()).isEqualTo(Status.ACCEPTED);
        assertThat(RUNNING.status()).isEqualTo(Status.RUNNING);
        assertThat(KnownJob.ended(LIFE.failed()).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void belongsToWhomTheFirstRecordThatTellsSays() {
        for (KnownJob told : List.of(ACCEPTED, ENDED, REMOVED)) {
            assertThat(RUNNING.and(told).belongsTo(new Caller("alice"))).isTrue();
            assertThat(told.and(RUNNING).belongsTo(new Caller("alice"))).isTrue();
            assertThat(told.belongsTo(new Caller("bob"))).isFalse();
        }
    }

    @Test
    void belongsToNobodyWhileOnlyHintsAreHeard() {
        assertThat(RUNNING.belongsTo(new Caller("alice"))).isFalse();
        assertThat(RUNNING.belongsTo(Caller.EVERYBODY)).isFalse();
    }

    private static Stream<List<KnownJob>> permutations(List<KnownJob> of) {
        if (of.isEmpty()) {
            return Stream.of(List.of());
        }
        return of.stream().flatMap(first -> {
            List<KnownJob> rest = new ArrayList<>(of);
            rest.remove(first);
            return permutations(rest).map(tail -> {
                List<KnownJob> order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                return order;
            });
        });
    }

    @Test
    void anOpenJobIsSilentAfterAWhileWithoutNews() {
        TestingLife life = new TestingLife(TestingLife.ID);
        KnownJob job = KnownJob.accepted(life.job()).and(KnownJob.running(life.progress(Duration.ofMinutes(3))));

        assertThat(job.isSilent(TestingLife.SUBMITTED.plus(Duration.ofSeconds(239)), Duration.ofMinutes(1)))
                .isFalse();
        assertThat(job.isSilent(TestingLife.SUBMITTED.plus(Duration.ofMinutes(4)), Duration.ofMinutes(1)))
                .isTrue();
    }

    @Test
    void aLookUpBreaksTheSilence() {
        KnownJob job = KnownJob.accepted(LIFE.job());

        KnownJob lookedUp = job.and(KnownJob.accepted(LIFE.job(), TestingLife.SUBMITTED.plus(Duration.ofHours(2))));

        assertThat(lookedUp.isSilent(TestingLife.SUBMITTED.plus(Duration.ofHours(2)), Duration.ofMinutes(1)))
                .isFalse();
    }

    @Test
    void anEndedJobIsNeverSilent() {
        KnownJob job = KnownJob.ended(new TestingLife(TestingLife.ID).successful());

        assertThat(job.isSilent(TestingLife.SUBMITTED.plus(Duration.ofDays(9)), Duration.ofMinutes(1)))
                .isFalse();
    }
}
