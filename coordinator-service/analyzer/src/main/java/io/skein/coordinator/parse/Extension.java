package io.skein.coordinator.parse;

/**
 * A piece of syntax that Trino's grammar does not have, told in words that it has. The told form holds reserved names by which the analyser knows it
 * again; it never leaves this process, and never stands in a stored text.
 */
interface Extension {
    /** Tells the extension in standard syntax wherever it stands. */
    void toStandard(Tokens tokens);

    /** The reverse, for texts that are shown or stored. */
    void toExtended(Tokens tokens);
}
