package dev.tilefleet.worker.decode;

import static dev.tilefleet.job.ProblemType.INVALID_PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tilefleet.job.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecodeParametersTest {
    @Test
    void haveNoOffsetUnlessOneIsGiven() {
        assertThat(DecodeParameters.of(Map.of()).boaAddOffset()).isZero();
        assertThat(DecodeParameters.of(Map.of("boaAddOffset", NullNode.getInstance()))
                        .boaAddOffset())
                .isZero();
    }

    @Test
    void takeTheProductsOffset() {
        assertThat(DecodeParameters.of(Map.of("boaAddOffset", IntNode.valueOf(-1000)))
                        .boaAddOffset())
                .isEqualTo(-1000);
    }

    @Test
    void leaveOthersAlone() {
        assertThat(DecodeParameters.of(Map.of("colour", TextNode.valueOf("red")))
                        .boaAddOffset())
                .isZero();
    }

    @Test
    void refuseAnOffsetThatIsNoNumber() {
        ProblemException refusal = catchThrowableOfType(
                ProblemException.class, () -> DecodeParameters.of(Map.of("boaAddOffset", TextNode.valueOf("-1000"))));

        assertThat(refusal.problem().type()).isEqualTo(INVALID_PARAMETER);
        assertThat(refusal)
                .hasMessageContaining("boaAddOffset must be a number")
                .hasMessageContaining("string");
    }

    @Test
    void refuseAnOffsetBeyondFloat() {
        ProblemException refusal = catchThrowableOfType(
                ProblemException.class, () -> DecodeParameters.of(Map.of("boaAddOffset", DoubleNode.valueOf(1e300))));

        assertThat(refusal.problem().type()).isEqualTo(INVALID_PARAMETER);
    }
}
