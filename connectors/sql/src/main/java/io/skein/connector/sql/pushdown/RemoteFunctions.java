package io.skein.connector.sql.pushdown;

import io.skein.spi.pushdown.RemoteWork.Measure;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;

/** Functions that a database computes exactly as we do, in its SQL. What it has not, or has otherwise, is refused. */
public interface RemoteFunctions {
    /** A function's value, or an operator's that is no comparison and no logic. */
    String scalar(String function, List<RemoteValue> arguments, Type type) throws NotTakenException;

    /** A value as another type. */
    String cast(RemoteValue value, Type type) throws NotTakenException;

    /**
     * An aggregate function over a group.
     *
     * @param filter a condition that rows must meet to count
     */
    String aggregate(Measure measure, List<RemoteValue> arguments, Optional<String> filter) throws NotTakenException;

    /** How the database names the type of a value that it computes. */
    String remoteType(Type type) throws NotTakenException;

    /** {@code left > right} or {@code >=}: databases differ in where NaN stands. */
    String greater(RemoteValue left, String operator, RemoteValue right) throws NotTakenException;

    /** {@code =} of two texts that are both no literals, whatever their collations. */
    String sameText(RemoteValue left, RemoteValue right) throws NotTakenException;

    /** A condition that is true of each row with this probability. */
    String chance(double ratio);

    /** Whether it has joins that keep the rows of both sides. */
    boolean fullJoins();
}
