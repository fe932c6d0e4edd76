package dev.tilefleet.worker.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BatchingPolicyTest {
    private final BatchingPolicy policy = new BatchingPolicy(8);

    @Test
    void anIdleDeviceStartsAtOnceWithASingleTile() {
        assertThat(policy.launch(1, 1)).isEqualTo(1);
    }

    @Test
    void nothingStartsWhileTheDeviceIsBusy() {
        assertThat(policy.launch(5, 0)).isZero();
    }

    @Test
    void nothingStartsWithoutTiles() {
        assertThat(policy.launch(0, 1)).isZero();
    }

    @Test
    void whatGatheredWhileTheDeviceWasBusyStartsTogether() {
        assertThat(policy.launch(8, 1)).isEqualTo(8);
    }

    @Test
    void aBatchIsNeverLargerThanItsSize() {
        assertThat(policy.launch(100, 1)).isEqualTo(8);
    }

    @Test
    void onlySizesThatAreWarmedUpAreUsed() {
        assertThat(policy.launch(7, 1)).isEqualTo(4);
        assertThat(policy.launch(3, 1)).isEqualTo(2);
    }

    @Test
    void tilesAreSharedBetweenIdlePasses() {
        assertThat(policy.launch(8, 2)).isEqualTo(4);
        assertThat(policy.launch(2, 2)).isEqualTo(1);
        assertThat(policy.launch(1, 4)).isEqualTo(1);
    }

    @Test
    void theSizesArePowersOfTwoAndTheBatchSize() {
        assertThat(policy.sizes()).containsExactly(1, 2, 4, 8);
        assertThat(new BatchingPolicy(6).sizes()).containsExactly(1, 2, 4, 6);
        assertThat(new BatchingPolicy(1).sizes()).containsExactly(1);
    }

    @Test
    void aBatchHoldsAtLeastOneTile() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchingPolicy(0));
    }
}
