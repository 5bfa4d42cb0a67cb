package io.skein.coordinator.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.coordinator.function.Argument.LambdaArgument;
import io.skein.coordinator.function.Argument.Typed;
import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Decimal;
import io.skein.spi.type.Type.Simple;
import io.skein.spi.type.Type.Varchar;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionResolverTest {
    private static final Location PLACE = new Location(1, 8);

    private final FunctionResolver resolver = new FunctionResolver(FunctionRegistry.standard());

    private Type operator(String name, Type... types) {
        return resolver.resolveOperator(name, List.of(types), PLACE).reference().returnType();
    }

    private ResolvedFunction function(String name, Type... types) {
        return resolver.resolve(
                name, List.of(types).stream().<Argument>map(Typed::new).toList(), PLACE);
    }

    @Test
    void operatorsTakeTheNarrowestTypesThatFit() {
        assertThat(operator("$add", Simple.INTEGER, Simple.BIGINT)).isEqualTo(Simple.BIGINT);
        assertThat(operator("$multiply", Simple.SMALLINT, Simple.TINYINT)).isEqualTo(Simple.SMALLINT);
        assertThat(operator("$add", Simple.INTEGER, Simple.UNKNOWN)).isEqualTo(Simple.INTEGER);
        assertThat(operator("$multiply", new Decimal(2, 1), Simple.DOUBLE)).isEqualTo(Simple.DOUBLE);
    }

    @Test
    void decimalOperatorsFollowTheDecimalCalculus() {
        assertThat(operator("$add", new Decimal(2, 1), new Decimal(3, 2))).isEqualTo(new Decimal(4, 2));
        assertThat(operator("$multiply", new Decimal(2, 1), new Decimal(3, 2))).isEqualTo(new Decimal(5, 3));
        assertThat(operator("$divide", new Decimal(2, 1), new Decimal(3, 2))).isEqualTo(new Decimal(5, 2));
        assertThat(operator("$divide", Simple.INTEGER, new Decimal(4, 3))).isEqualTo(new Decimal(16, 3));
        assertThat(operator("$modulus", new Decimal(10, 4), new Decimal(8, 6))).isEqualTo(new Decimal(8, 6));
    }

    @Test
    void lengthsOfTextAreBoundToTheResult() {
        assertThat(function("upper", Varchar.of(7)).reference().returnType()).isEqualTo(Varchar.of(7));
        assertThat(function("substr", Varchar.UNBOUNDED, Simple.INTEGER).parameterTypes())
                .containsExactly(Varchar.UNBOUNDED, Simple.BIGINT);
        assertThat(function("replace", Varchar.of(3), Varchar.of(1), Varchar.of(2))
                        .reference()
                        .returnType())
                .isEqualTo(Varchar.of(11));
    }

    @Test
    void lambdasAreAnalysedWithTheElementsTypes() {
        LambdaArgument lambda =
                new LambdaArgument(1, types -> types.getFirst() == Simple.INTEGER ? Simple.DATE : Simple.BOOLEAN);
        ResolvedFunction transform =
                resolver.resolve("transform", List.of(new Typed(new Type.Array(Simple.INTEGER)), lambda), PLACE);
        assertThat(transform.reference().returnType()).isEqualTo(new Type.Array(Simple.DATE));
        assertThat(transform.parameterTypes().getLast())
                .isEqualTo(new Type.Function(List.of(Simple.INTEGER), Simple.DATE));
    }

    @Test
    void unknownNamesAreRefusedByName() {
        assertThatThrownBy(() -> function("nope", Simple.INTEGER))
                .isInstanceOf(SkeinException.class)
                .hasMessageContaining("Function 'nope' not registered");
    }

    @Test
    void wrongArgumentsAreAnsweredWithAllSignatures() {
        assertThatThrownBy(() -> function("abs", Varchar.of(1)))
                .hasMessageContaining(
                        "Unexpected parameters (varchar(1)) for function abs. Expected: abs(bigint), abs(decimal(p,s)), abs(double), abs(integer), abs(real), abs(smallint), abs(tinyint)");
        assertThatThrownBy(() -> function("array_sort", Simple.INTEGER))
                .hasMessageContaining(
                        "Expected: array_sort(array(e)) E:orderable, array_sort(array(t), function(t,t,integer)) T");
    }

    @Test
    void operatorsThatDoNotApplyNameBothTypes() {
        assertThatThrownBy(() -> operator("$add", Simple.INTEGER, Varchar.of(1)))
                .hasMessageContaining("Cannot apply operator: integer + varchar(1)");
        assertThatThrownBy(() -> operator("$negate", Simple.BOOLEAN)).hasMessageContaining("Cannot negate boolean");
        assertThatThrownBy(() -> operator("$subscript", new Type.Array(Simple.INTEGER), Varchar.of(1)))
                .hasMessageContaining("Cannot use varchar(1) for subscript of array(integer)");
    }

    @Test
    void candidatesComeInOrderAndWithoutAPlace() {
        assertThatThrownBy(() -> operator("$add", Simple.UNKNOWN, Simple.INTERVAL_DAY_SECOND))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.location()).isEmpty())
                .hasMessageContaining("""
                        Candidates are:
                        \t * (interval day to second,interval day to second):interval day to second
                        \t * (date,interval day to second):date
                        \t * (timestamp(3),interval day to second):timestamp(3)
                        """);
        assertThatThrownBy(() -> function("json_extract_scalar", Simple.UNKNOWN, Varchar.of(3)))
                .hasMessageContaining("\t * (varchar(0),jsonpath):varchar(0)\n\t * (json,jsonpath):varchar\n");
    }

    @Test
    void nestedTypesAreWrittenAsInSignatures() {
        Type row = new Type.Row(List.of(
                new Type.Field(Optional.of("a"), Simple.INTEGER), new Type.Field(Optional.empty(), Varchar.of(2))));
        assertThatThrownBy(() -> function("abs", new Type.MapOf(Simple.BIGINT, row)))
                .hasMessageContaining("Unexpected parameters (map(bigint,row(\"a\" integer,varchar(2))))");
    }
}
